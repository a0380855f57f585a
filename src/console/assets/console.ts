import 'htmx-ext-sse/dist/sse.esm.js';
import { announceUpdates } from './announcing.ts';
import { OneLineForAllTabs } from './event-line.ts';
import { foldTablesWhereNarrow, openOneAtATime } from './folding.ts';
import { htmx } from './htmx.ts';
import { holdLiveParts } from './live-parts.ts';
import { keepOwnAddress } from './own-address.ts';
import { readFilesIntoFields } from './reading-files.ts';
import { tellTheEnd } from './session-end.ts';

/** What the console's pages do beyond plain links and forms. Everything works without it. */
htmx.createEventSource = (url) => new OneLineForAllTabs(url, document.body.dataset['asOf'] ?? '');
keepOwnAddress();
holdLiveParts();
announceUpdates();
tellTheEnd();
openOneAtATime();
foldTablesWhereNarrow();
readFilesIntoFields();
