import type { Command, Outcome } from '#machines/commands.ts';
import { judgeBooking } from '#policy/booking.ts';
import { judgeCancellation, judgeMoving } from '#policy/cancellation.ts';
import { answerDeadline } from '#policy/deadlines.ts';
import type { Booking } from '#store/store.ts';
import { actorOf, type CarryOut, note, officeOf, openView, serviceOf, type TurnContext, viewOf } from './context.ts';
import { ownBooking } from './slots.ts';

/** Confirming, requesting, moving, cancelling and withdrawing. Every rule is judged again at the moment of the press. */

type Of<Name extends Command['do']> = Command & { do: Name };

export const checkOpenBookings: CarryOut<Of<'checkOpenBookings'>> = async ({ serviceId }, context) => {
  const { turn, world } = context;
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
  return { type: 'bookingsListed', bookings: open.flatMap((booking) => viewOf(booking) ?? []), calendarUrls };
};

const isStillOpen = ({ state, endsAt }: Booking, { world }: TurnContext): boolean =>
  state !== 'held' && (endsAt === undefined || endsAt > world.now);

const calendarUrl = async (bookingId: string, { turn, world }: TurnContext): Promise<string> =>
  `${world.publicUrl}/bookings/${await turn.calendarToken(bookingId)}.ics?lang=${world.language}`;

/** 予約する: confirms the held seat, or makes it a request where staff arrange the time. */
export const confirmHold: CarryOut<Of<'confirmHold'>> = async ({ bookingId }, context) => {
  const { centre, now } = context.world;
  const booking = await ownBooking(bookingId, context);
  if (booking?.state !== 'held' || !booking.startsAt || !booking.holdUntil || now >= booking.holdUntil) {
    if (booking) await release(bookingId, 'ran-out', context);
    return { type: 'holdRanOut' };
  }
  const service = serviceOf(centre, booking.serviceId);
  const office = officeOf(centre, booking.officeId);
  const judged = judgeBooking({ centre, office, service, startsAt: booking.startsAt, now });
  if (judged.kind === 'outside-policy') {
    await release(bookingId, judged.why, context);
    return { type: 'outsidePolicy', why: judged.why, article: judged.article ?? null };
  }
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
    answerBy: atOnce ? undefined : answerDeadline(service, centre, now, booking.startsAt),
  });
  if (!done) return { type: 'holdRanOut' };
  const moved = booking.movesBookingId !== undefined;
  if (!atOnce) {
    await taskForRequest(done, context);
    // The old request is withdrawn for this one, unless a confirmed booking waits to be replaced.
    const replaces = replaced.kind === 'replaced' ? replaced.moved : booking.movesBookingId;
    return { type: 'requested', booking: { ...openView(done), movesBookingId: replaces ?? null }, moved };
  }
  return { type: 'confirmed', booking: openView(done), calendarUrl: await calendarUrl(done.id, context), moved };
};

export const requestOtherTime: CarryOut<Of<'requestOtherTime'>> = async (command, context) => {
  const { centre, now } = context.world;
  const { officeId, serviceId, wishes, movesBookingId } = command;
  const service = serviceOf(centre, serviceId);
  const replaced = await replace(movesBookingId, false, context);
  if (replaced.kind === 'refused') return replaced.outcome;
  const requested = await context.turn.request({
    centreId: centre.id,
    officeId,
    serviceId,
    wishes,
    answerBy: answerDeadline(service, centre, now),
    at: now,
    openBookings: service.openBookings.value,
    // A request that was itself a move hands on what it was to replace.
    movesBookingId: replaced.kind === 'replaced' ? replaced.moved : movesBookingId,
  });
  if (requested.kind === 'already-open') return { type: 'alreadyOpen' };
  await taskForRequest(requested.booking, context);
  return { type: 'requested', booking: openView(requested.booking), moved: movesBookingId !== undefined };
};

/** The staff's list of requests to answer. */
function taskForRequest({ id, officeId, answerBy }: Booking, { turn, world }: TurnContext): Promise<void> {
  return turn.raiseTask({
    kind: 'answer-request',
    centreId: world.centre.id,
    officeId,
    bookingId: id,
    at: world.now,
    dueAt: answerBy,
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
  if (judged.kind === 'over') return { kind: 'refused', outcome: { type: 'over' } };
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

export const judgeCancelling: CarryOut<Of<'judgeCancelling'>> = async ({ bookingId }, context) => {
  const booking = await ownBooking(bookingId, context);
  if (!booking) return { type: 'over' };
  const judged = judge(booking, context);
  if (judged.kind === 'phone-only') return toldPhoneOnly(booking, 'cancel', judged, context);
  return { type: judged.kind };
};

export const judgeMovingNow: CarryOut<Of<'judgeMoving'>> = async ({ bookingId }, context) => {
  const booking = await ownBooking(bookingId, context);
  if (!booking) return { type: 'over' };
  const { centre, now } = context.world;
  const service = serviceOf(centre, booking.serviceId);
  const judged = judgeMoving({ service, state: booking.state, startsAt: booking.startsAt, now });
  if (judged.kind === 'phone-only') return toldPhoneOnly(booking, 'move', judged, context);
  return { type: judged.kind };
};

export const cancelBooking: CarryOut<Of<'cancelBooking'>> = async ({ bookingId }, context) => {
  const booking = await ownBooking(bookingId, context);
  if (!booking) return { type: 'over' };
  const judged = judge(booking, context);
  if (judged.kind === 'over') return { type: 'over' };
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
  return done ? { type: 'cancelled', withdrawn } : { type: 'over' };
};

function judge(booking: Booking, { world: { centre, now } }: TurnContext) {
  const service = serviceOf(centre, booking.serviceId);
  return judgeCancellation({ service, state: booking.state, startsAt: booking.startsAt, now });
}

/** By phone only: staff see in the audit that the client was told, and by which article. */
function toldPhoneOnly(
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

async function release(bookingId: string, reason: string, context: TurnContext): Promise<void> {
  const { turn, world } = context;
  await turn.changeState({ bookingId, from: ['held'], to: 'released', at: world.now, actor: actorOf(context), reason });
}
