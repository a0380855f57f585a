import type { Outcome } from '#machines/commands.ts';
import { isUuid } from '#policy/uuid.ts';
import type { Booking } from '#store/store.ts';
import { type TurnContext, viewOf } from './context.ts';
import { lookedUp } from './looking-up.ts';

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

/** It is too late for this booking; what it was moved to is named. */
export async function overFor(bookingId: string, context: TurnContext): Promise<Outcome> {
  const present = await presentBooking(bookingId, context);
  if (!present || present.id === bookingId) return { type: 'over' };
  return { type: 'over', became: viewOf(present, await lookedUp(present, context)) };
}

async function leadsBackTo(bookingId: string, from: Booking, { turn }: TurnContext): Promise<boolean> {
  let before = from.movesBookingId;
  for (let moves = 0; before !== undefined && moves < MOST_MOVES; moves += 1) {
    if (before === bookingId) return true;
    before = (await turn.booking(before))?.movesBookingId;
  }
  return false;
}
