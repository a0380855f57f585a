import type { DateTime } from 'luxon';
import { changeState, closeMoved } from './changing.ts';
import { allOrNothing, lockBooking, lockSeats, withMoved } from './locking.ts';
import type { Scope } from './scope.ts';
import type { Actor, Turn } from './store.ts';

/** A request becomes a confirmed booking: at a time that the client picked, or at its own, which staff confirm. */

type Picked = Awaited<ReturnType<Turn['pickOffer']>>;
type Confirmed = Awaited<ReturnType<Turn['confirmRequest']>>;

export const pickOffer = (
  { offerId, at, actor }: { offerId: string; at: DateTime; actor: Actor },
  scope: Scope,
): Promise<Picked> =>
  allOrNothing<Picked>('picked', scope, async () => {
    const [row] = await scope.tx.$queryRaw<
      { booking_id: string }[]
    >`SELECT booking_id FROM offer_time WHERE id = ${offerId}::uuid`;
    const locked = row && (await lockBooking(row.booking_id, scope));
    if (locked?.state !== 'offered') return { kind: 'gone' };
    await lockSeats(withMoved(locked), [], scope);
    await closeMoved(locked.movesBookingId, { at, actor }, scope);
    const booking = await changeState(
      { bookingId: locked.id, from: ['offered'], to: 'confirmed', at, actor, reason: 'picked', picks: offerId },
      scope,
    );
    return booking ? { kind: 'picked', booking } : { kind: 'gone' };
  });

export const confirmRequest = (
  { bookingId, at, actor }: { bookingId: string; at: DateTime; actor: Actor },
  scope: Scope,
): Promise<Confirmed> =>
  allOrNothing<Confirmed>('confirmed', scope, async () => {
    const locked = await lockBooking(bookingId, scope);
    if (locked?.state !== 'requested' || locked.slotId === undefined) return { kind: 'changed', state: locked?.state };
    await closeMoved(locked.movesBookingId, { at, actor }, scope);
    const booking = await changeState({ bookingId, from: ['requested'], to: 'confirmed', at, actor }, scope);
    return booking ? { kind: 'confirmed', booking } : { kind: 'changed', state: locked.state };
  });
