import type { Booking } from '#store/store.ts';
import { handleAll, lockOf, type Sweeping, SYSTEM, settle, wroteBefore } from '../stage.ts';

/**
 * None of the offered times was picked in time: the application is void (S0 article 6(4), S1 6(3)), and its seats are free. The client
 * is told by day (`expired-told.ts`).
 */
export function expireOffers(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.offersRunOut(parts.clock.now(), limit),
    idOf: ({ id }) => id,
    handle: (booking) => expire(sweeping, booking),
  });
}

const expire = (sweeping: Sweeping, { id: bookingId, conversationId, clientId }: Booking): Promise<boolean> =>
  settle(sweeping, lockOf({ conversationId, clientId }), async (due) => {
    const { turn, now: at } = due;
    // Staff may have made another offer since it was found.
    const ends = await turn.offerEnds(bookingId);
    if (ends === undefined || at < ends) return false;
    if (await wroteBefore(due, ends)) return false;
    const booking = await turn.changeState({
      bookingId,
      from: ['offered'],
      to: 'expired',
      at,
      actor: SYSTEM,
      reason: 'not-picked',
    });
    return booking !== undefined;
  });
