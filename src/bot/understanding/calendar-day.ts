import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';

/** Days by their calendar, Asia/Tokyo. `today` is midnight of today there. */

/** A day or a span of days that was named, and the words that named it. */
export type NamedDay = { when: { day: string } | { week: { from: string; to: string } }; said: string } | { impossible: string };

export const iso = (day: DateTime): string => day.toFormat('yyyy-MM-dd');

export const oneDay = (day: DateTime, said: string): NamedDay => ({ when: { day: iso(day) }, said });

export const span = (from: DateTime, to: DateTime, said: string): NamedDay => ({
  when: { week: { from: iso(from), to: iso(to) } },
  said,
});

/** The day of that date, or word that there is no such day. */
export function dated(year: number, month: number, day: number, said: string): NamedDay {
  const date = DateTime.fromObject({ year, month, day }, { zone: ZONE });
  return date.isValid ? oneDay(date, said) : { impossible: said.trim() };
}

/** A date without a year: this year's, or next year's where this year's is over. */
export function yearless(month: number, day: number, today: DateTime, said: string): NamedDay {
  const over = month < today.month || (month === today.month && day < today.day);
  return dated(today.year + (over ? 1 : 0), month, day, said);
}

/** A day of a month without the month: the next such day that is not over, today included. */
export function dayOfMonth(day: number, today: DateTime, said: string): NamedDay {
  for (let ahead = 0; ahead <= 2; ahead++) {
    const month = today.startOf('month').plus({ months: ahead });
    const date = month.set({ day });
    if (day >= 1 && day <= (month.daysInMonth ?? 0) && date >= today) return oneDay(date, said);
  }
  return { impossible: said.trim() };
}

/** 1 = Monday … 7 = Sunday: the next such day, after today. */
export const nextWeekday = (weekday: number, today: DateTime): DateTime =>
  today.plus({ days: ((weekday - today.weekday + 6) % 7) + 1 });

/** Monday of the week `weeks` from this one. */
export const mondayOf = (weeks: number, today: DateTime): DateTime => today.minus({ days: today.weekday - 1 }).plus({ weeks });

export function week(weeks: number, today: DateTime, said: string, weekday?: number): NamedDay {
  const monday = mondayOf(weeks, today);
  return weekday ? oneDay(monday.plus({ days: weekday - 1 }), said) : span(monday, monday.plus({ days: 6 }), said);
}
