import type { DateTime } from 'luxon';
import { DAY_CLOSED } from '../closures.ts';
import { dateOf, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState } from '../store.ts';
import { type BookingWithClient, type BookingWithClientRow, bookingWithClient, WITH_CLIENT } from './booking-with-client.ts';
import { DETAILS_COLUMNS, type DetailsColumns, type DetailsFacts, detailsFactsFrom } from './details-facts.ts';
import { JOIN_REACHED, REACHED_COLUMNS, type Reached, type ReachedColumns, reachedFrom } from './reached.ts';

/** A booking that staff may remind its client of. */
export type Remindable = BookingWithClient &
  DetailsFacts & {
    /** Undefined where the client has never chatted. */
    reach: Reached | undefined;
    /** Staff closed the day of the session for its office: no reminder goes out. */
    dayClosed: boolean;
    /** Templates of reminders by hand that are on their way, or went out, on `day`. */
    remindedToday: string[];
  };

export type RemindableWhere = {
  centreId: string;
  /** Sessions that start in [from, to). */
  from: DateTime;
  to: DateTime;
  state: BookingState;
  serviceId?: string | undefined;
  officeId?: string | undefined;
};

type Row = BookingWithClientRow & ReachedColumns & DetailsColumns & { day_closed: boolean; reminded: string[] };

export const remindableOver = (vault: Vault) => ({
  /** Soonest first. `day`: today, for what was sent already. */
  find: (where: RemindableWhere, limit: number, day: DateTime): Promise<Remindable[]> =>
    retrying(() => select(matching(where), limit, day, vault)),
  /** The ids of all of them, soonest first. */
  ids: (where: RemindableWhere, limit: number): Promise<string[]> => retrying(() => ids(where, limit, vault)),
  /** Those of the centre among these ids, soonest first. */
  byIds: (centreId: string, bookingIds: readonly string[], day: DateTime): Promise<Remindable[]> =>
    retrying(() =>
      select(
        Prisma.sql`b.centre_id = ${centreId} AND b.starts_at IS NOT NULL AND b.id = ANY(${bookingIds}::uuid[])`,
        bookingIds.length,
        day,
        vault,
      ),
    ),
});

const matching = ({ centreId, from, to, state, serviceId, officeId }: RemindableWhere) => Prisma.sql`
  b.centre_id = ${centreId} AND b.starts_at >= ${dateOf(from)} AND b.starts_at < ${dateOf(to)} AND b.state = ${state}
  ${serviceId === undefined ? Prisma.empty : Prisma.sql`AND b.service_id = ${serviceId}`}
  ${officeId === undefined ? Prisma.empty : Prisma.sql`AND b.office_id = ${officeId}`}`;

async function select(where: Prisma.Sql, limit: number, day: DateTime, vault: Vault): Promise<Remindable[]> {
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT ${WITH_CLIENT}, ${REACHED_COLUMNS}, ${DETAILS_COLUMNS},
           ${DAY_CLOSED} AS day_closed,
           ARRAY(
             SELECT DISTINCT r.template
               FROM notice n JOIN reminder_run r ON r.id = n.run_id
               LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
              WHERE n.booking_id = b.id AND n.created_at >= ${dateOf(day.startOf('day'))}
                AND n.created_at < ${dateOf(day.startOf('day').plus({ days: 1 }))}
                AND (n.state = 'planned' OR o.state IN ('queued', 'sent') OR m.state IN ('queued', 'sent'))
           ) AS reminded
      FROM (SELECT * FROM booking b WHERE ${where} ORDER BY b.starts_at, b.id LIMIT ${limit}) b
      JOIN client k ON k.id = b.client_id
      ${JOIN_REACHED}
     ORDER BY b.starts_at, b.id`;
  return rows.map((row) => ({
    ...bookingWithClient(row, vault),
    reach: reachedFrom(row),
    ...detailsFactsFrom(row),
    dayClosed: row.day_closed,
    remindedToday: row.reminded,
  }));
}

async function ids(where: RemindableWhere, limit: number, { db }: Vault): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT b.id FROM booking b WHERE ${matching(where)} ORDER BY b.starts_at, b.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
