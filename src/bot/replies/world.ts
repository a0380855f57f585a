import type { DateTime } from 'luxon';
import type { Centre } from '#policy/centre.ts';
import type { Language } from '#policy/language.ts';

/** What a reply rests on besides the conversation itself. `publicUrl` has no slash at its end. */
export type World = { centre: Centre; language: Language; now: DateTime; publicUrl: string };
