import type { DateTime } from 'luxon';
import { type ClientRow, clientFrom } from '../clients.ts';
import { dateOf, momentOf, momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState } from '../store.ts';
import { appliedAt } from './applied.ts';

export type ExportedBooking = {
  reference: string;
  serviceId: string;
  officeId: string;
  startsAt: DateTime | undefined;
  /** Exclusive. */
  endsAt: DateTime | undefined;
  state: BookingState;
  /** When the client first applied: of what was moved, when the first of its line was made. */
  appliedAt: DateTime;
  /** line, teams, staff. */
  origin: string;
  noShow: boolean;
  /** client, staff or system, and the code of why: only for what has ended without a session. */
  endedBy: string | undefined;
  endedWhy: string | undefined;
  /** Only where they were asked for. */
  name?: string | undefined;
  jobSeekerNumber?: string | undefined;
};

export type ExportWhere = { centreId: string; from: DateTime; to: DateTime; people: boolean };

type Row = {
  booking_id: string;
  reference: string;
  service_id: string;
  office_id: string;
  starts_at: Date | null;
  ends_at: Date | null;
  state: BookingState;
  made_at: Date;
  applied_at: Date;
  origin: string;
  no_show_at: Date | null;
  actor_kind: string | null;
  reason: string | null;
} & ClientRow;

/** Where a batch begins: behind this row. */
type After = { at: Date; id: string };
const FIRST: After = { at: new Date(0), id: '00000000-0000-0000-0000-000000000000' };
const BATCH = 500;

async function* exportedBookings(where: ExportWhere, vault: Vault): AsyncGenerator<ExportedBooking[]> {
  yield* batches('starts_at', where, vault);
  yield* batches('created_at', where, vault);
}

async function* batches(by: 'starts_at' | 'created_at', where: ExportWhere, vault: Vault): AsyncGenerator<ExportedBooking[]> {
  let after: After | undefined = FIRST;
  while (after) {
    const from = after;
    const rows: Row[] = await retrying(() => batch(by, where, from, vault));
    if (rows.length > 0) yield rows.map((row) => exportedFrom(row, where.people, vault));
    const last: Row | undefined = rows.length === BATCH ? rows.at(-1) : undefined;
    after = last && { at: (by === 'starts_at' ? last.starts_at : last.made_at) ?? FIRST.at, id: last.booking_id };
  }
}

function batch(by: 'starts_at' | 'created_at', where: ExportWhere, after: After, { db }: Vault): Promise<Row[]> {
  const { centreId, from, to } = where;
  const key = Prisma.raw(`b.${by}`);
  const timeless = by === 'created_at' ? Prisma.sql`AND b.starts_at IS NULL` : Prisma.empty;
  return db.$queryRaw<Row[]>`
    SELECT b.id AS booking_id, b.reference, b.service_id, b.office_id, b.starts_at, b.ends_at, b.state, b.created_at AS made_at, ${appliedAt('b')} AS applied_at, b.origin,
           b.no_show_at, ending.actor_kind, ending.reason,
           k.id, k.name, k.job_seeker_number, NULL AS email, NULL AS phone, NULL AS topic, NULL AS companions, k.erasure_asked_at
      FROM booking b JOIN client k ON k.id = b.client_id LEFT JOIN LATERAL (
        SELECT a.actor_kind, a.reason FROM audit a
         WHERE b.state NOT IN ('requested', 'offered', 'confirmed', 'attended', 'attended-by-phone')
           AND a.booking_id = b.id AND a.action = 'booking-state' AND a.to_state = b.state
         ORDER BY a.seq DESC LIMIT 1
      ) ending ON true
     WHERE b.centre_id = ${centreId} AND ${key} >= ${dateOf(from)} AND ${key} < ${dateOf(to)} ${timeless}
       AND b.state NOT IN ('held', 'released')
       AND (${key}, b.id) > (${after.at}::timestamptz, ${after.id}::uuid)
     ORDER BY ${key}, b.id
     LIMIT ${BATCH}`;
}

function exportedFrom(row: Row, people: boolean, vault: Vault): ExportedBooking {
  const profile = people ? clientFrom(row, vault).profile : undefined;
  return {
    reference: row.reference,
    serviceId: row.service_id,
    officeId: row.office_id,
    startsAt: momentOrNone(row.starts_at),
    endsAt: momentOrNone(row.ends_at),
    state: row.state,
    appliedAt: momentOf(row.applied_at),
    origin: row.origin,
    noShow: row.no_show_at !== null,
    endedBy: row.actor_kind ?? undefined,
    endedWhy: row.reason ?? undefined,
    ...(people && { name: profile?.name, jobSeekerNumber: profile?.jobSeekerNumber }),
  };
}

export const bookingExportOver = (vault: Vault) => ({
  /**
   * The centre's bookings with a session in [from, to), in its order, then those without a time that were made in it: batch by batch,
   * each behind the last row of the one before, so that a year of bookings is never in memory at once. Holds are no bookings.
   */
  batches: (where: ExportWhere): AsyncGenerator<ExportedBooking[]> => exportedBookings(where, vault),
});
