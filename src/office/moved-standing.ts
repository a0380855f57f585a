import type { Booking } from '#store/store.ts';
import type { Desk } from './desk.ts';

/** The confirmed booking that this one will replace, as long as it stands. */
export async function movedStanding(turn: Desk['turn'], { movesBookingId }: Booking): Promise<Booking | undefined> {
  if (movesBookingId === undefined) return undefined;
  const moves = await turn.booking(movesBookingId);
  return moves?.state === 'confirmed' ? moves : undefined;
}
