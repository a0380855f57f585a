import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { dayInWords, lastDayInWords, slotInWords, timeInWords } from '#policy/dates.ts';
import type { Language } from '#policy/language.ts';
import type { Scene } from './scene.ts';

/** ISO texts of the machines as people read them, Asia/Tokyo. */

/** Throws a RangeError for a text that is no ISO moment. */
export function momentOf(iso: string): DateTime<true> {
  const moment = DateTime.fromISO(iso, { zone: ZONE });
  if (!moment.isValid) throw new RangeError('not an ISO moment');
  return moment;
}

/** 11月25日(水) 10:00～10:30; undefined where there is no time yet. */
export function slotWords(
  { language, now }: Scene,
  { startsAt, endsAt }: { startsAt: string | null; endsAt: string | null },
): string | undefined {
  if (startsAt === null) return undefined;
  const start = momentOf(startsAt);
  return endsAt === null
    ? `${dayInWords(start, language, now)} ${timeInWords(start)}`
    : slotInWords(start, momentOf(endsAt), language, now);
}

/** 11月25日(水). Short enough for a button: without the year. */
export const dayWords = ({ language }: Scene, iso: string): string => dayInWords(momentOf(iso), language);

/** 10:00 */
export const timeWords = (iso: string): string => timeInWords(momentOf(iso));

/** 2026年1月1日, 1 January 2026: the date of a document. */
export function dateOfDocument(isoDay: string, language: Language): string {
  const day = momentOf(isoDay);
  return language === 'en' ? day.setLocale('en').toFormat('d LLLL yyyy') : day.toFormat('yyyy年M月d日');
}

/** A deadline, exclusive: 24:00 of a day is that day (11月24日(火)); any other moment has its time (11月24日(火) 17:00). */
export function deadlineWords({ language, now }: Scene, until: DateTime): string {
  const end = until.setZone(ZONE);
  const wholeDay = end.equals(end.startOf('day'));
  return wholeDay ? lastDayInWords(end, language, now) : `${dayInWords(end, language, now)} ${timeInWords(end)}`;
}
