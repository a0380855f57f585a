import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Service } from './centre.ts';
import { chatCancelUntil } from './deadlines.ts';

/** May a client cancel or move this booking in the chat now? Staff are exempt and do not ask here. */

type PhoneOnly = { kind: 'phone-only'; why: 'same-day' | 'always'; article?: string };

export type CancellationJudgement =
  | { kind: 'allowed' }
  /** Nothing is confirmed yet: it may be withdrawn at any time. */
  | { kind: 'withdrawable' }
  /** Not in the chat: by phone. `article`: the rule's source, absent where the value is a sample. */
  | PhoneOnly
  /** There is nothing left to cancel. */
  | { kind: 'over' };

export type MovingJudgement = { kind: 'allowed' } | PhoneOnly | { kind: 'over' };

/** The states of a booking's life (product words), as far as cancelling tells them apart. */
type OpenState = 'held' | 'requested' | 'offered' | 'confirmed';
type ClosedState =
  | 'attended'
  | 'attended-by-phone'
  | 'moved'
  | 'cancelled'
  | 'withdrawn'
  | 'declined'
  | 'expired'
  | 'released'
  | 'presumed-cancelled';

export type BookingState = OpenState | ClosedState;

/** In which staff may move or cancel a booking. */
export const MOVABLE_STATES: readonly BookingState[] = ['requested', 'offered', 'confirmed'];

type CancellationQuery = {
  service: Pick<Service, 'cancellation'>;
  state: BookingState;
  /** Absent for a request for another time; always there once confirmed. */
  startsAt?: DateTime | undefined;
  now: DateTime;
};

/**
 * Until the day before in the chat, on the day of the session by phone only (S0 article 6(6), S1 6(5), S4 7(2)), or by phone
 * only, always (S2 6(3)). What staff have not confirmed may be withdrawn at any time. Throws a RangeError for a confirmed booking without a time.
 */
export function judgeCancellation({ service, state, startsAt, now }: CancellationQuery): CancellationJudgement {
  if (state === 'held' || state === 'requested' || state === 'offered') return { kind: 'withdrawable' };
  if (state !== 'confirmed') return { kind: 'over' };
  if (!startsAt) throw new RangeError('a confirmed booking has a time');
  return judgeConfirmed(service, startsAt, now);
}

/** Moving is cancelling and booking in one step, so it follows the same rule; an unconfirmed request may be moved until its day is over. */
export function judgeMoving({ service, state, startsAt, now }: CancellationQuery): MovingJudgement {
  const judged = judgeCancellation({ service, state, startsAt, now });
  if (judged.kind !== 'withdrawable') return judged;
  return startsAt && now >= endOfItsDay(startsAt) ? { kind: 'over' } : { kind: 'allowed' };
}

function judgeConfirmed(service: Pick<Service, 'cancellation'>, startsAt: DateTime, now: DateTime): CancellationJudgement {
  if (now >= endOfItsDay(startsAt)) return { kind: 'over' };
  const until = chatCancelUntil(service, startsAt);
  if (until !== 'never' && now < until) return { kind: 'allowed' };
  const { source } = service.cancellation.chatUntilDaysBefore;
  return { kind: 'phone-only', why: until === 'never' ? 'always' : 'same-day', ...(source !== undefined && { article: source }) };
}

const endOfItsDay = (startsAt: DateTime): DateTime => startsAt.setZone(ZONE).startOf('day').plus({ days: 1 });
