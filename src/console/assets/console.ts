import 'htmx-ext-sse/dist/sse.esm.js';
import { announceUpdates, tellTheEnd } from './announcing.ts';
import { oneLineForAllTabs } from './event-line.ts';
import { openOneAtATime } from './folding.ts';
import { htmx } from './htmx.ts';
import { holdLiveParts } from './live-parts.ts';
import { readFilesIntoFields } from './reading-files.ts';

/** What the console's pages do beyond plain links and forms. Everything works without it. */
htmx.createEventSource = oneLineForAllTabs;
holdLiveParts();
announceUpdates();
tellTheEnd();
openOneAtATime();
readFilesIntoFields();
