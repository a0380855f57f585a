import type { DateTime } from 'luxon';
import { momentOf, momentOrNone } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

export type Maintenance = {
  id: string;
  text: string;
  startsAt: DateTime;
  endsAt: DateTime;
  createdBy: string;
  withdrawnAt: DateTime | undefined;
};

/** The newest of a centre; more than these nobody looks for. */
const MOST = 50;

export const maintenanceReading = (vault: Vault) => ({
  /** Those of a centre, the latest first. */
  list: (centreId: string): Promise<Maintenance[]> => retrying(() => list(centreId, vault)),
});

type Row = { id: string; text: string; starts_at: Date; ends_at: Date; created_by: string; withdrawn_at: Date | null };

async function list(centreId: string, { db }: Vault): Promise<Maintenance[]> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT id, text, starts_at, ends_at, created_by, withdrawn_at FROM maintenance
     WHERE centre_id = ${centreId} ORDER BY starts_at DESC, id LIMIT ${MOST}`;
  return rows.map((row) => ({
    id: row.id,
    text: row.text,
    startsAt: momentOf(row.starts_at),
    endsAt: momentOf(row.ends_at),
    createdBy: row.created_by,
    withdrawnAt: momentOrNone(row.withdrawn_at),
  }));
}
