import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { endOfNthBusinessDayAfter, isBusinessDay } from './calendar.ts';
import type { Centre, Service } from './centre.ts';

/** Times that staff propose for a request. Staff are exempt from the deadlines and hours that bind clients ("原則として"). */

export const MOST_OFFERED = 5;

/**
 * Until when the client may pick one of the offered times (S0 article 6(4), S1 6(3)): as long as the office itself has for an answer, at
 * the latest the end of the day before the last offered day; where that is past, because the times are today's, the start of the last
 * one. Exclusive, Asia/Tokyo. Throws a RangeError without a time.
 */
export function offerDeadline(
  service: Pick<Service, 'answerWithinBusinessDays'>,
  centre: Pick<Centre, 'closures'>,
  now: DateTime,
  times: readonly DateTime[],
): DateTime {
  if (times.length === 0) throw new RangeError('an offer has times');
  const last = DateTime.max(...(times as [DateTime, ...DateTime[]])).setZone(ZONE);
  const dayBegins = last.startOf('day');
  if (dayBegins <= now) return last;
  return DateTime.min(endOfNthBusinessDayAfter(now, service.answerWithinBusinessDays.value, centre), dayBegins);
}

export type TimesJudgement = { kind: 'fine' } | { kind: 'not-a-time'; why: 'past' | 'closed' | 'count' | 'twice' };

/** May staff give out these times? They lie ahead, on days on which the centre is open, each once. Seats are not looked at. */
export function judgeTimes(
  times: readonly DateTime[],
  { centre, now, most }: { centre: Pick<Centre, 'closures'>; now: DateTime; most: number },
): TimesJudgement {
  if (times.length < 1 || times.length > most) return { kind: 'not-a-time', why: 'count' };
  if (new Set(times.map((time) => time.toMillis())).size < times.length) return { kind: 'not-a-time', why: 'twice' };
  if (!times.every((time) => time > now)) return { kind: 'not-a-time', why: 'past' };
  return times.every((time) => isBusinessDay(time, centre)) ? { kind: 'fine' } : { kind: 'not-a-time', why: 'closed' };
}
