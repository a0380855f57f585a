import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { momentOrNone, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState } from '../store.ts';
import { type BookingWithClient, type BookingWithClientRow, bookingWithClient, WITH_CLIENT } from './booking-with-client.ts';

/** A request, or an offer that the client has not answered yet. */
export type Request = BookingWithClient & {
  /** The times on offer, soonest first. */
  offered: DateTime[];
  /** The booking that it would replace. */
  moves: { id: string; startsAt: DateTime | undefined; state: BookingState } | undefined;
};

type Row = BookingWithClientRow & {
  offered: number[];
  old_starts_at: Date | null;
  old_state: BookingState | null;
};

export const requestsOver = (vault: Vault) => ({
  /** Those to be answered by their date, then those that wait for the client; at most `limit`. */
  waiting: (where: { centreId: string; officeId?: string | undefined; limit: number }): Promise<Request[]> =>
    retrying(() => waiting(where, vault)),
});

async function waiting(
  { centreId, officeId, limit }: { centreId: string; officeId?: string | undefined; limit: number },
  vault: Vault,
): Promise<Request[]> {
  const office = officeId === undefined ? Prisma.empty : Prisma.sql`AND b.office_id = ${officeId}`;
  // Each half has an index of its own; `IN` over both states would have none.
  const rows = await vault.db.$queryRaw<Row[]>`
    WITH waiting AS (
      SELECT id FROM booking WHERE state = 'requested' AND centre_id = ${centreId}
      UNION ALL
      SELECT id FROM booking WHERE state = 'offered' AND centre_id = ${centreId}
    )
    SELECT ${WITH_CLIENT}, old.starts_at AS old_starts_at, old.state AS old_state,
           ARRAY(SELECT (extract(epoch FROM o.starts_at) * 1000)::float8 FROM offer_time o
                  WHERE o.booking_id = b.id AND o.state = 'open' ORDER BY o.starts_at) AS offered
      FROM booking b
      JOIN client k ON k.id = b.client_id
      LEFT JOIN booking old ON old.id = b.moves_booking_id
     WHERE b.id IN (SELECT id FROM waiting) ${office}
     ORDER BY b.state DESC, coalesce(b.offer_by, b.answer_by) NULLS LAST, b.created_at, b.id
     LIMIT ${limit}`;
  return rows.map((row) => requestFrom(row, vault));
}

function requestFrom(row: Row, vault: Vault): Request {
  const { moves_booking_id: oldId, old_state: oldState } = row;
  return {
    ...bookingWithClient(row, vault),
    offered: row.offered.map((millis) => DateTime.fromMillis(millis, { zone: ZONE })),
    moves:
      oldId === null || oldState === null ? undefined : { id: oldId, startsAt: momentOrNone(row.old_starts_at), state: oldState },
  };
}
