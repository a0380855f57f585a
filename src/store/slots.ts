import type { DateTime } from 'luxon';
import { dateOf, momentOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Turn } from './store.ts';

type SlotRow = {
  starts_at: Date;
  ends_at: Date;
  used: number;
  capacity: number;
  closed: boolean;
  opened_by_staff: boolean;
};

export type SlotsWhere = {
  centreId: string;
  officeId: string;
  serviceId: string;
  from: DateTime;
  to: DateTime;
  /** The centre file's: it counts where staff set none, also for a slot that was made under an older file. */
  capacity?: number | undefined;
};

/** Slots that have a row and start in [from, to); the others have no seat taken. One that staff closed has room for nobody. */
export async function seatsUsed(
  { centreId, officeId, serviceId, from, to, capacity }: SlotsWhere,
  { tx }: Scope,
): ReturnType<Turn['seatsUsed']> {
  const rows = await tx.$queryRaw<SlotRow[]>`
    SELECT starts_at, ends_at, used, closed, opened_by_staff,
           CASE WHEN closed THEN 0
                WHEN capacity_by_staff THEN capacity ELSE coalesce(${capacity ?? null}::int, capacity) END AS capacity
      FROM slot
     WHERE centre_id = ${centreId} AND office_id = ${officeId} AND service_id = ${serviceId}
       AND starts_at >= ${dateOf(from)} AND starts_at < ${dateOf(to)}
     ORDER BY starts_at`;
  return rows.map((it) => ({
    startsAt: momentOf(it.starts_at),
    endsAt: momentOf(it.ends_at),
    used: it.used,
    capacity: it.capacity,
    closed: it.closed,
    openedByStaff: it.opened_by_staff,
  }));
}
