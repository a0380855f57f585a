import { ZONE } from '#clock.ts';
import type { Command } from '#machines/commands.ts';
import type { Booking } from '#store/store.ts';
import { type CarryOut, factsOf, note, serviceOf, type TurnContext } from './context.ts';
import { isNear, showsInChat } from './looking-up.ts';
import { presentBooking } from './own.ts';

/** Near the session: how to get in, "I'll be late", "I can't connect". Buttons of old messages work; a moved booking's mean the new one. */

type Of<Name extends Command['do']> = Command & { do: Name };

/** ID, passcode and address: only as the answer to the client who asks, and only where the centre shows them in the chat. */
export const showDetails: CarryOut<Of<'showDetails'>> = async ({ bookingId }, context) => {
  const { turn, world } = context;
  const booking = await presentBooking(bookingId, context);
  if (booking?.state !== 'confirmed' || !booking.endsAt || booking.endsAt <= world.now) return { type: 'over' };
  const facts = factsOf(booking);
  const details = await turn.details(booking.id);
  if (!showsInChat(serviceOf(world.centre, booking.serviceId))) {
    return { type: 'detailsElsewhere', booking: facts, ready: details !== undefined };
  }
  if (!details) return { type: 'detailsNotYet', booking: facts };
  note(context, 'details-shown', { bookingId: booking.id });
  return { type: 'detailsShown', booking: facts, access: details.access };
};

/** Contact: nothing is presumed from then on, and staff see it at once. After a presumption staff see it all the same. */
export const noteContact: CarryOut<Of<'noteContact'>> = async ({ bookingId, kind }, context) => {
  const { turn, world } = context;
  const booking = await presentBooking(bookingId, context);
  if (!booking?.startsAt || !booking.endsAt) return { type: 'over' };
  const presumed = booking.state === 'presumed-cancelled';
  if (booking.state !== 'confirmed' && !presumed) return { type: 'over' };
  const when = judgeDay(booking, context);
  if (when !== 'now') return { type: 'contactNotToday', booking: factsOf(booking), when };
  if (!(await turn.noteContact({ bookingId: booking.id, kind, at: world.now }))) return { type: 'over' };
  const { officeId } = booking;
  await turn.raiseTask({ kind, centreId: world.centre.id, officeId, bookingId: booking.id, at: world.now });
  note(context, 'contact-noted', { bookingId: booking.id, reason: kind });
  return { type: 'contactNoted', booking: factsOf(booking), kind, presumed };
};

/** From the start of its day until its end; until the day's end where it was presumed cancelled, which may have come as a surprise. */
function judgeDay({ state, startsAt, endsAt }: Booking, { world: { now } }: TurnContext): 'now' | 'too-early' | 'over' {
  const day = (startsAt ?? now).setZone(ZONE).startOf('day');
  if (now < day) return 'too-early';
  const until = state === 'presumed-cancelled' ? day.plus({ days: 1 }) : (endsAt ?? now);
  return now < until ? 'now' : 'over';
}

/** The bookings that words without a button can mean: those of today, else any confirmed one. */
export const findMeant: CarryOut<Of<'findMeant'>> = async ({ by }, context) => {
  const confirmed = (await context.turn.openBookings()).filter(
    ({ state, endsAt }) => state === 'confirmed' && endsAt !== undefined && endsAt > context.world.now,
  );
  const near = confirmed.filter((booking) => isNear(booking, context));
  const meant = by === 'show-details' || near.length === 0 ? confirmed : near;
  return { type: 'meant', bookingIds: meant.map(({ id }) => id) };
};
