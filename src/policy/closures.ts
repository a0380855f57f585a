import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Centre } from './centre.ts';

/** Days that staff have closed, for one office or for all; both ends inclusive, YYYY-MM-DD of Asia/Tokyo. */
export type StaffClosure = { officeId: string | undefined; fromDay: string; toDay: string };

/** The closed days of the centre file and, within [from, to), those that staff have closed for the office. A closure may be years long. */
export function closuresOf(
  centre: Pick<Centre, 'closures'>,
  { officeId, byStaff, from, to }: { officeId: string; byStaff: readonly StaffClosure[]; from: DateTime; to: DateTime },
): Pick<Centre, 'closures'> {
  const days = byStaff
    .filter((closure) => closure.officeId === undefined || closure.officeId === officeId)
    .flatMap(({ fromDay, toDay }) => daysWithin(fromDay, toDay, from.setZone(ZONE).startOf('day'), to));
  return { closures: [...centre.closures, ...days.map((day) => ({ day }))] };
}

/** Whether staff have closed the day of `at`, in Asia/Tokyo, for the office. */
export function standsClosed(byStaff: readonly StaffClosure[], officeId: string, at: DateTime): boolean {
  const day = at.setZone(ZONE).toFormat('yyyy-MM-dd');
  return byStaff.some(
    ({ officeId: closed, fromDay, toDay }) => (closed === undefined || closed === officeId) && fromDay <= day && day <= toDay,
  );
}

function daysWithin(fromDay: string, toDay: string, from: DateTime, to: DateTime): string[] {
  const days: string[] = [];
  const last = DateTime.fromISO(toDay, { zone: ZONE });
  for (
    let day = DateTime.max(DateTime.fromISO(fromDay, { zone: ZONE }), from);
    day <= last && day < to;
    day = day.plus({ days: 1 })
  ) {
    days.push(day.toFormat('yyyy-MM-dd'));
  }
  return days;
}
