import type { DateTime } from 'luxon';
import { dateOf, momentOf, momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { MeetingAccess, MeetingDetails } from '../store.ts';
import { type BookingWithClient, type BookingWithClientRow, bookingWithClient, WITH_CLIENT } from './booking-with-client.ts';

/** A session of the day as staff see it. */
export type Session = BookingWithClient & {
  details: MeetingDetails | undefined;
  /** Whether the client can be written to; who cannot is to be rung. */
  chat: 'open' | 'blocked' | 'none';
};

export type DetailsColumns = {
  d_id: string | null;
  d_details: string | null;
  d_entered_at: Date | null;
  d_renewed: boolean;
  d_my_page_at: Date | null;
};
type Row = BookingWithClientRow & DetailsColumns & { reachable: boolean | null };

export const DETAILS_COLUMNS = Prisma.raw(
  `d.id AS d_id, d.details AS d_details, d.entered_at AS d_entered_at, d.my_page_at AS d_my_page_at,
   EXISTS (SELECT FROM meeting_details o WHERE o.booking_id = d.booking_id AND o.entered_at < d.entered_at) AS d_renewed`,
);

export function detailsOf(row: DetailsColumns, { sealing }: Vault): MeetingDetails | undefined {
  if (row.d_id === null || row.d_entered_at === null) return undefined;
  const place = { table: 'meeting_details', column: 'details', id: row.d_id };
  const access = row.d_details === null ? {} : (sealing.openJson(row.d_details, place) as MeetingAccess);
  const [enteredAt, myPageAt] = [momentOf(row.d_entered_at), momentOrNone(row.d_my_page_at)];
  return { id: row.d_id, access, enteredAt, renewed: row.d_renewed, myPageAt };
}

/** A session that is over, and of which nobody has noted what became. */
export type Unmarked = BookingWithClient;

type Within = { centreId: string; officeId?: string | undefined; from: DateTime; to: DateTime };

export const sessionsOver = (vault: Vault) => ({
  /** What begins in [from, to): confirmed, or what became of it on the day; soonest first. */
  within: (where: Within): Promise<Session[]> => retrying(() => within(where, vault)),
  /** Confirmed bookings that began from `from` on and are over by `now`: staff have not marked them yet. The oldest first. */
  unmarked: (where: Ended): Promise<Unmarked[]> => retrying(() => unmarked(where, vault)),
  /** How many confirmed bookings that begin in [from, to) have no valid meeting details. */
  withoutDetails: (where: Within): Promise<number> => retrying(() => withoutDetails(where, vault)),
});

const ofOffice = (officeId: string | undefined) =>
  officeId === undefined ? Prisma.empty : Prisma.sql`AND b.office_id = ${officeId}`;

async function within({ centreId, officeId, from, to }: Within, vault: Vault): Promise<Session[]> {
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT ${WITH_CLIENT}, ${DETAILS_COLUMNS}, c.reachable
      FROM booking b
      JOIN client k ON k.id = b.client_id
      LEFT JOIN conversation c ON c.id = b.conversation_id
      LEFT JOIN meeting_details d ON d.booking_id = b.id AND d.void_at IS NULL
     WHERE b.centre_id = ${centreId} ${ofOffice(officeId)} AND b.starts_at >= ${dateOf(from)} AND b.starts_at < ${dateOf(to)}
       AND b.state IN ('confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled', 'cancelled')
       -- Cancelled beforehand is no session of the day; a mark of not having come is.
       AND (b.state <> 'cancelled' OR b.no_show_at IS NOT NULL)
     ORDER BY b.starts_at, b.office_id, b.id`;
  return rows.map((row) => ({
    ...bookingWithClient(row, vault),
    details: detailsOf(row, vault),
    chat: chatOf(row.reachable),
  }));
}

function chatOf(reachable: boolean | null): Session['chat'] {
  if (reachable === null) return 'none';
  return reachable ? 'open' : 'blocked';
}

type Ended = { centreId: string; officeId?: string | undefined; from: DateTime; now: DateTime; limit: number };

async function unmarked({ centreId, officeId, from, now, limit }: Ended, vault: Vault): Promise<Unmarked[]> {
  const rows = await vault.db.$queryRaw<BookingWithClientRow[]>`
    SELECT ${WITH_CLIENT} FROM booking b JOIN client k ON k.id = b.client_id
     WHERE b.centre_id = ${centreId} ${ofOffice(officeId)} AND b.starts_at >= ${dateOf(from)} AND b.starts_at < ${dateOf(now)}
       AND b.ends_at <= ${dateOf(now)} AND b.state = 'confirmed'
     ORDER BY b.starts_at, b.office_id, b.id LIMIT ${limit}`;
  return rows.map((row) => bookingWithClient(row, vault));
}

async function withoutDetails({ centreId, officeId, from, to }: Within, { db }: Vault): Promise<number> {
  const rows = await db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM booking b
     WHERE b.centre_id = ${centreId} ${ofOffice(officeId)} AND b.starts_at >= ${dateOf(from)} AND b.starts_at < ${dateOf(to)}
       AND b.state = 'confirmed'
       AND NOT EXISTS (SELECT FROM meeting_details d WHERE d.booking_id = b.id AND d.void_at IS NULL AND d.details IS NOT NULL)`;
  return rows[0]?.n ?? 0;
}
