import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { AbleToCome, Hindrance } from './able-to-come.ts';
import { businessDayBefore, nextBusinessDay } from './calendar.ts';
import type { Centre, Service } from './centre.ts';
import { noShowAt } from './deadlines.ts';
import { minutesOf } from './slots.ts';

/** What happens by itself around a confirmed session, and until when it is worth doing. All in Asia/Tokyo, all ends exclusive. */

export type MomentKind = 'reminder-day-before' | 'reminder-morning' | 'room-opens' | 'not-connected' | 'presumed-cancelled';

/** Each moment of a booking stands once in the ledger. */
export const momentKey = (kind: MomentKind, bookingId: string): string => `${kind}:${bookingId}`;

/** `overtaken`: the next thing is due by then; `too-late`: the session has begun, is over, or its day is. */
export type Lapse = 'overtaken' | 'too-late';

export type SessionMoment = {
  kind: MomentKind;
  dueAt: DateTime;
  /** From then on it is not needed any more, because of `lapse`. */
  until: DateTime;
  lapse: Lapse;
  /** Not needed from the beginning: its time had passed when the booking was confirmed, or the session starts before it. */
  notNeededBecause?: 'confirmed-later' | 'starts-earlier';
};

type TimedService = Pick<
  Service,
  'reminders' | 'roomOpens' | 'notConnected' | 'presumedCancellation' | 'cancellation' | 'lengthMinutes'
>;

/** A moment before its place among the others is known. */
type Planned = { kind: MomentKind; dueAt: DateTime };

/**
 * Each moment of a session once, in the order in which they fall due. Those before the start are never due after it, and stand until
 * the next of them, at the latest until the start. The phone fall-back stands until the presumption, or else until the session's
 * end. The presumption stands for the rest of its day: who would be told days later may well have been there while we were not, so
 * that is for staff to say.
 */
export function momentsOf(
  service: TimedService,
  centre: Pick<Centre, 'closures'>,
  startsAt: DateTime,
  confirmedAt: DateTime,
): SessionMoment[] {
  const start = startsAt.setZone(ZONE);
  const before = momentsBefore(service, centre, start).map((moment, at, all) => {
    const next = all.slice(at + 1).find(({ dueAt }) => dueAt < start);
    return judged(moment, start, confirmedAt, next?.dueAt);
  });
  return [...before, ...momentsAfter(service, start)];
}

export type MomentJudgement =
  | { kind: 'not-yet' }
  | { kind: 'due' }
  | { kind: 'not-needed'; why: Lapse | 'confirmed-later' | 'starts-earlier' | Hindrance };

/** What is to be done about a moment at `now`. Nothing is decided before it is due. */
export function judgeMoment({ dueAt, until, lapse, notNeededBecause }: SessionMoment, now: DateTime): MomentJudgement {
  if (now < dueAt) return { kind: 'not-yet' };
  if (notNeededBecause) return { kind: 'not-needed', why: notNeededBecause };
  return now >= until ? { kind: 'not-needed', why: lapse } : { kind: 'due' };
}

/** What a client is told for lack of them or of their contact. */
const FOR_ABSENCE: readonly MomentKind[] = ['not-connected', 'presumed-cancelled'];
export const isForAbsence = ({ kind }: Pick<SessionMoment, 'kind'>): boolean => FOR_ABSENCE.includes(kind);

/**
 * What stands against a moment that is due: on a closed day nothing is told of the session, and who could not come is never told that
 * they did not.
 */
export function hinderedBy(moment: Pick<SessionMoment, 'kind'>, able: AbleToCome): Hindrance | undefined {
  if (able.kind === 'able') return undefined;
  return able.by === 'closed-day' || isForAbsence(moment) ? able.by : undefined;
}

function momentsBefore(service: TimedService, centre: Pick<Centre, 'closures'>, start: DateTime): Planned[] {
  const { reminders, roomOpens } = service;
  const moments: Planned[] = [
    { kind: 'reminder-day-before', dueAt: at(reminderDay(service, centre, start), reminders.dayBefore.value) },
    { kind: 'reminder-morning', dueAt: DateTime.min(at(start, reminders.morning.value), start) },
  ];
  if (roomOpens) moments.push({ kind: 'room-opens', dueAt: start.minus({ minutes: roomOpens.value.minutesBefore }) });
  return moments.toSorted((a, b) => a.dueAt.toMillis() - b.dueAt.toMillis());
}

/** Whoever can cancel by phone only is reminded on a day on which somebody answers it. */
function reminderDay(service: TimedService, centre: Pick<Centre, 'closures'>, start: DateTime): DateTime {
  const byPhoneOnly = service.cancellation.chatUntilDaysBefore.value === 'never';
  return byPhoneOnly ? businessDayBefore(start, centre) : start.minus({ days: 1 });
}

function judged({ kind, dueAt }: Planned, start: DateTime, confirmedAt: DateTime, next: DateTime | undefined): SessionMoment {
  const moment: SessionMoment = { kind, dueAt, until: next ?? start, lapse: next ? 'overtaken' : 'too-late' };
  if (dueAt >= start) return { ...moment, notNeededBecause: 'starts-earlier' };
  return dueAt <= confirmedAt ? { ...moment, notNeededBecause: 'confirmed-later' } : moment;
}

function momentsAfter(service: TimedService, start: DateTime): SessionMoment[] {
  const presumedAt = noShowAt(service, start);
  const rung = service.notConnected && {
    kind: 'not-connected' as const,
    dueAt: start.plus({ minutes: service.notConnected.value.minutesAfter }),
    until: presumedAt ?? start.plus({ minutes: service.lengthMinutes.value }),
    lapse: presumedAt ? ('overtaken' as const) : ('too-late' as const),
  };
  const presumed = presumedAt && {
    kind: 'presumed-cancelled' as const,
    dueAt: presumedAt,
    until: presumedAt.startOf('day').plus({ days: 1 }),
    lapse: 'too-late' as const,
  };
  return [rung, presumed].filter((moment) => moment !== undefined);
}

/**
 * The end of the last day on whose sessions something may be due at `now`: of the next business day, since that is how far ahead
 * a centre that cancels by phone only reminds. Asia/Tokyo, exclusive.
 */
export const momentsReachTo = (centre: Pick<Centre, 'closures'>, now: DateTime): DateTime =>
  nextBusinessDay(now, centre).plus({ days: 1 });

/** A clock time on the day of a moment. */
function at(day: DateTime, clockTime: string): DateTime {
  const minutes = minutesOf(clockTime);
  return day.startOf('day').set({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
}
