import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { dateOf, momentOf, Prisma } from './prisma.ts';
import { type MaintenanceColumns, type MaintenanceTexts, textsFrom } from './reading/maintenance.ts';
import type { Scope } from './scope.ts';
import type { Turn } from './store.ts';

type ClosureRow = { office_id: string | null; from_day: string; to_day: string; reason: string };

const dayOf = (moment: DateTime): string => moment.setZone(ZONE).toFormat('yyyy-MM-dd');

export async function closures(
  { centreId, from, to }: Parameters<Turn['closures']>[0],
  { tx }: Scope,
): ReturnType<Turn['closures']> {
  const lastDay = dayOf(to.minus({ milliseconds: 1 }));
  const rows = await tx.$queryRaw<ClosureRow[]>`
    SELECT office_id, from_day::text AS from_day, to_day::text AS to_day, reason FROM closure
     WHERE centre_id = ${centreId} AND ended_at IS NULL AND from_day <= ${lastDay}::date AND to_day >= ${dayOf(from)}::date
     ORDER BY from_day, to_day, id`;
  return rows.map((it) => ({
    officeId: it.office_id ?? undefined,
    fromDay: it.from_day,
    toDay: it.to_day,
    reason: it.reason,
  }));
}

/** Whether staff have closed the day of the booking `b` for its office. */
export const DAY_CLOSED = Prisma.sql`
  EXISTS (SELECT FROM closure cl
           WHERE cl.centre_id = b.centre_id AND cl.ended_at IS NULL AND coalesce(cl.office_id, b.office_id) = b.office_id
             AND (b.starts_at AT TIME ZONE 'Asia/Tokyo')::date BETWEEN cl.from_day AND cl.to_day)`;

export async function maintenance(
  centreId: string,
  now: DateTime,
  { tx }: Scope,
): Promise<{ texts: MaintenanceTexts; endsAt: DateTime } | undefined> {
  const rows = await tx.$queryRaw<(MaintenanceColumns & { ends_at: Date })[]>`
    SELECT text, text_easy, text_en, ends_at FROM maintenance
     WHERE centre_id = ${centreId} AND withdrawn_at IS NULL AND starts_at <= ${dateOf(now)} AND ends_at > ${dateOf(now)}
     ORDER BY created_at DESC, id LIMIT 1`;
  return rows[0] && { texts: textsFrom(rows[0]), endsAt: momentOf(rows[0].ends_at) };
}
