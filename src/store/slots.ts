import type { DateTime } from 'luxon';
import { dateOf, momentOf } from './prisma.ts';
import type { Scope } from './scope.ts';

export type SlotsWhere = {
  centreId: string;
  officeId: string;
  serviceId: string;
  from: DateTime;
  to: DateTime;
  /** The centre file's: it counts where staff set none, also for a slot that was made under an older file. */
  capacity?: number | undefined;
};

/** Slots that have a row and start in [from, to); the others have no seat taken. */
export async function seatsUsed(
  { centreId, officeId, serviceId, from, to, capacity }: SlotsWhere,
  { tx }: Scope,
): Promise<{ startsAt: DateTime; used: number; capacity: number }[]> {
  const rows = await tx.$queryRaw<{ starts_at: Date; used: number; capacity: number }[]>`
    SELECT starts_at, used,
           CASE WHEN capacity_by_staff THEN capacity ELSE coalesce(${capacity ?? null}::int, capacity) END AS capacity
      FROM slot
     WHERE centre_id = ${centreId} AND office_id = ${officeId} AND service_id = ${serviceId}
       AND starts_at >= ${dateOf(from)} AND starts_at < ${dateOf(to)}
     ORDER BY starts_at`;
  return rows.map((it) => ({ startsAt: momentOf(it.starts_at), used: it.used, capacity: it.capacity }));
}
