import * as module from 'htmx.org';
import type { Line } from './event-line.ts';

/** As far as we use it. Its own types are written for another kind of module than the file is. */
type Htmx = { createEventSource: (url: string) => Line };

const it: unknown = module.default;
export const htmx = it as Htmx;
