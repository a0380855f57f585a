import { serviceOf } from '#bot/carry-out/context.ts';
import type { Notice } from '#bot/replies/compose.ts';
import { aboutOf } from '#office/about.ts';
import { type AboutDetails, aboutDetailsNow } from '#office/about-details.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { momentKey } from '#policy/session-moments.ts';
import type { Booking } from '#store/store.ts';
import { type Due, SYSTEM } from '../stage.ts';
import type { Pending } from './sessions.ts';

type Session = { centre: Centre; booking: Booking; detailsReady: boolean };

/** Handles one moment of a confirmed session; false where another process has done so. */
export function handleMoment(due: Due, session: Session, { moment, judged }: Pending): Promise<boolean> {
  const { centre, booking } = session;
  if (judged.kind === 'not-needed') return noteNotNeeded(due, booking, moment.kind, judged.why);
  const service = serviceOf(centre, booking.serviceId);
  switch (moment.kind) {
    case 'not-connected':
      return ring(due, booking, moment);
    case 'presumed-cancelled':
      return presume(due, service, booking);
    default:
      return remind(due, session, moment.kind);
  }
}

type Moment = Pending['moment'];
type Reminder = Exclude<Moment['kind'], 'not-connected' | 'presumed-cancelled'>;

async function noteNotNeeded({ turn, now: at }: Due, booking: Booking, kind: Moment['kind'], why: string): Promise<boolean> {
  const { id: bookingId, centreId, officeId, clientId, conversationId } = booking;
  const onceKey = momentKey(kind, booking.id);
  const what = { by: 'nothing', state: 'not-needed', why } as const;
  const { told } = await turn.tell({ onceKey, kind, centreId, officeId, bookingId, clientId, conversationId, at, what });
  return told;
}

async function remind(
  { turn, tell, now }: Due,
  { centre, booking, detailsReady: hasDetails }: Session,
  kind: Reminder,
): Promise<boolean> {
  const { first } = await tell({
    notice: reminderOf(kind, booking, await aboutDetailsNow(turn, centre, { booking, hasDetails, now })),
    kind,
    onceKey: momentKey(kind, booking.id),
    booking,
    clientId: booking.clientId,
    needsState: 'confirmed',
    uselessAt: booking.startsAt,
  });
  return first;
}

function reminderOf(kind: Reminder, booking: Booking, how: AboutDetails): Notice {
  const about = aboutOf(booking);
  if (kind === 'room-opens') return { kind: 'roomOpens', booking: about, detailsReady: how.detailsReady };
  return { kind: 'reminder', booking: about, when: kind === 'reminder-morning' ? 'morning' : 'day-before', ...how };
}

/** Not connected (S0 page 1): staff ring now, and the client knows that they will. Contact says that somebody is on the way. */
async function ring(due: Due, booking: Booking, { kind, until }: Moment): Promise<boolean> {
  if (booking.contact) return await noteNotNeeded(due, booking, kind, 'contact');
  const { turn, now: at, tell } = due;
  const { id: bookingId, centreId, officeId, clientId } = booking;
  const { first } = await tell({
    notice: { kind: 'notConnected', booking: aboutOf(booking) },
    kind: 'not-connected',
    onceKey: momentKey(kind, booking.id),
    booking,
    clientId,
    needsState: 'confirmed',
    uselessAt: until,
  });
  if (first) await turn.raiseTask({ kind: 'not-connected', centreId, officeId, bookingId, at, dueAt: at });
  return first;
}

/** Ten minutes without any contact (S0 article 6(6)): taken as cancelled until staff have looked at it. Once, also after an undo. */
async function presume(due: Due, service: Service, booking: Booking): Promise<boolean> {
  if (booking.contact) return await noteNotNeeded(due, booking, 'presumed-cancelled', 'contact');
  const { turn, now: at, tell } = due;
  const { id: bookingId, centreId, officeId, clientId } = booking;
  const { first } = await tell({
    notice: { kind: 'presumedCancelled', booking: aboutOf(booking) },
    kind: 'presumed-cancelled',
    onceKey: momentKey('presumed-cancelled', bookingId),
    booking,
    clientId,
    needsState: 'presumed-cancelled',
  });
  if (!first) return false;
  const reason = service.presumedCancellation?.source;
  const changed = await turn.changeState({ bookingId, from: ['confirmed'], to: 'presumed-cancelled', at, actor: SYSTEM, reason });
  // Marked by staff in the very moment, outside our lock: nothing of this may stand.
  if (!changed) throw new Error('a booking changed while it was being presumed cancelled');
  await turn.raiseTask({ kind: 'presumed-cancellation', centreId, officeId, bookingId, at });
  return true;
}
