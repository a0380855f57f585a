import { serviceOf } from '#bot/carry-out/context.ts';
import type { Parts } from '#bot/parts.ts';
import type { Turn } from '#store/store.ts';
import { byMail, type Handing } from './handing-over.ts';
import type { By } from './office.ts';
import { hear } from './telling.ts';

/**
 * A client's address is new, or was confirmed: meeting details that have not gone there go on their way, by mail or, first, by a link to
 * confirm it. In the transaction of whoever changed it; `turn` need not be of the client's own conversation. Answers how many there were.
 */
export async function detailsAfterAddress(
  parts: Parts,
  turn: Turn,
  clientId: string,
  { by, tell = (toTell) => hear(parts, turn, toTell) }: { by?: By; tell?: Handing['tell'] } = {},
): Promise<number> {
  const now = parts.clock.now();
  let handed = 0;
  for (const booking of await turn.openBookingsOf(clientId)) {
    const centre = parts.centres.get(booking.centreId);
    const details = await turn.details(booking.id);
    if (!centre || !details) continue;
    const ways = serviceOf(centre, booking.serviceId).meeting.details.map(({ way }) => way);
    if (!ways.includes('e-mail')) continue;
    const handing = { parts, turn, now, centre, booking, details, byStaff: by?.id, tell };
    if ((await byMail(handing, ways.includes('chat'))) !== 'nothing') handed += 1;
  }
  return handed;
}
