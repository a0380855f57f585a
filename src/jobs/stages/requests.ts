import { serviceOf } from '#bot/carry-out/context.ts';
import { aboutOf } from '#office/about.ts';
import { mayTellNow } from '#policy/telling-hours.ts';
import type { Booking } from '#store/store.ts';
import { handleAll, lockOf, type Sweeping, SYSTEM, settle } from '../stage.ts';

/** A request that nobody answered expires as its day begins: staff ring. The client is told by day (`expired-told.ts`). */
export function expireRequests(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.requestsBegun(parts.clock.now(), limit),
    idOf: ({ id }) => id,
    handle: (booking) => expire(sweeping, booking),
  });
}

const expire = (sweeping: Sweeping, { id: bookingId, conversationId, clientId }: Booking): Promise<boolean> =>
  settle(sweeping, lockOf({ conversationId, clientId }), async ({ turn, now: at }) => {
    const booking = await turn.changeState({
      bookingId,
      from: ['requested'],
      to: 'expired',
      at,
      actor: SYSTEM,
      reason: 'unanswered',
    });
    if (!booking) return false;
    const { centreId, officeId } = booking;
    await turn.raiseTask({ kind: 'expired-request', centreId, officeId, bookingId, at, dueAt: at });
    return true;
  });

/**
 * The day by which an answer was promised is over (S0 article 6(3), S1 6(2)): the client is told to ring, once, and staff see that it
 * is overdue. The request itself stands. Not at night: nobody could ring then.
 */
export function remindOfAnswers(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.answersOverdue(parts.clock.now(), limit),
    idOf: ({ id }) => id,
    handle: async (booking) => mayTell(sweeping, booking) && (await askToRing(sweeping, booking)),
  });
}

function mayTell({ parts: { centres, clock } }: Sweeping, { centreId, serviceId }: Booking): boolean {
  const centre = centres.get(centreId);
  return centre !== undefined && mayTellNow(serviceOf(centre, serviceId), clock.now());
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
