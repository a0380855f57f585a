import holidayJp from '@holiday-jp/holiday_jp';
import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Centre } from './centre.ts';

/**
 * The business calendar: one function for slots, answer deadlines and everything that needs staff at the phone.
 * Every moment is judged by its calendar day in Asia/Tokyo, whatever zone it comes in.
 */

type Closing = Pick<Centre, 'closures'>;

/** Days by their names ("2026-09-22"): asking the library by `Date` would use the server's zone. It knows the years 1970–2050. */
const NATIONAL_HOLIDAYS: ReadonlyMap<string, string> = new Map(
  Object.entries(holidayJp.holidays).map(([day, { name }]) => [day, name]),
);

/** Not Saturday, Sunday, a national holiday (substitute and sandwiched ones too), 29 December–3 January, or a closure of the centre. */
export function isBusinessDay(day: DateTime, centre: Closing): boolean {
  const name = day.setZone(ZONE).toFormat('yyyy-MM-dd');
  return restOn(day) === undefined && !centre.closures.some((closure) => closure.day === name);
}

/** Why a day is no business day, apart from closures; undefined for any other. `name`: the holiday's own, in Japanese. */
export type Rest = { kind: 'holiday'; name: string } | { kind: 'year-end' } | { kind: 'weekend' };

export function restOn(day: DateTime): Rest | undefined {
  const date = day.setZone(ZONE);
  const name = NATIONAL_HOLIDAYS.get(date.toFormat('yyyy-MM-dd'));
  if (name !== undefined) return { kind: 'holiday', name };
  if (isYearEnd(date)) return { kind: 'year-end' };
  return date.isWeekend ? { kind: 'weekend' } : undefined;
}

/** The first business day after the calendar day of `at`: its beginning, Asia/Tokyo. */
export const nextBusinessDay = (at: DateTime, centre: Closing): DateTime => step(at, 1, centre);

/** The last business day before the calendar day of `at`: its beginning, Asia/Tokyo. */
export const businessDayBefore = (at: DateTime, centre: Closing): DateTime => step(at, -1, centre);

/**
 * "Within N business days": 24:00 at the end of the Nth business day after the day of `at`, which is the beginning of the day
 * that follows it; exclusive. The day of `at` itself never counts. Throws a RangeError unless `n` is a whole number from 1.
 */
export function endOfNthBusinessDayAfter(at: DateTime, n: number, centre: Closing): DateTime {
  if (!Number.isInteger(n) || n < 1) throw new RangeError(`not a number of business days: ${n}`);
  let day = at;
  for (let count = 0; count < n; count += 1) day = nextBusinessDay(day, centre);
  return day.plus({ days: 1 });
}

/** Ends because a centre file lists finitely many closures and no holidays run on for ever. */
function step(at: DateTime, days: 1 | -1, centre: Closing): DateTime {
  let day = at.setZone(ZONE).startOf('day').plus({ days });
  while (!isBusinessDay(day, centre)) day = day.plus({ days });
  return day;
}

/** 29 December to 3 January, when public offices are closed by law. */
function isYearEnd(date: DateTime): boolean {
  return (date.month === 12 && date.day >= 29) || (date.month === 1 && date.day <= 3);
}
