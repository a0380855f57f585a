import type { DateTime } from 'luxon';
import type { Command, Outcome } from '#machines/commands.ts';
import { judgeMoving } from '#policy/cancellation.ts';
import { answerDeadline, answerPressesFrom } from '#policy/deadlines.ts';
import type { Booking } from '#store/store.ts';
import { toldPhoneOnly } from './cancelling.ts';
import { consentStands } from './consent.ts';
import { actorOf, type CarryOut, officeOf, openView, serviceOf, type TurnContext } from './context.ts';
import { judgeSlot } from './judging.ts';
import { calendarUrl } from './listing.ts';
import { withComingClosures } from './open-days.ts';
import { overFor, ownBooking } from './own.ts';
import { release } from './releasing.ts';
import { suspended } from './suspended.ts';

/** Confirming, requesting, moving. Every rule is judged again at the moment of the press. */

type Of<Name extends Command['do']> = Command & { do: Name };

/** 予約する: confirms the held seat, or makes it a request where staff arrange the time. */
export const confirmHold: CarryOut<Of<'confirmHold'>> = async ({ bookingId }, context) => {
  const { centre, now } = context.world;
  const booking = await ownBooking(bookingId, context);
  if (booking?.state !== 'held' || !booking.startsAt || !booking.holdUntil || now >= booking.holdUntil) {
    if (booking) await release(bookingId, 'ran-out', context);
    return { type: 'holdRanOut' };
  }
  const service = serviceOf(centre, booking.serviceId);
  // Whoever has a booking may go on with it, and move it.
  const refused = booking.movesBookingId === undefined ? await suspended(context) : undefined;
  if (refused) {
    await release(bookingId, 'suspended', context);
    return refused;
  }
  const judged = await judgeSlot(booking, booking.startsAt, context);
  if (judged.kind === 'refused') {
    await release(bookingId, judged.why, context);
    return judged.outcome;
  }
  // The seat stays kept while the client reads the new text.
  if (!(await consentStands(service.terms, context))) return { type: 'needsConsent' };
  const atOnce = service.confirmation.value === 'at-once';
  const replaced = await replace(booking.movesBookingId, atOnce, context);
  if (replaced.kind === 'refused') {
    await release(bookingId, 'old-booking-stays', context);
    return replaced.outcome;
  }
  const done = await context.turn.changeState({
    bookingId,
    from: ['held'],
    to: atOnce ? 'confirmed' : 'requested',
    at: now,
    actor: actorOf(context),
    answerBy: atOnce ? undefined : await answerBy(booking, context),
  });
  if (!done) return { type: 'holdRanOut' };
  const moved = booking.movesBookingId !== undefined;
  if (!atOnce) {
    await taskForRequest(done, context);
    // The old request is withdrawn for this one, unless a confirmed booking waits to be replaced.
    const replaces = replaced.kind === 'replaced' ? replaced.moved : booking.movesBookingId;
    return { type: 'requested', booking: { ...openView(done), movesBookingId: replaces ?? null }, moved };
  }
  if (moved) context.moved = done;
  return { type: 'confirmed', booking: openView(done), calendarUrl: await calendarUrl(done.id, context), moved };
};

export const requestOtherTime: CarryOut<Of<'requestOtherTime'>> = async (command, context) => {
  const { centre, now } = context.world;
  const { officeId, serviceId, wishes, movesBookingId } = command;
  const service = serviceOf(centre, serviceId);
  const refused = movesBookingId === undefined ? await suspended(context) : undefined;
  if (refused) return refused;
  if (!(await consentStands(service.terms, context))) return { type: 'needsConsent' };
  const replaced = await replace(movesBookingId, false, context);
  if (replaced.kind === 'refused') return replaced.outcome;
  const requested = await context.turn.request({
    centreId: centre.id,
    officeId,
    serviceId,
    wishes,
    answerBy: await answerBy({ officeId, serviceId, startsAt: undefined }, context),
    at: now,
    openBookings: service.openBookings.value,
    // A request that was itself a move hands on what it was to replace.
    movesBookingId: replaced.kind === 'replaced' ? replaced.moved : movesBookingId,
  });
  if (requested.kind === 'already-open') return { type: 'alreadyOpen' };
  await taskForRequest(requested.booking, context);
  return { type: 'requested', booking: openView(requested.booking), moved: movesBookingId !== undefined };
};

/** By when staff answer: days on which staff closed the office do not count. */
async function answerBy(
  { officeId, serviceId, startsAt }: Pick<Booking, 'officeId' | 'serviceId' | 'startsAt'>,
  context: TurnContext,
): Promise<DateTime> {
  const centre = await withComingClosures(officeId, context);
  const wished = startsAt && { startsAt, office: officeOf(centre, officeId) };
  return answerDeadline(serviceOf(centre, serviceId), centre, context.world.now, wished);
}

/** The staff's list of requests to answer. */
async function taskForRequest({ id, officeId, answerBy }: Booking, context: TurnContext): Promise<void> {
  const { turn, world } = context;
  const centre = await withComingClosures(officeId, context);
  await turn.raiseTask({
    kind: 'answer-request',
    centreId: world.centre.id,
    officeId,
    bookingId: id,
    at: world.now,
    dueAt: answerBy && answerPressesFrom(centre, officeOf(centre, officeId), answerBy),
  });
}

type Replaced =
  | { kind: 'nothing' | 'stands' }
  /** `moved`: what the replaced one was itself to replace. */
  | { kind: 'replaced'; moved: string | undefined }
  | { kind: 'refused'; outcome: Outcome };

/**
 * What becomes of the old booking of a move. It stands until its successor is confirmed; one that nobody has confirmed yet is
 * simply withdrawn in favour of the new request.
 */
async function replace(oldId: string | undefined, atOnce: boolean, context: TurnContext): Promise<Replaced> {
  if (oldId === undefined) return { kind: 'nothing' };
  const old = await ownBooking(oldId, context);
  if (!old) return { kind: 'refused', outcome: { type: 'over' } };
  const { now } = context.world;
  const service = serviceOf(context.world.centre, old.serviceId);
  const judged = judgeMoving({ service, state: old.state, startsAt: old.startsAt, now });
  if (judged.kind === 'over') return { kind: 'refused', outcome: await overFor(old.id, context) };
  if (judged.kind === 'phone-only') return { kind: 'refused', outcome: toldPhoneOnly(old, 'move', judged, context) };
  if (old.state === 'confirmed' && !atOnce) return { kind: 'stands' };
  const to = old.state === 'confirmed' ? 'moved' : 'withdrawn';
  await context.turn.changeState({
    bookingId: old.id,
    from: [old.state],
    to,
    at: now,
    actor: actorOf(context),
    reason: 'moved',
  });
  return { kind: 'replaced', moved: old.movesBookingId };
}
