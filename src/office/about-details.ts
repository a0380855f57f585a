import type { DateTime } from 'luxon';
import { showsInChat } from '#bot/carry-out/looking-up.ts';
import type { Centre, Service } from '#policy/centre.ts';
import type { DetailsFacts } from '#store/reading/details-facts.ts';
import type { Booking, Turn } from '#store/store.ts';

/** What a notice may say of meeting details, whoever sends it: time, staff by hand, or staff once more. */
export type AboutDetails = {
  /** The chat shows them now. By My Page and e-mail there is nothing to press. */
  detailsReady: boolean;
  /** They are to go by e-mail, and wait for the owner of the address, who has the link to confirm it. */
  addressFirst: boolean;
};

/** Of a service that the centre file no longer has, nothing is promised. */
export function aboutDetails(service: Service | undefined, { hasDetails, addressAsked }: DetailsFacts): AboutDetails {
  if (service === undefined) return { detailsReady: false, addressFirst: false };
  return { detailsReady: hasDetails && showsInChat(service), addressFirst: addressAsked && goesByMail(service) };
}

/** The same within a turn. */
export async function aboutDetailsNow(
  turn: Turn,
  centre: Centre | undefined,
  { booking, hasDetails, now }: { booking: Booking; hasDetails: boolean; now: DateTime },
): Promise<AboutDetails> {
  const service = serviceIn(centre, booking);
  const addressAsked = service !== undefined && goesByMail(service) && (await turn.addressAsked(booking.clientId, now));
  return aboutDetails(service, { hasDetails, addressAsked });
}

export const serviceIn = (centre: Centre | undefined, { serviceId }: Pick<Booking, 'serviceId'>): Service | undefined =>
  centre?.services.find(({ id }) => id === serviceId);

const goesByMail = ({ meeting }: Service): boolean => meeting.details.some(({ way }) => way === 'e-mail');
