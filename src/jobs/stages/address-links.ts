import { mailAddressLink } from '#office/address-link.ts';
import { emailOf } from '#office/posting.ts';
import type { Booking } from '#store/store.ts';
import { handleAll, lockOf, type Sweeping, settle } from '../stage.ts';

/**
 * Where meeting details go by e-mail, the owner of an address is asked to confirm it as soon as a session is booked: details that are
 * entered late wait for nobody then. Once an address while the link is good.
 */
export function mailAddressLinks(sweeping: Sweeping): Promise<number> {
  const { store, clock, centres } = sweeping.parts;
  const services = [...centres.values()].flatMap(({ id: centreId, services: all }) =>
    all
      .filter(({ meeting }) => meeting.details.some(({ way }) => way === 'e-mail'))
      .map(({ id: serviceId }) => ({ centreId, serviceId })),
  );
  return handleAll(sweeping.parts, {
    due: (limit) => store.reads.addressesUnasked.due({ now: clock.now(), services, limit }),
    idOf: ({ id }) => id,
    handle: (booking) => ask(sweeping, booking),
  });
}

const ask = (sweeping: Sweeping, { id, conversationId, clientId }: Booking): Promise<boolean> =>
  settle(sweeping, lockOf({ conversationId, clientId }), async ({ parts, turn, now }) => {
    const booking = await turn.booking(id);
    const centre = booking && parts.centres.get(booking.centreId);
    if (!centre || booking.state !== 'confirmed') return false;
    const client = await turn.clientById(clientId);
    const email = client && emailOf(client);
    if (!email || client.emailConfirmed) return false;
    return await mailAddressLink({ parts, turn, now, centre, booking }, email);
  });
