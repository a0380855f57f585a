import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Terms } from './centre.ts';

/**
 * From when a new text of the terms may count. A change is announced with the day on which it takes effect (S0–S2 article 13), so that
 * day lies ahead; where the document itself allows a change without notice (S3 article 22) it may be today. Beginning of the day,
 * Asia/Tokyo.
 */
export function earliestEffect(terms: Pick<Terms, 'changes'>, now: DateTime): DateTime {
  const today = now.setZone(ZONE).startOf('day');
  return terms.changes?.withoutNotice ? today : today.plus({ days: 1 });
}

/** The moment from which a text counts that takes effect on `day`: its beginning, or now where it has begun already. */
export const effectOn = (day: DateTime, now: DateTime): DateTime => (day < now ? now : day);
