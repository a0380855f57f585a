import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { isUuid } from '#policy/uuid.ts';

/** What came in with a form or an address: never trusted, always a string or a list of strings. */

/** Without spaces around it, as `cleaned` leaves it; empty where there is none or more than one. */
export const textOf = (from: unknown, name: string): string => cleaned(exactTextOf(from, name)).trim();

/** Exactly as typed, for what is hashed or judged and never kept: a space in a password counts. */
export function exactTextOf(from: unknown, name: string): string {
  const value = sentAs(from, name);
  return typeof value === 'string' ? value : '';
}

export function listOf(from: unknown, name: string): string[] {
  const value = sentAs(from, name);
  const list = Array.isArray(value) ? value : [value];
  return list.filter((it): it is string => typeof it === 'string' && it !== '').map(cleaned);
}

/** Line ends as `\n`, and no other control character but the tab: nobody types one, and the database takes no NUL. */
export const cleaned = (text: string): string => text.replaceAll(/\r\n?/g, '\n').replaceAll(/[^\P{Cc}\n\t]/gu, '');

const sentAs = (from: unknown, name: string): unknown =>
  typeof from === 'object' && from !== null && Object.hasOwn(from, name) ? Reflect.get(from, name) : undefined;

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** "2026-11-25T10:00", as a browser's date and time field sends it, in Asia/Tokyo. */
export const momentTyped = (text: string): DateTime<true> | undefined => (MOMENT.test(text) ? valid(text) : undefined);

/** The beginning of a day in Asia/Tokyo. */
export const dayTyped = (text: string): DateTime<true> | undefined => (DAY.test(text) ? valid(text) : undefined);

function valid(text: string): DateTime<true> | undefined {
  const moment = DateTime.fromISO(text, { zone: ZONE });
  // Years beyond these are slips of the keyboard, and some are beyond what the database takes.
  return moment.isValid && moment.year >= 2000 && moment.year < 2200 ? moment : undefined;
}

/** As a browser's date and time field wants it. */
export const forField = (moment: DateTime): string => moment.setZone(ZONE).toFormat("yyyy-MM-dd'T'HH:mm");

/** An id of ours as it may stand in an address: anything else would be a fault in the database. */
export const idOf = (text: string | undefined): string | undefined =>
  text !== undefined && isUuid(text) ? text.toLowerCase() : undefined;
