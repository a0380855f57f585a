import { serviceOf } from '#bot/carry-out/context.ts';
import type { Notice } from '#bot/replies/compose.ts';
import { aboutOf } from '#office/about.ts';
import { mayTellNow } from '#policy/telling-hours.ts';
import type { Booking, Expired } from '#store/store.ts';
import { type Due, handleAll, lockOf, type Sweeping, SYSTEM, settle } from '../stage.ts';

/**
 * Deadlines fall at midnight; the client is told of what has expired in the morning, at the time of the reminders. Computed from the
 * bookings: after a standstill everybody is told at once, unless it is night.
 */
export function tellOfExpired(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.expiredUntold(parts.clock.now(), limit),
    idOf: ({ booking }) => booking.id,
    handle: (expired) => tellOf(sweeping, expired),
  });
}

async function tellOf(sweeping: Sweeping, expired: Expired): Promise<boolean> {
  const { booking, offered } = expired;
  const centre = sweeping.parts.centres.get(booking.centreId);
  if (!centre || !mayTellNow(serviceOf(centre, booking.serviceId), sweeping.parts.clock.now())) return false;
  const kind = offered ? 'offer-expired' : 'expired';
  return await settle(sweeping, lockOf(booking), async (due) => {
    if (await bookedAgain(due, expired)) return await leave(due, booking, kind);
    const onceKey = `${kind}:${booking.id}`;
    const { first } = await due.tell({ notice: noticeOf(booking, kind), kind, onceKey, booking, clientId: booking.clientId });
    return first;
  });
}

type Kind = 'expired' | 'offer-expired';

function noticeOf(booking: Booking, kind: Kind): Notice {
  if (kind === 'offer-expired') return { kind: 'offerExpired', booking: aboutOf(booking) };
  const { serviceId, officeId, reference, startsAt } = booking;
  return { kind: 'requestExpired', serviceId, officeId, reference, startsAt };
}

/** Whoever asked anew has seen in the chat how it stands: it would only sound as if that one were void. */
async function bookedAgain({ turn }: Due, { booking: { clientId, serviceId }, expiredAt }: Expired): Promise<boolean> {
  const open = await turn.openBookingsOf(clientId);
  return open.some((other) => other.serviceId === serviceId && other.state !== 'held' && other.createdAt >= expiredAt);
}

async function leave({ turn, now: at }: Due, booking: Booking, kind: Kind): Promise<boolean> {
  const { id: bookingId, centreId, officeId, clientId, conversationId } = booking;
  const what = { by: 'nothing', state: 'not-needed', why: 'booked-again' } as const;
  const row = { onceKey: `${kind}:${bookingId}`, kind, centreId, officeId, bookingId, clientId, conversationId, at };
  await turn.settleTasks({ bookingId, kinds: ['expired-request'] }, at, SYSTEM);
  return (await turn.tell({ ...row, what })).told;
}
