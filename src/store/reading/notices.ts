import type { DateTime } from 'luxon';
import { dateOf, momentOf, momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState, Client, NoticeKind } from '../store.ts';
import { type ClientColumns, clientOf, PREFIXED_CLIENT } from './booking-with-client.ts';
import { BRIEF_BOOKING, type BriefBookingColumns, briefBooking } from './brief-booking.ts';

/** The ledger of notices: one row each, whose fate is that of its message or mail, or its own. */

export type Fate = 'planned' | 'queued' | 'sent' | 'failed' | 'not-needed';

export type LedgerRow = {
  id: string;
  kind: NoticeKind;
  fate: Fate;
  /** A short code, or what delivery wrote; never personal data. */
  why: string | undefined;
  channel: string | undefined;
  createdAt: DateTime;
  finishedAt: DateTime | undefined;
  runId: string | undefined;
  officeId: string | undefined;
  /** The name of the staff member behind it; undefined for what time does. */
  by: string | undefined;
  booking: { id: string; reference: string; serviceId: string; state: BookingState; startsAt: DateTime | undefined } | undefined;
  client: Client | undefined;
  /** The client blocked us, so that nothing reaches them but a call. */
  blocked: boolean;
  /** The client has a chat, perhaps another than then, in which they can be written to now. */
  reachable: boolean;
  /** Of no use from then on. */
  uselessAt: DateTime | undefined;
  /** Of one that failed: it was sent once more, and that is on its way or has arrived. */
  sentAgain: boolean;
};

export type LedgerWhere = {
  centreId: string;
  fate?: Fate | undefined;
  kinds?: readonly NoticeKind[] | undefined;
  officeId?: string | undefined;
  runId?: string | undefined;
  bookingId?: string | undefined;
  clientId?: string | undefined;
  /** Written in [from, to). */
  from?: DateTime | undefined;
  to?: DateTime | undefined;
};

/** Where the page before ended. */
export type After = { createdAt: DateTime; id: string };

type Row = {
  id: string;
  kind: NoticeKind;
  fate: Fate;
  why: string | null;
  channel: string | null;
  created_at: Date;
  finished_at: Date | null;
  run_id: string | null;
  office_id: string | null;
  staff_name: string | null;
  blocked: boolean | null;
  reachable: boolean;
  useless_at: Date | null;
  sent_again: boolean;
} & BriefBookingColumns & { [K in keyof ClientColumns]: ClientColumns[K] | null };

export const noticesOver = (vault: Vault) => ({
  /** The newest first; `limit` rows after `after`. */
  page: (where: LedgerWhere, limit: number, after?: After): Promise<LedgerRow[]> =>
    retrying(() => page(where, limit, after, vault)),
});

const FATE = Prisma.sql`coalesce(o.state, m.state, n.state)`;

const REACHABLE = Prisma.sql`EXISTS (
             SELECT FROM conversation r WHERE r.client_id = coalesce(n.client_id, b.client_id) AND r.reachable)`;

/** The keys of what was sent again are made in `office/resending.ts`. */
const SENT_AGAIN = Prisma.sql`${FATE} = 'failed' AND EXISTS (
             SELECT FROM notice a LEFT JOIN outbox ao ON ao.id = a.outbox_id LEFT JOIN mail am ON am.id = a.mail_id
              WHERE a.client_id = n.client_id
                AND starts_with(a.once_key, regexp_replace(n.once_key, ':again:[0-9]+$', '') || ':again:')
                AND coalesce(ao.state, am.state, a.state) IN ('planned', 'queued', 'sent'))`;

async function page(where: LedgerWhere, limit: number, after: After | undefined, vault: Vault): Promise<LedgerRow[]> {
  const conditions = [
    Prisma.sql`n.centre_id = ${where.centreId}`,
    ...(where.fate === undefined ? [] : [Prisma.sql`${FATE} = ${where.fate}`]),
    ...(where.kinds === undefined ? [] : [Prisma.sql`n.kind = ANY(${where.kinds}::text[])`]),
    ...(where.officeId === undefined ? [] : [Prisma.sql`coalesce(n.office_id, b.office_id) = ${where.officeId}`]),
    ...(where.runId === undefined ? [] : [Prisma.sql`n.run_id = ${where.runId}::uuid`]),
    ...(where.bookingId === undefined ? [] : [Prisma.sql`n.booking_id = ${where.bookingId}::uuid`]),
    ...(where.clientId === undefined ? [] : [Prisma.sql`n.client_id = ${where.clientId}::uuid`]),
    ...(where.from === undefined ? [] : [Prisma.sql`n.created_at >= ${dateOf(where.from)}`]),
    ...(where.to === undefined ? [] : [Prisma.sql`n.created_at < ${dateOf(where.to)}`]),
    ...(after === undefined ? [] : [Prisma.sql`(n.created_at, n.id) < (${dateOf(after.createdAt)}, ${after.id}::uuid)`]),
  ];
  return rowsWhere(Prisma.join(conditions, ' AND '), limit, vault);
}

async function rowsWhere(where: Prisma.Sql, limit: number, vault: Vault): Promise<LedgerRow[]> {
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT n.id, n.kind, ${FATE} AS fate, coalesce(o.why, m.why, n.why) AS why, n.channel, n.created_at, n.run_id,
           coalesce(o.finished_at, m.finished_at) AS finished_at, coalesce(n.office_id, b.office_id) AS office_id,
           s.name AS staff_name, NOT c.reachable AS blocked, ${REACHABLE} AS reachable, ${SENT_AGAIN} AS sent_again,
           coalesce(o.useless_at, m.useless_at) AS useless_at,
           ${BRIEF_BOOKING},
           ${PREFIXED_CLIENT}
      FROM notice n
      LEFT JOIN outbox o ON o.id = n.outbox_id
      LEFT JOIN mail m ON m.id = n.mail_id
      LEFT JOIN booking b ON b.id = n.booking_id
      LEFT JOIN conversation c ON c.id = n.conversation_id
      LEFT JOIN client k ON k.id = coalesce(n.client_id, b.client_id)
      LEFT JOIN staff s ON s.id = n.by_staff
     WHERE ${where}
     ORDER BY n.created_at DESC, n.id DESC LIMIT ${limit}`;
  return rows.map((row) => rowFrom(row, vault));
}

function rowFrom(row: Row, vault: Vault): LedgerRow {
  return {
    id: row.id,
    kind: row.kind,
    fate: row.fate,
    why: row.why ?? undefined,
    channel: row.channel ?? undefined,
    createdAt: momentOf(row.created_at),
    finishedAt: momentOrNone(row.finished_at),
    runId: row.run_id ?? undefined,
    officeId: row.office_id ?? undefined,
    by: row.staff_name ?? undefined,
    booking: briefBooking(row),
    client: row.k_id === null ? undefined : clientOf({ ...row, k_id: row.k_id }, vault),
    blocked: row.blocked ?? false,
    reachable: row.reachable,
    uselessAt: momentOrNone(row.useless_at),
    sentAgain: row.sent_again,
  };
}
