/** Moments as the page writes them, in Asia/Tokyo. `at` is milliseconds since the epoch. */

const part = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat('ja-JP', { timeZone: 'Asia/Tokyo', ...options });

const TIME = part({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const DAY = part({ month: 'numeric', day: 'numeric', weekday: 'short' });
const LONG = part({ year: 'numeric', month: 'long', day: 'numeric', weekday: 'short' });
const ISO = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'short' });

export const timeOf = (at: number): string => TIME.format(at);
export const dayOf = (at: number): string => DAY.format(at);
export const longDayOf = (at: number): string => LONG.format(at);

/** `2026-11-25T10:30` of Asia/Tokyo: what a `datetime-local` field holds. */
export const localIso = (at: number): string => ISO.format(at).replace(' ', 'T');

const A_DAY = 24 * 3_600_000;

/** `2026-11-25`, `days` calendar days after that of `at`. Japan has no summer time. */
export const dateAfter = (at: number, days: number): string => localIso(at + days * A_DAY).slice(0, 10);
