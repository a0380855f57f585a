import { serviceOf } from '#bot/carry-out/context.ts';
import { closedDays } from '#office/open-days.ts';
import { businessDayBefore } from '#policy/calendar.ts';
import type { Booking } from '#store/store.ts';
import { handleAll, lockOf, type Sweeping, settle } from '../stage.ts';

/** No run of closed days is as long: the business day before a session lies within it. */
const DAYS_AHEAD = 60;

/**
 * Details wait for an e-mail address that its owner has not confirmed: from the business day before the session, while somebody is at the
 * phone, staff see whom to ring. Once a booking.
 */
export function askAboutAddresses(sweeping: Sweeping): Promise<number> {
  const { store, clock } = sweeping.parts;
  return handleAll(sweeping.parts, {
    due: (limit) => store.addressesUnconfirmed(clock.now(), clock.now().plus({ days: DAYS_AHEAD }), limit),
    idOf: ({ id }) => id,
    handle: (booking) => ask(sweeping, booking),
  });
}

const ask = (sweeping: Sweeping, { id, conversationId, clientId }: Booking): Promise<boolean> =>
  settle(sweeping, lockOf({ conversationId, clientId }), async ({ parts, turn, now }) => {
    const booking = await turn.booking(id);
    const centre = booking && parts.centres.get(booking.centreId);
    if (!centre || booking.state !== 'confirmed' || !booking.startsAt) return false;
    const { centreId, officeId, startsAt } = booking;
    const ways = serviceOf(centre, booking.serviceId).meeting.details.map(({ way }) => way);
    // What the chat shows waits for no mail.
    if (!ways.includes('e-mail') || ways.includes('chat')) return false;
    const closing = await closedDays(turn, { centre, officeId, now, times: [startsAt] });
    if (now < businessDayBefore(startsAt, closing)) return false;
    const client = await turn.clientById(clientId);
    if (!client || client.emailConfirmed) return false;
    await turn.raiseTask({ kind: 'address-unconfirmed', centreId, officeId, bookingId: id, at: now });
    return true;
  });
