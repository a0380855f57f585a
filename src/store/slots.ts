import type { DateTime } from 'luxon';
import { dateOf, momentOf, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Turn } from './store.ts';

type SlotRow = {
  starts_at: Date;
  ends_at: Date;
  used: number;
  others: number;
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
  movesBookingId?: string | undefined;
};

/** Slots that have a row and touch [from, to); the others have no seat taken. One that staff closed has room for nobody. */
export async function seatsUsed(
  { centreId, officeId, serviceId, from, to, capacity, movesBookingId }: SlotsWhere,
  { tx }: Scope,
): ReturnType<Turn['seatsUsed']> {
  const moves = Prisma.sql`${movesBookingId ?? null}::uuid`;
  const rows = await tx.$queryRaw<SlotRow[]>`
    WITH moved AS (
      SELECT b.id, b.slot_id, b.state FROM booking b
       WHERE b.id = ${moves} OR b.id = (SELECT o.moves_booking_id FROM booking o WHERE o.id = ${moves})
    ), own AS (
      SELECT slot_id FROM moved WHERE keeps_seat(moved.state)
      UNION ALL
      SELECT o.slot_id FROM offer_time o JOIN moved ON moved.id = o.booking_id WHERE o.state = 'open'
    )
    SELECT starts_at, ends_at, used, used - (SELECT count(*)::int FROM own WHERE own.slot_id = slot.id) AS others, closed, opened_by_staff,
           CASE WHEN closed THEN 0
                WHEN capacity_by_staff THEN capacity ELSE coalesce(${capacity ?? null}::int, capacity) END AS capacity
      FROM slot
     WHERE centre_id = ${centreId} AND office_id = ${officeId} AND service_id = ${serviceId}
       AND starts_at > ${dateOf(from.minus({ days: 1 }))} AND starts_at < ${dateOf(to)} AND ends_at > ${dateOf(from)}
     ORDER BY starts_at`;
  return rows.map((it) => ({
    startsAt: momentOf(it.starts_at),
    endsAt: momentOf(it.ends_at),
    used: it.used,
    others: it.others,
    capacity: it.capacity,
    closed: it.closed,
    openedByStaff: it.opened_by_staff,
  }));
}
