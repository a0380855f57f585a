import type { DateTime } from 'luxon';
import { dated, dayOfMonth, type NamedDay, nextWeekday, oneDay, span, week, yearless } from './calendar-day.ts';

/** 令和1年 is 2019. */
const REIWA = 2018;
const WEEKDAYS = '月火水木金土日';
const weekdayOf = (name: string | undefined): number | undefined => (name ? WEEKDAYS.indexOf(name) + 1 : undefined);

type Parts = (string | undefined)[];
type Reader = readonly [RegExp, (said: string, parts: Parts, today: DateTime) => NamedDay];

const MONTHS_AHEAD: Readonly<Record<string, number>> = { 今月: 0, 来月: 1, 再来月: 2 };
const YEARS_AHEAD: Readonly<Record<string, number>> = { 今年: 0, 来年: 1, 再来年: 2 };
const DAYS_AHEAD: Readonly<Record<string, number>> = { 今日: 0, 明日: 1, 明後日: 2 };
const WEEKS_AHEAD: Readonly<Record<string, number>> = { 今週: 0, 来週: 1, 翌週: 1, 次の週: 1, 再来週: 2 };
/** 上旬, 中旬, 下旬: from which day to which; months end where they end. */
const THIRDS: Readonly<Record<string, readonly [number, number]>> = {
  上旬: [1, 10],
  初め: [1, 10],
  中旬: [11, 20],
  下旬: [21, 31],
  末: [21, 31],
};

const n = (part: string | undefined): number => Number(part);
const reiwa = (year: string | undefined): number => REIWA + (year === '元' ? 1 : n(year));
const ahead = (table: Readonly<Record<string, number>>, word: string | undefined): number => table[word ?? ''] ?? 0;

