import type { DateTime } from 'luxon';
import { dateOf, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState } from '../store.ts';
import { type BookingWithClient, type BookingWithClientRow, bookingWithClient, WITH_CLIENT } from './booking-with-client.ts';

/** Which bookings of a centre. With `from` and `to` (exclusive) by the time of the session, else the newest first. */
export type BookingFilter = {
  centreId: string;
  from?: DateTime | undefined;
  to?: DateTime | undefined;
  officeId?: string | undefined;
  serviceId?: string | undefined;
  states?: readonly BookingState[] | undefined;
  clientIds?: readonly string[] | undefined;
  /** Goes on after this booking: the last of the page before. */
  after?: { at: DateTime; id: string } | undefined;
  limit: number;
};

export const bookingListOver = (vault: Vault) => ({
  /** A page; `more`: there are further ones. Holds are nobody's booking yet and stand in no list. */
  page: (filter: BookingFilter): Promise<{ bookings: BookingWithClient[]; more: boolean }> => retrying(() => page(filter, vault)),
  /** Whom or what a word finds: a reference, or the number, phone or e-mail address of somebody. Exact; personal data is not stored to be searched. */
  find: (centreId: string, word: string): Promise<{ bookingId: string | undefined; clientIds: string[] }> =>
    retrying(() => find(centreId, word, vault)),
});

const BY_TIME = { column: Prisma.raw('b.starts_at'), direction: Prisma.raw('ASC'), beyond: Prisma.raw('>') };
const BY_ARRIVAL = { column: Prisma.raw('b.created_at'), direction: Prisma.raw('DESC'), beyond: Prisma.raw('<') };

async function page(filter: BookingFilter, vault: Vault): Promise<{ bookings: BookingWithClient[]; more: boolean }> {
  const { column, direction } = orderOf(filter);
  const rows = await vault.db.$queryRaw<BookingWithClientRow[]>`
    SELECT ${WITH_CLIENT} FROM booking b JOIN client k ON k.id = b.client_id
     WHERE ${Prisma.join(conditions(filter), ' AND ')}
     ORDER BY ${column} ${direction}, b.id ${direction} LIMIT ${filter.limit + 1}`;
  return {
    bookings: rows.slice(0, filter.limit).map((row) => bookingWithClient(row, vault)),
    more: rows.length > filter.limit,
  };
}

const orderOf = ({ from, to }: BookingFilter) => (from || to ? BY_TIME : BY_ARRIVAL);

function conditions(filter: BookingFilter): Prisma.Sql[] {
  const { centreId, from, to, officeId, serviceId, states, clientIds, after } = filter;
  const { column, beyond } = orderOf(filter);
  return [
    Prisma.sql`b.centre_id = ${centreId}`,
    states ? Prisma.sql`b.state = ANY(${[...states]}::text[])` : Prisma.sql`b.state NOT IN ('held', 'released')`,
    ...(from ? [Prisma.sql`b.starts_at >= ${dateOf(from)}`] : []),
    ...(to ? [Prisma.sql`b.starts_at < ${dateOf(to)}`] : []),
    ...(officeId === undefined ? [] : [Prisma.sql`b.office_id = ${officeId}`]),
    ...(serviceId === undefined ? [] : [Prisma.sql`b.service_id = ${serviceId}`]),
    ...(clientIds ? [Prisma.sql`b.client_id = ANY(${[...clientIds]}::uuid[])`] : []),
    ...(after ? [Prisma.sql`(${column}, b.id) ${beyond} (${dateOf(after.at)}::timestamptz, ${after.id}::uuid)`] : []),
  ];
}

async function find(
  centreId: string,
  word: string,
  { db, lookup }: Vault,
): Promise<{ bookingId: string | undefined; clientIds: string[] }> {
  const typed = word.normalize('NFKC').trim();
  const digits = /\d/.test(typed);
  const reference = typed.replace(/[\s-]/g, '').toUpperCase();
  const rows = await db.$queryRaw<{ booking_id: string | null; client_id: string | null }[]>`
    SELECT id AS booking_id, NULL::uuid AS client_id FROM booking WHERE centre_id = ${centreId} AND reference = ${reference}
    UNION ALL
    SELECT NULL, id FROM (
      SELECT k.id FROM client k
       WHERE k.id IN (
         -- Of a record that is linked to another, the one that counts.
         SELECT coalesce(f.linked_to_id, f.id) FROM client f
          WHERE f.centre_id = ${centreId}
            AND (f.job_seeker_number_index = ${digits ? lookup.jobSeekerNumber(typed) : null}
                 OR f.phone_index = ${digits ? lookup.phone(typed) : null}
                 OR f.email_index = ${typed.includes('@') ? lookup.email(typed) : null}))
       ORDER BY k.updated_at DESC, k.id LIMIT 20
    ) found`;
  return {
    bookingId: rows.find(({ booking_id }) => booking_id !== null)?.booking_id ?? undefined,
    clientIds: rows.flatMap(({ client_id }) => client_id ?? []),
  };
}
