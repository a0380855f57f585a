import type { DateTime } from 'luxon';
import { momentOf, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/** Days that staff closed, besides those of the centre file. */

export type Closure = {
  id: string;
  /** All offices where absent. */
  officeId: string | undefined;
  /** YYYY-MM-DD in Asia/Tokyo, both closed. */
  fromDay: string;
  toDay: string;
  reason: string;
  createdAt: DateTime;
};

type ClosureRow = { id: string; office_id: string | null; from_day: string; to_day: string; reason: string; created_at: Date };

const COLUMNS = Prisma.sql`id, office_id, to_char(from_day, 'YYYY-MM-DD') AS from_day, to_char(to_day, 'YYYY-MM-DD') AS to_day,
  reason, created_at`;

const closureFrom = (row: ClosureRow): Closure => ({
  id: row.id,
  officeId: row.office_id ?? undefined,
  fromDay: row.from_day,
  toDay: row.to_day,
  reason: row.reason,
  createdAt: momentOf(row.created_at),
});

async function touching(where: Touching, { db }: Vault): Promise<Closure[]> {
  const rows = await db.$queryRaw<ClosureRow[]>`
    SELECT ${COLUMNS} FROM closure
     WHERE centre_id = ${where.centreId} AND ended_at IS NULL
       AND to_day >= ${where.fromDay}::date AND from_day <= coalesce(${where.toDay ?? null}::date, 'infinity')
       AND (office_id IS NULL OR ${where.officeId ?? null}::text IS NULL OR office_id = ${where.officeId ?? null})
     ORDER BY from_day, to_day, id`;
  return rows.map(closureFrom);
}

async function byId(where: { centreId: string; id: string }, { db }: Vault): Promise<Closure | undefined> {
  const rows = await db.$queryRaw<ClosureRow[]>`
    SELECT ${COLUMNS} FROM closure WHERE id = ${where.id}::uuid AND centre_id = ${where.centreId} AND ended_at IS NULL`;
  return rows[0] && closureFrom(rows[0]);
}

/** A closure, and how many bookings still stand on its days. */
export type ClosureLeft = Closure & { bookings: number };

async function keeping({ centreId, officeId, fromDay }: Keeping, { db }: Vault): Promise<ClosureLeft[]> {
  const rows = await db.$queryRaw<(ClosureRow & { bookings: number })[]>`
    WITH standing AS (
      SELECT *, (greatest(from_day, ${fromDay}::date)::timestamp AT TIME ZONE 'Asia/Tokyo') AS begins,
             ((to_day + 1)::timestamp AT TIME ZONE 'Asia/Tokyo') AS ends
        FROM closure WHERE centre_id = ${centreId} AND ended_at IS NULL AND to_day >= ${fromDay}::date
    ), kept AS (
      SELECT s.*, (SELECT count(*)::int FROM booking b
                    WHERE b.centre_id = s.centre_id AND b.office_id = coalesce(s.office_id, b.office_id)
                      AND b.office_id = coalesce(${officeId ?? null}, b.office_id)
                      AND b.starts_at >= s.begins AND b.starts_at < s.ends AND b.state IN ('requested', 'confirmed')) AS bookings
        FROM standing s
    )
    SELECT ${COLUMNS}, bookings FROM kept WHERE bookings > 0 ORDER BY from_day, to_day, id`;
  return rows.map((row) => ({ ...closureFrom(row), bookings: row.bookings }));
}

type Keeping = { centreId: string; officeId?: string | undefined; fromDay: string };
type Touching = { centreId: string; officeId?: string | undefined; fromDay: string; toDay?: string | undefined };

export const closuresOver = (vault: Vault) => ({
  /** Standing closures that touch the days [fromDay, toDay], the earliest first. With `officeId`: those that hold for that office. */
  touching: (where: Touching): Promise<Closure[]> => retrying(() => touching(where, vault)),
  /** Standing closures on whose days, from `fromDay` on, bookings or requests (of that office) are left; the earliest first. */
  keeping: (where: Keeping): Promise<ClosureLeft[]> => retrying(() => keeping(where, vault)),
  /** A standing closure of the centre; undefined where it is another centre's, or was ended. */
  byId: (where: { centreId: string; id: string }): Promise<Closure | undefined> => retrying(() => byId(where, vault)),
});
