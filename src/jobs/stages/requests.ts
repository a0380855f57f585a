import { aboutOf } from '#office/about.ts';
import type { Booking } from '#store/store.ts';
import { handleAll, lockOf, type Sweeping, SYSTEM, settle } from '../stage.ts';

/** A request that nobody answered expires as its day begins; the client is told. */
export function expireRequests(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.requestsBegun(parts.clock.now(), limit),
    idOf: ({ id }) => id,
    handle: (booking) => expire(sweeping, booking),
  });
}

const expire = (sweeping: Sweeping, { id: bookingId, conversationId, clientId }: Booking): Promise<boolean> =>
  settle(sweeping, lockOf({ conversationId, clientId }), async ({ turn, now: at, tell }) => {
    const booking = await turn.changeState({
      bookingId,
      from: ['requested'],
      to: 'expired',
      at,
      actor: SYSTEM,
      reason: 'unanswered',
    });
    if (!booking) return false;
    const { serviceId, officeId, reference, startsAt } = booking;
    const notice = { kind: 'requestExpired' as const, serviceId, officeId, reference, startsAt };
    await tell({ notice, kind: 'expired', onceKey: `expired:${bookingId}`, booking, clientId });
    return true;
  });

/**
 * The day by which an answer was promised is over (S0 article 6(3), S1 6(2)): the client is told to ring, once, and staff see that it
 * is overdue. The request itself stands.
 */
export function remindOfAnswers(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.answersOverdue(parts.clock.now(), limit),
    idOf: ({ id }) => id,
    handle: (booking) => askToRing(sweeping, booking),
  });
}

const askToRing = (sweeping: Sweeping, { id, conversationId, clientId }: Booking): Promise<boolean> =>
  settle(sweeping, lockOf({ conversationId, clientId }), async ({ turn, now: at, tell }) => {
    const booking = await turn.booking(id);
    if (booking?.state !== 'requested') return false;
    const { first } = await tell({
      notice: { kind: 'askToRing', booking: aboutOf(booking) },
      kind: 'ask-to-ring',
      onceKey: `ask-to-ring:${id}`,
      booking,
      clientId,
      needsState: 'requested',
    });
    if (!first) return false;
    const { centreId, officeId } = booking;
    await turn.raiseTask({ kind: 'overdue-request', centreId, officeId, bookingId: id, at, dueAt: at });
    return true;
  });
