/** How many of the newest rows a page shows; `null`: all of them, where nothing may be left out. */
export type Most = number | null;
