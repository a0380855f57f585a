import type { DateTime } from 'luxon';
import type { Step } from '#store/reading/statistics.ts';
import { dayFrom } from '../calendar/place.ts';
import { type Typed, typedFrom } from '../calendar/treating-reading.ts';
import type { FieldError } from '../shell/form.ts';
import { statisticsWords as words } from '../words/statistics.ts';

/** Days that are counted, both included, in Asia/Tokyo. */
export type Period = { fromDay: DateTime; toDay: DateTime };
export type ReadPeriod = { typed: Typed; period: Period | undefined; errors: FieldError[] };

const LONGEST_DAYS = 731;
const WEEKS = 12;

/** Whole weeks from Monday, this one the last, where the address names no days. */
export function readPeriod(query: unknown, now: DateTime): ReadPeriod {
  const typed = typedFrom(query);
  if (typed['from'] === undefined && typed['to'] === undefined) {
    const period = lastWeeks(now);
    return { typed: named(period), period, errors: [] };
  }
  const [fromDay, toDay] = [dayFrom(typed['from']), dayFrom(typed['to'])];
  const errors: FieldError[] = [];
  if (!fromDay) errors.push({ field: 'from', message: words.errors.from });
  if (!toDay || (fromDay && toDay < fromDay)) errors.push({ field: 'to', message: words.errors.to });
  else if (fromDay && toDay.diff(fromDay, 'days').days >= LONGEST_DAYS) errors.push({ field: 'to', message: words.errors.long });
  return { typed, period: errors.length === 0 && fromDay && toDay ? { fromDay, toDay } : undefined, errors };
}

export const named = ({ fromDay, toDay }: Period): { from: string; to: string } => ({
  from: fromDay.toFormat('yyyy-MM-dd'),
  to: toDay.toFormat('yyyy-MM-dd'),
});

/** As an interval of moments, its end exclusive. */
export const boundsOf = ({ fromDay, toDay }: Period): { from: DateTime; to: DateTime } => ({
  from: fromDay,
  to: toDay.plus({ days: 1 }),
});

const lastWeeks = (now: DateTime): Period => {
  const monday = now.startOf('week');
  return { fromDay: monday.minus({ weeks: WEEKS - 1 }), toDay: monday.plus({ days: 6 }) };
};

/** What offices ask for most; the year of public offices begins in April. */
export function presets(now: DateTime): { name: string; period: Period }[] {
  const month = now.startOf('month').minus({ months: 1 });
  const april = now
    .set({ month: 4, day: 1 })
    .startOf('day')
    .minus({ years: now.month < 4 ? 1 : 0 });
  return [
    { name: words.preset.weeks, period: lastWeeks(now) },
    { name: words.preset.month, period: { fromDay: month, toDay: month.endOf('month').startOf('day') } },
    { name: words.preset.year, period: { fromDay: april, toDay: april.plus({ years: 1 }).minus({ days: 1 }) } },
  ];
}

/** Up to half a year is seen by weeks; of a year they would be too many to look at. */
const MOST_WEEKS = 27;

export const stepOf = ({ fromDay, toDay }: Period): Step =>
  toDay.startOf('week').diff(fromDay.startOf('week'), 'weeks').weeks < MOST_WEEKS ? 'week' : 'month';

/** The first day of every week or month, so that one without bookings is seen too. */
export function spansIn(period: Period): string[] {
  const step = stepOf(period);
  const spans: string[] = [];
  for (let day = period.fromDay.startOf(step); day <= period.toDay; day = day.plus({ [step]: 1 })) {
    spans.push(day.toFormat('yyyy-MM-dd'));
  }
  return spans;
}

/** 11/23～: the Monday of the week; 2026年11月. */
export const spanName = (since: string, step: Step): string =>
  dayFrom(since)?.toFormat(step === 'week' ? 'M/d～' : 'yyyy年M月') ?? since;
