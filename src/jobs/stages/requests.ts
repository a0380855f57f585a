import { aboutOf } from '#office/about.ts';
import { closedDays } from '#office/open-days.ts';
import type { Centre } from '#policy/centre.ts';
import { isPhoneStaffed } from '#policy/phone.ts';
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
 * The time by which an answer was promised is over (S0 article 6(3), S1 6(2)): the client is told to ring, once, and staff see that it
 * is overdue. The request itself stands. Only while somebody answers the phone, on a day that staff have not closed.
 */
export function remindOfAnswers(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.answersOverdue(parts.clock.now(), limit),
    idOf: ({ id }) => id,
    handle: async (booking) => phoneIsStaffed(sweeping, booking) && (await askToRing(sweeping, booking)),
  });
}

/** `closing`: with the days that staff have closed; left out, those of the centre file. The card names all phones where the office is gone. */
function phoneIsStaffed(
  { parts: { centres, clock } }: Sweeping,
  { centreId, officeId }: Booking,
  closing?: Pick<Centre, 'closures'>,
): boolean {
  const centre = centres.get(centreId);
  if (!centre) return false;
  const own = centre.offices.filter(({ id }) => id === officeId);
  return (own.length > 0 ? own : centre.offices).some((office) => isPhoneStaffed(office, closing ?? centre, clock.now()));
}

const askToRing = (sweeping: Sweeping, { id, conversationId, clientId }: Booking): Promise<boolean> =>
  settle(sweeping, lockOf({ conversationId, clientId }), async ({ parts, turn, now: at, tell }) => {
    const booking = await turn.booking(id);
    const centre = booking && parts.centres.get(booking.centreId);
    if (!centre || booking.state !== 'requested') return false;
    const { centreId, officeId } = booking;
    const closing = await closedDays(turn, { centre, officeId, now: at, times: [] });
    if (!phoneIsStaffed(sweeping, booking, closing)) return false;
    const { first } = await tell({
      notice: { kind: 'askToRing', booking: aboutOf(booking) },
      kind: 'ask-to-ring',
      onceKey: `ask-to-ring:${id}`,
      booking,
      clientId,
      needsState: 'requested',
    });
    if (!first) return false;
    await turn.raiseTask({ kind: 'overdue-request', centreId, officeId, bookingId: id, at, dueAt: at });
    return true;
  });
