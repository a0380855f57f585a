import type { DateTime } from 'luxon';
import { momentOf, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Most } from './most.ts';

/** What staff noted down. */
export type Remark = {
  id: string;
  bookingId: string | undefined;
  /** Undefined once it was erased. */
  text: string | undefined;
  createdAt: DateTime;
  byName: string | undefined;
};

type Row = { id: string; booking_id: string | null; text: string | null; created_at: Date; by_name: string | null };

export const remarksOver = (vault: Vault) => ({
  /** The newest first. */
  ofBooking: (bookingId: string): Promise<Remark[]> =>
    retrying(() => remarks(Prisma.sql`r.booking_id = ${bookingId}::uuid`, vault)),
  ofClient: (clientId: string, most: Most = 200): Promise<Remark[]> =>
    retrying(() => remarks(Prisma.sql`r.client_id = ${clientId}::uuid`, vault, most)),
});

async function remarks(which: Prisma.Sql, { db, sealing }: Vault, most: Most = 200): Promise<Remark[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT r.id, r.booking_id, r.text, r.created_at, s.name AS by_name
      FROM remark r LEFT JOIN staff s ON s.id = r.created_by WHERE ${which} ORDER BY r.created_at DESC, r.id LIMIT ${most}::bigint`;
  return rows.map((row) => ({
    id: row.id,
    bookingId: row.booking_id ?? undefined,
    text: row.text === null ? undefined : sealing.open(row.text, { table: 'remark', column: 'text', id: row.id }),
    createdAt: momentOf(row.created_at),
    byName: row.by_name ?? undefined,
  }));
}
