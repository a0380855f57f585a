import type { BookingView, Command } from '#machines/commands.ts';
import type { Booking } from '#store/store.ts';
import { calendarAddress } from '../replies/calendar-address.ts';
import { type CarryOut, serviceOf, type TurnContext, viewOf } from './context.ts';
import { lookedUp } from './looking-up.ts';
import { release } from './releasing.ts';
import { suspended } from './suspended.ts';

/** What the client has now: whether more may be booked, and the list. */

type Of<Name extends Command['do']> = Command & { do: Name };

export const checkOpenBookings: CarryOut<Of<'checkOpenBookings'>> = async ({ serviceId }, context) => {
  const { turn, world } = context;
  const refused = await suspended(context);
  if (refused) return refused;
  const own = (await turn.openBookings()).filter((booking) => booking.serviceId === serviceId);
  // A hold that a lost conversation left behind would stand in its own client's way.
  for (const { id } of own.filter(({ state }) => state === 'held')) await release(id, 'left-behind', context);
  const still = own.filter((booking) => isStillOpen(booking, context));
  // What waits to replace an open booking does not count beside it; once that one is gone, it does.
  const open = still.filter(({ movesBookingId }) => !still.some(({ id }) => id === movesBookingId));
  return open.length < serviceOf(world.centre, serviceId).openBookings.value ? { type: 'mayBook' } : { type: 'alreadyOpen' };
};

export const listBookings: CarryOut<Of<'listBookings'>> = async (_, context) => {
  const open = (await context.turn.openBookings()).filter((booking) => isStillOpen(booking, context));
  const calendarUrls: Record<string, string> = {};
  for (const booking of open.filter(({ state }) => state === 'confirmed')) {
    calendarUrls[booking.id] = await calendarUrl(booking.id, context);
  }
  const bookings: BookingView[] = [];
  for (const booking of open) {
    const view = viewOf(booking, await lookedUp(booking, context));
    if (view) bookings.push(view);
  }
  return { type: 'bookingsListed', bookings, calendarUrls };
};

/** Whether the list would show anything. */
export const hasOpenBooking = async (context: TurnContext): Promise<boolean> =>
  (await context.turn.openBookings()).some((booking) => isStillOpen(booking, context));

const isStillOpen = ({ state, endsAt }: Booking, { world }: TurnContext): boolean =>
  state !== 'held' && (endsAt === undefined || endsAt > world.now);

export const calendarUrl = async (bookingId: string, { turn, world }: TurnContext): Promise<string> =>
  calendarAddress(world, await turn.calendarToken(bookingId), world.language);
