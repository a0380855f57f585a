import type { Command, Outcome } from '#machines/commands.ts';
import { judgeCancellation, judgeMoving } from '#policy/cancellation.ts';
import type { Booking } from '#store/store.ts';
import { actorOf, type CarryOut, note, serviceOf, type TurnContext } from './context.ts';
import { overFor, ownBooking } from './own.ts';

/** Cancelling, withdrawing, and whether a booking may be moved: judged again at the moment of the press. */

type Of<Name extends Command['do']> = Command & { do: Name };

export const judgeCancelling: CarryOut<Of<'judgeCancelling'>> = async ({ bookingId }, context) => {
  const booking = await ownBooking(bookingId, context);
  if (!booking) return { type: 'over' };
  const judged = judge(booking, context);
  if (judged.kind === 'over') return await overFor(bookingId, context);
  if (judged.kind === 'phone-only') return toldPhoneOnly(booking, 'cancel', judged, context);
  return { type: judged.kind };
};

export const judgeMovingNow: CarryOut<Of<'judgeMoving'>> = async ({ bookingId }, context) => {
  const booking = await ownBooking(bookingId, context);
  if (!booking) return { type: 'over' };
  const { centre, now } = context.world;
  const service = serviceOf(centre, booking.serviceId);
  const judged = judgeMoving({ service, state: booking.state, startsAt: booking.startsAt, now });
  if (judged.kind === 'over') return await overFor(bookingId, context);
  if (judged.kind === 'phone-only') return toldPhoneOnly(booking, 'move', judged, context);
  return { type: judged.kind };
};

export const cancelBooking: CarryOut<Of<'cancelBooking'>> = async ({ bookingId }, context) => {
  const booking = await ownBooking(bookingId, context);
  if (!booking) return { type: 'over' };
  const judged = judge(booking, context);
  if (judged.kind === 'over') return await overFor(bookingId, context);
  if (judged.kind === 'phone-only') return toldPhoneOnly(booking, 'cancel', judged, context);
  const withdrawn = judged.kind === 'withdrawable';
  const done = await context.turn.changeState({
    bookingId,
    from: [booking.state],
    to: withdrawn ? 'withdrawn' : 'cancelled',
    at: context.world.now,
    actor: actorOf(context),
    reason: 'by-client',
  });
  return done ? { type: 'cancelled', withdrawn } : await overFor(bookingId, context);
};

function judge(booking: Booking, { world: { centre, now } }: TurnContext) {
  const service = serviceOf(centre, booking.serviceId);
  return judgeCancellation({ service, state: booking.state, startsAt: booking.startsAt, now });
}

/** By phone only: staff see in the audit that the client was told, and by which article. */
export function toldPhoneOnly(
  booking: Booking,
  wanted: 'cancel' | 'move',
  { why, article }: { why: 'same-day' | 'always'; article?: string },
  context: TurnContext,
): Outcome {
  note(context, 'told-phone-only', {
    bookingId: booking.id,
    reason: article ?? why,
    detail: { wanted, why, officeId: booking.officeId },
  });
  return { type: 'phoneOnly', why, article: article ?? null, officeId: booking.officeId, serviceId: booking.serviceId };
}
