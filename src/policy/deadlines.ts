import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { businessDayBefore, endOfNthBusinessDayAfter, isBusinessDay } from './calendar.ts';
import type { Centre, Office, Service } from './centre.ts';
import { phoneMiddayOn, phoneOpensOn } from './phone.ts';

/** The moments at which something ends. All in Asia/Tokyo, all exclusive: at the very moment it is already too late. */

/** How long a slot is kept for a client who is still in the conversation. */
export const HOLD_MINUTES = 10;

/** How long the one-time page for a client's details stays open. */
export const FORM_MINUTES = 30;

/** When a hold taken at `now` runs out. */
export const holdUntil = (now: DateTime): DateTime => now.setZone(ZONE).plus({ minutes: HOLD_MINUTES });

/**
 * The last moment to book: 24:00 at the end of the Nth calendar day before the session ("the day before", S0–S2 article 6(1)).
 * With N = 0 the session's own start.
 */
export function bookingCutOff(service: Pick<Service, 'bookUntilDaysBefore'>, startsAt: DateTime): DateTime {
  const days = service.bookUntilDaysBefore.value;
  return days === 0 ? startsAt.setZone(ZONE) : endOfDayBefore(startsAt, days);
}

/** Until when the chat cancels or moves a confirmed booking; afterwards by phone only. `never`: by phone only, always (S2 article 6(3)). */
export function chatCancelUntil(service: Pick<Service, 'cancellation'>, startsAt: DateTime): DateTime | 'never' {
  const days = service.cancellation.chatUntilDaysBefore.value;
  return days === 'never' ? 'never' : endOfDayBefore(startsAt, days);
}

/**
 * Until when staff answer a request; a client without an answer by then should ring (S0 article 6(3), S1 article 6(2)). A request for
 * a slot (`wished`) expires as its day begins: for that at the latest in the middle of the last business day before, so that client and
 * office can still talk. Where that leaves staff no time, nothing can be promised (`answerMayNotCome`): until it expires.
 */
export function answerDeadline(
  service: Pick<Service, 'answerWithinBusinessDays'>,
  centre: Pick<Centre, 'closures'>,
  requestedAt: DateTime,
  wished?: { startsAt: DateTime; office: Pick<Office, 'phoneHours'> },
): DateTime {
  const deadline = endOfNthBusinessDayAfter(requestedAt, service.answerWithinBusinessDays.value, centre);
  if (!wished) return deadline;
  const lastChance = phoneMiddayOn(wished.office, businessDayBefore(wished.startsAt, centre));
  const inTime = requestedAt.plus({ minutes: MINUTES_TO_ANSWER }) <= lastChance;
  return DateTime.min(deadline, inTime ? lastChance : requestExpiresAt(wished.startsAt));
}

/** What staff have at the least for an answer that was promised. */
const MINUTES_TO_ANSWER = 60;

/** Too little time was left before the day of the slot to promise an answer: the client should know it, and may ring. */
export const answerMayNotCome = ({ answerBy, startsAt }: { answerBy: DateTime; startsAt: DateTime }): boolean =>
  answerBy >= requestExpiresAt(startsAt);

/** When staff should look at a request at the latest: as the office opens on the last business day before its answer is due. */
export function answerPressesFrom(
  centre: Pick<Centre, 'closures'>,
  office: Pick<Office, 'phoneHours'>,
  answerBy: DateTime,
): DateTime {
  const last = answerBy.setZone(ZONE).minus({ milliseconds: 1 });
  return phoneOpensOn(office, isBusinessDay(last, centre) ? last : businessDayBefore(last, centre));
}

/** From when a session without any contact is taken as cancelled; undefined where the terms have no such rule. */
export function noShowAt(service: Pick<Service, 'presumedCancellation'>, startsAt: DateTime): DateTime | undefined {
  const rule = service.presumedCancellation?.value;
  return rule && startsAt.setZone(ZONE).plus({ minutes: rule.minutesAfterStart });
}

/** When a request that nobody answered expires: as the day of its slot begins. */
export const requestExpiresAt = (startsAt: DateTime): DateTime => startsAt.setZone(ZONE).startOf('day');

/** 24:00 at the end of the Nth calendar day before: the beginning of the day that follows it. */
function endOfDayBefore(startsAt: DateTime, days: number): DateTime {
  return startsAt
    .setZone(ZONE)
    .startOf('day')
    .minus({ days: days - 1 });
}
