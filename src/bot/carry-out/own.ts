import { isUuid } from '#policy/uuid.ts';
import type { Booking } from '#store/store.ts';
import type { TurnContext } from './context.ts';

/** The booking, if it is this conversation's client's own. Ids come back from the client's side and prove nothing. */
export async function ownBooking(bookingId: string, { turn, conversationId }: TurnContext): Promise<Booking | undefined> {
  const booking = isUuid(bookingId) ? await turn.booking(bookingId) : undefined;
  if (!booking || booking.conversationId === conversationId) return booking;
  // Staff may have booked it without this chat.
  const client = await turn.client();
  return client && booking.clientId === client.id ? booking : undefined;
}

/** How often a booking can have been moved before we stop looking for what became of it. */
const MOST_MOVES = 10;

/** The client's booking, or the one that it was moved to since, over however many moves. */
export async function presentBooking(bookingId: string, context: TurnContext): Promise<Booking | undefined> {
  const booking = await ownBooking(bookingId, context);
  if (booking?.state !== 'moved') return booking;
  const open = await context.turn.openBookings();
  for (const candidate of open) {
    if (candidate.state === 'confirmed' && (await leadsBackTo(bookingId, candidate, context))) return candidate;
  }
  return booking;
}

async function leadsBackTo(bookingId: string, from: Booking, { turn }: TurnContext): Promise<boolean> {
  let before = from.movesBookingId;
  for (let moves = 0; before !== undefined && moves < MOST_MOVES; moves += 1) {
    if (before === bookingId) return true;
    before = (await turn.booking(before))?.movesBookingId;
  }
  return false;
}
