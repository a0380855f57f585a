import type { Command, Outcome } from '#machines/commands.ts';
import { isUuid } from '#policy/uuid.ts';
import type { Booking, OfferedTime } from '#store/store.ts';
import { actorOf, type CarryOut, factsOf, openView, serviceOf, type TurnContext, viewOf } from './context.ts';
import { calendarUrl } from './listing.ts';

type Of<Name extends Command['do']> = Command & { do: Name };

/**
 * The client picks one of the times that staff offer: the reply that confirms and is consent (S0 article 6(3), S1 6(2)). Judged at the
 * press, also where time has not done its part yet. The terms in force must be agreed to first: they may have changed since the request.
 */
export const pickOffer: CarryOut<Of<'pickOffer'>> = async ({ offerId }, context) => {
  const { turn, world } = context;
  const offered = isUuid(offerId) ? await turn.offeredTime(offerId) : undefined;
  if (!offered) return await gone(context);
  const late = tooLate(offered, context);
  if (late) return late;
  const missing = await missingConsent(offered.booking, context);
  if (missing) return missing;
  const picked = await turn.pickOffer({ offerId, at: world.now, actor: actorOf(context) });
  if (picked.kind === 'gone') return await gone(context);
  const { booking } = picked;
  return {
    type: 'offerPicked',
    booking: openView(booking),
    calendarUrl: await calendarUrl(booking.id, context),
    moved: booking.movesBookingId !== undefined,
  };
};

function tooLate(
  { booking, time }: { booking: Booking; time: OfferedTime },
  { world: { now } }: TurnContext,
): Outcome | undefined {
  if (booking.offerBy && now >= booking.offerBy) return { type: 'offerTooLate', booking: factsOf(booking), why: 'deadline' };
  if (time.startsAt <= now) return { type: 'offerTooLate', booking: factsOf(booking), why: 'past' };
  return undefined;
}

async function missingConsent(
  { serviceId, officeId }: Booking,
  { turn, world: { centre, now } }: TurnContext,
): Promise<Outcome | undefined> {
  const { terms: termsId } = serviceOf(centre, serviceId);
  const inForce = await turn.termsInForce(termsId, now);
  if (!inForce || (await turn.consentTo(inForce.id))) return undefined;
  const meetingApp = centre.terms.find(({ id }) => id === termsId)?.meetingApp !== undefined;
  return { type: 'offerNeedsConsent', termsId, officeId, meetingApp };
}

/** Picked already, withdrawn, or void: what the client has now says it best. */
async function gone({ turn, world }: TurnContext): Promise<Outcome> {
  const open = (await turn.openBookings()).filter(({ endsAt }) => endsAt === undefined || endsAt > world.now);
  return { type: 'offerGone', open: open.flatMap((booking) => viewOf(booking) ?? []) };
}
