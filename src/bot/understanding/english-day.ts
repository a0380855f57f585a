import { parse } from 'chrono-node/en';
import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { dated, dayOfMonth, iso, type NamedDay, oneDay, span, week, yearless } from './calendar-day.ts';
import { readJapaneseDay } from './japanese-day.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH =
  '(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?';
const NTH = '(\\d{1,2})(?:st|nd|rd|th)?(?![\\d:])';
const YEAR = '(?:,? +(20\\d{2})\\b)?';
const MONTH_DAY = new RegExp(`\\b${MONTH} *${NTH}(?! *[ap]\\.?m\\b)${YEAR}`);
const DAY_MONTH = new RegExp(`\\b${NTH}(?: of)? *${MONTH}(?![a-z])${YEAR}`);
const MONTH_ALONE = new RegExp(`^(?:in |sometime in )?${MONTH}$`);
const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY = '(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*)';
const WEEK = new RegExp(`(?:${DAY} *,? *(?:of )?)?\\b(next|this) week\\b(?:,? *(?:on )?${DAY})?`);
const WEEK_AFTER = new RegExp(`(?:${DAY} *,? *(?:of )?)?\\b(?:the )?week after next\\b(?:,? *(?:on )?${DAY})?`);
const ORDINAL = /\b(?:the )?(\d{1,2})(?:st|nd|rd|th)\b/;
const OVER = /\b(?:yesterday|last (?:week|month|year)|ago)\b/;

const weekdayOf = (name: string | undefined): number | undefined => (name ? DAYS.indexOf(name) + 1 : undefined);

/** The day, or the week, that an English text in lower case names. `today` is midnight in Asia/Tokyo. */
export function readEnglishDay(text: string, today: DateTime): NamedDay | undefined {
  const over = OVER.exec(text);
  if (over) return { impossible: over[0] };
  for (const read of [monthAndDay, wholeWeek, wholeMonth, byChrono, ordinal, digits]) {
    const named = read(text, today);
    if (named) return named;
  }
  return undefined;
}

function wholeWeek(text: string, today: DateTime): NamedDay | undefined {
  const after = WEEK_AFTER.exec(text);
  if (after) return week(2, today, after[0], weekdayOf(after[1] ?? after[2]));
  const match = WEEK.exec(text);
  return match ? week(match[2] === 'next' ? 1 : 0, today, match[0], weekdayOf(match[1] ?? match[3])) : undefined;
}

function byChrono(text: string, today: DateTime): NamedDay | undefined {
  // chrono reckons in the server's zone even where it is told another. Tokyo's calendar day at noon of the server's clock is the
  // same day everywhere and misses every change to summer time.
  const noon = new Date(today.year, today.month - 1, today.day, 12);
  const found = parse(text, noon, { forwardDate: true }).find(
    ({ start }) => start.isCertain('day') || start.isCertain('weekday'),
  );
  if (!found || found.text === 'now') return undefined;
  const { start } = found;
  const [year, month, dayNumber] = [start.get('year'), start.get('month'), start.get('day')];
  if (year === null || month === null || dayNumber === null) return undefined;
  const day = DateTime.fromObject({ year, month, day: dayNumber }, { zone: ZONE });
  if (!day.isValid) return { impossible: found.text };
  const sameDay = !start.isCertain('day') && iso(day) <= iso(today);
  return oneDay(sameDay ? day.plus({ weeks: 1 }) : day, dateOnly(found.text));
}

/** chrono takes the time along; it is left to the reader of times. */
const dateOnly = (text: string): string =>
  text
    .replace(/^(?:(?:at|from|after|before|@) *)?\d{1,2}(?::\d{2})? *(?:[ap]\.?m\.?)?,? *(?:on )?(?=[a-z])(?!days?|weeks?)/, '')
    .replace(/(?:,? *(?:at|from|@))? *\d{1,2}(?::\d{2}|(?= *[ap]\.?m)).*$| +at +\d.*$/, '')
    .replace(/ *\b(?:morning|afternoon|evening|noon)\b.*$/, '');

/** 25 November; Nov 25th, 2026. chrono passes over dates that do not exist, such as Feb 30. */
function monthAndDay(text: string, today: DateTime): NamedDay | undefined {
  const british = DAY_MONTH.exec(text);
  const match = british ?? MONTH_DAY.exec(text);
  if (!match) return undefined;
  const [said, first, second, year] = match;
  const month = monthOf(british ? second : first);
  const day = Number(british ? first : second);
  return year ? dated(Number(year), month, day, said) : yearless(month, day, today, said);
}

const monthOf = (name: string | undefined): number => MONTHS.indexOf((name ?? '').slice(0, 3)) + 1;

function wholeMonth(text: string, today: DateTime): NamedDay | undefined {
  const name = MONTH_ALONE.exec(text);
  const said = name?.[0] ?? /\bnext month\b/.exec(text)?.[0];
  if (!said) return undefined;
  const first = today.startOf('month').plus({ months: name ? (monthOf(name[1]) - today.month + 12) % 12 : 1 });
  return span(first, first.endOf('month'), said);
}

function ordinal(text: string, today: DateTime): NamedDay | undefined {
  const match = ORDINAL.exec(text);
  return match ? dayOfMonth(Number(match[1]), today, match[0]) : undefined;
}

/** 11/25 at 2pm: digits mean what they mean in Japanese. */
const digits = (text: string, today: DateTime): NamedDay | undefined =>
  /\d[/-]\d/.test(text) ? readJapaneseDay(text, today) : undefined;
