import type { DateTime } from 'luxon';
import { NONE } from '#policy/no-value.ts';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from '../booking-row.ts';
import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Booking } from '../store.ts';

export type ServiceAt = { centreId: string; serviceId: string };

export const addressesUnaskedOver = (vault: Vault) => ({
  /**
   * Coming sessions of these services whose client has an e-mail address that nobody has confirmed, and for which no link to do so is
   * good at `now`; the soonest first.
   */
  due: (where: { now: DateTime; services: readonly ServiceAt[]; limit: number }): Promise<Booking[]> =>
    retrying(() => unasked(where, vault)),
});

async function unasked(
  { now, services, limit }: { now: DateTime; services: readonly ServiceAt[]; limit: number },
  vault: Vault,
): Promise<Booking[]> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS}
      FROM booking b JOIN client k ON k.id = b.client_id
     WHERE b.state = 'confirmed' AND b.starts_at > ${dateOf(now)}
       AND (b.centre_id, b.service_id) IN (
         SELECT * FROM unnest(${services.map((it) => it.centreId)}::text[], ${services.map((it) => it.serviceId)}::text[]))
       AND k.email_index IS NOT NULL AND k.email_index <> ${vault.lookup.email(NONE)}
       AND k.email_confirmed_index IS DISTINCT FROM k.email_index
       AND NOT EXISTS (SELECT FROM mail_address a
                        WHERE a.client_id = k.id AND a.email_index = k.email_index AND a.expires_at > ${dateOf(now)})
     ORDER BY b.starts_at, b.id LIMIT ${limit}`;
  return rows.map((row) => bookingFrom(row, vault));
}
