import type { BookingView, Command, Outcome } from '#machines/commands.ts';
import { isUuid } from '#policy/uuid.ts';
import type { Booking, OfferedTime } from '#store/store.ts';
import { consentStands } from './consent.ts';
import { actorOf, type CarryOut, factsOf, openView, serviceOf, type TurnContext, viewOf } from './context.ts';
import { calendarUrl } from './listing.ts';
import { lookedUp } from './looking-up.ts';

type Of<Name extends Command['do']> = Command & { do: Name };

/**
 * The client picks one of the times that staff offer: the reply that confirms and is consent (S0 article 6(3), S1 6(2)). Judged at the
 * press, also where time has not done its part yet. The terms in force must be agreed to first: they may have changed since the request.
 */
export const pickOffer: CarryOut<Of<'pickOffer'>> = async ({ offerId }, context) => {
  const { turn, world } = context;
  const offered = isUuid(offerId) ? await turn.offeredTime(offerId) : undefined;
  if (!offered) return await gone(context);
  const late = await tooLate(offered, context);
  if (late) return late;
  const missing = await missingConsent(offered.booking, context);
  if (missing) return missing;
  const picked = await turn.pickOffer({ offerId, at: world.now, actor: actorOf(context) });
  if (picked.kind === 'gone') return await gone(context);
  const { booking } = picked;
  if (booking.movesBookingId !== undefined) context.moved = booking;
  return {
    type: 'offerPicked',
    booking: openView(booking),
    calendarUrl: await calendarUrl(booking.id, context),
    moved: booking.movesBookingId !== undefined,
  };
};

/** The deadline binds whoever could know of it: while the notice has not arrived, the offer stands up to the day before its last one. */
async function tooLate(
  { booking, time }: { booking: Booking; time: OfferedTime },
  context: TurnContext,
): Promise<Outcome | undefined> {
  const { now } = context.world;
  const ends = await context.turn.offerEnds(booking.id);
  const stands = !ends || now < ends;
  if (time.startsAt > now && stands) return undefined;
  const { offers: others } = stands ? await lookedUp(booking, context) : { offers: [] };
  return { type: 'offerTooLate', booking: factsOf(booking), why: time.startsAt <= now ? 'past' : 'deadline', others };
}

async function missingConsent({ serviceId, officeId }: Booking, context: TurnContext): Promise<Outcome | undefined> {
  const { centre } = context.world;
  const { terms: termsId } = serviceOf(centre, serviceId);
  if (await consentStands(termsId, context)) return undefined;
  const meetingApp = centre.terms.find(({ id }) => id === termsId)?.meetingApp !== undefined;
  return { type: 'offerNeedsConsent', termsId, officeId, meetingApp };
}

/** Picked already, withdrawn, void, or replaced by another offer: what the client has now, and can pick now, says it best. */
async function gone(context: TurnContext): Promise<Outcome> {
  const { turn, world } = context;
  const open = (await turn.openBookings()).filter(({ endsAt }) => endsAt === undefined || endsAt > world.now);
  const views: BookingView[] = [];
  for (const booking of open) {
    const view = viewOf(booking, await lookedUp(booking, context));
    if (view) views.push(view);
  }
  return { type: 'offerGone', open: views };
}
