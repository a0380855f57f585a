import { DateTime } from 'luxon';
import type { ClientEvent } from '#bot/channel.ts';
import { ZONE } from '#clock.ts';

/** LINE's limit on the data of a postback, in UTF-16 units. */
const DATA_MOST = 300;
const OURS = /^s=(\d{1,15})&c=([\s\S]+)$/;

/**
 * What a button of ours carries: the step it belongs to and the choice. Throws a RangeError where that does not fit into
 * LINE's 300 characters: a choice id cut short could act on the wrong thing.
 */
export function encodePostback(step: number, choice: string): string {
  const data = `s=${step}&c=${choice}`;
  if (data.length > DATA_MOST || !OURS.test(data))
    throw new RangeError('A choice needs a whole step and an id of 1 to about 280 characters.');
  return data;
}

/** Reads a postback; `date` is `params.date` of a date picker (a day in Asia/Tokyo: LINE names no zone). */
export function decodePostback(data: unknown, date: unknown): ClientEvent {
  const [, step, choice] = typeof data === 'string' ? (OURS.exec(data) ?? []) : [];
  if (step === undefined || choice === undefined) return { kind: 'pressed-unknown' };
  if (date === undefined) return { kind: 'pressed', step: Number(step), choice };
  return isDay(date) ? { kind: 'pressed', step: Number(step), choice, day: date } : { kind: 'pressed-unknown' };
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value, { zone: ZONE }).isValid;