/** The first that fits decides, so what says more stands before what says less. */
const READERS: readonly Reader[] = [
  [/昨日|一昨日|平成|昭和|大正|おととい|きのう|先週|先月|去年|昨年/, (said) => ({ impossible: said })],
  [
    /(?:令和|r)\s*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?/,
    (said, [y, m, d]) => dated(reiwa(y), n(m), n(d), said),
  ],
  [/(?<!\d)(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*日?/, (said, [y, m, d]) => dated(n(y), n(m), n(d), said)],
  [/^(20\d{2})(\d{2})(\d{2})(?!\d)/, (said, [y, m, d]) => dated(n(y), n(m), n(d), said)],
  [/(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4})(?!\d)/, (said, [m, d, y]) => dated(n(y), n(m), n(d), said)],
  [/(?<!\d)(\d{1,2})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})(?!\d)\s*日?/, (said, [y, m, d]) => dated(reiwa(y), n(m), n(d), said)],
  [
    /(今年|再来年|来年)の?\s*(\d{1,2})\s*[月/]\s*(\d{1,2})(?!\d)\s*日?/,
    (said, [y, m, d], today) => dated(today.year + ahead(YEARS_AHEAD, y), n(m), n(d), said),
  ],
  [/(?<!\d)(\d{1,2})\s*月\s*の?\s*(\d{1,2})(?![\d時:])\s*日?/, (said, [m, d], today) => yearless(n(m), n(d), today, said)],
  [/(?<![\d/])(\d{1,2})\s*\/\s*(\d{1,2})(?![\d/])\s*日?/, (said, [m, d], today) => yearless(n(m), n(d), today, said)],
  [/^(\d{1,2})\.(\d{1,2})(?![\d.])/, (said, [m, d], today) => yearless(n(m), n(d), today, said)],
  // 10-12 may be hours; 11-25 cannot.
  [/^(\d{1,2})-(1[3-9]|2\d|3[01])(?![\d-])/, (said, [m, d], today) => yearless(n(m), n(d), today, said)],
  [/(再来月|来月|今月)の?\s*(\d{1,2})日/, (said, [m, d], today) => inMonth(ahead(MONTHS_AHEAD, m), n(d), today, said)],
  [
    /(?:(\d{1,2})月の?)?第(\d)([月火水木金土日])曜日?/,
    (said, [m, nth, day], today) => nthWeekday(m ? n(m) : today.month, n(nth), weekdayOf(day) ?? 1, today, said),
  ],
  [/今日|明後日|明日/, (said, _, today) => oneDay(today.plus({ days: ahead(DAYS_AHEAD, said) }), said)],
  [/(?<!\d)(\d{1,2})日後/, (said, [d], today) => oneDay(today.plus({ days: n(d) }), said)],
  [/(?<!\d)(\d{1,2})週間?後/, (said, [w], today) => oneDay(today.plus({ weeks: n(w) }), said)],
  [/(?<!\d)(?:次の|今度の)?(\d{1,2})日(?!間|前|以内|ほど|くらい|ぐらい|目)/, (said, [d], today) => dayOfMonth(n(d), today, said)],
  [/(再来週|来週|今週|翌週|次の週|週)末/, (said, [w], today) => weekend(ahead(WEEKS_AHEAD, w), today, said)],
  [
    /(再来週|来週|今週|翌週|次の週)(?:の|は|,|、)?\s*(?:([月火水木金土日])(?:曜日?|(?=$|[\s(の、,を午\d]))|\(([月火水木金土日])\))?/,
    (said, [w, day, bracketed], today) => week(ahead(WEEKS_AHEAD, w), today, said, weekdayOf(day ?? bracketed)),
  ],
  [/(?:次の|今度の)?([月火水木金土日])曜日?/, (said, [day], today) => oneDay(nextWeekday(weekdayOf(day) ?? 1, today), said)],
  [
    /(?:次の|今度の)([月火水木金土日])(?=$|[\s(の、,])|^\(?([月火水木金土日])\)?$/,
    (said, [day, alone], today) => oneDay(nextWeekday(weekdayOf(day ?? alone) ?? 1, today), said),
  ],
  [
    /(再来月|来月|今月)の?(上旬|初め|中旬|下旬|末)?/,
    (said, [m, part], today) => third(today.startOf('month').plus({ months: ahead(MONTHS_AHEAD, m) }), part, said),
  ],
  [/(?<!\d)(\d{1,2})月(?:の)?(上旬|初め|中旬|下旬|末)?/, (said, [m, part], today) => monthAlone(n(m), part, today, said)],
];

/** The day, or the span of days, that a text in the words of `plainJapanese` names. `today` is midnight in Asia/Tokyo. */
export function readJapaneseDay(words: string, today: DateTime): NamedDay | undefined {
  for (const [pattern, read] of READERS) {
    const match = pattern.exec(words);
    if (match) return read(match[0], match.slice(1), today);
  }
  return undefined;
}

function inMonth(months: number, day: number, today: DateTime, said: string): NamedDay {
  const month = today.startOf('month').plus({ months });
  return dated(month.year, month.month, day, said);
}

function nthWeekday(month: number, nth: number, weekday: number, today: DateTime, said: string): NamedDay {
  const first = today.startOf('month').plus({ months: (month - today.month + 12) % 12 });
  const day = first.plus({ days: ((weekday - first.weekday + 7) % 7) + 7 * (nth - 1) });
  return nth >= 1 && day.month === month ? oneDay(day, said) : { impossible: said };
}

function monthAlone(month: number, part: string | undefined, today: DateTime, said: string): NamedDay {
  if (month < 1 || month > 12) return { impossible: said };
  return third(today.startOf('month').plus({ months: (month - today.month + 12) % 12 }), part, said);
}

function third(month: DateTime, part: string | undefined, said: string): NamedDay {
  const [from, to] = THIRDS[part ?? ''] ?? [1, 31];
  return span(month.set({ day: from }), month.set({ day: Math.min(to, month.daysInMonth ?? to) }), said);
}

function weekend(weeks: number, today: DateTime, said: string): NamedDay {
  const saturday = today.minus({ days: today.weekday - 6 }).plus({ weeks });
  return span(saturday, saturday.plus({ days: 1 }), said);
}
