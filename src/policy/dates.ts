import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Language } from './language.ts';

/** Days and times as people read them, in Asia/Tokyo. Written by hand: no locale data of the machine has a say. */

const WEEKDAYS_JA = ['月', '火', '水', '木', '金', '土', '日'] as const;
const WEEKDAYS_EN = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
const MONTHS_EN = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

/** 11月25日(水); 11月25日（水曜日） in plain Japanese; Wed 25 Nov. With `now`, the year is shown where it is not the current one. */
export function dayInWords(day: DateTime, language: Language, now?: DateTime): string {
  const date = day.setZone(ZONE);
  const year = now && date.year !== now.setZone(ZONE).year ? date.year : undefined;
  if (language === 'en') {
    const words = `${WEEKDAYS_EN[date.weekday - 1]} ${date.day} ${MONTHS_EN[date.month - 1]}`;
    return year ? `${words} ${year}` : words;
  }
  const weekday = WEEKDAYS_JA[date.weekday - 1];
  const words = `${year ? `${year}年` : ''}${date.month}月${date.day}日`;
  return language === 'ja-easy' ? `${words}（${weekday}曜日）` : `${words}(${weekday})`;
}

/** 9:30, on the 24-hour clock. */
export const timeInWords = (at: DateTime): string => at.setZone(ZONE).toFormat('H:mm');

/** 10:00～10:30; 10:00から 10:30まで in plain Japanese; 10:00–10:30. */
export const timesInWords = (start: DateTime, end: DateTime, language: Language): string =>
  rangeInWords(timeInWords(start), timeInWords(end), language);

/** 11月25日(水) 10:00～10:30, both of one day. */
export const slotInWords = (start: DateTime, end: DateTime, language: Language, now?: DateTime): string =>
  `${dayInWords(start, language, now)} ${timesInWords(start, end, language)}`;

/** The last day before an exclusive end: the answer deadline 24:00 of the 25th (0:00 of the 26th) is 11月25日(水). */
export const lastDayInWords = (end: DateTime, language: Language, now?: DateTime): string =>
  dayInWords(end.minus({ milliseconds: 1 }), language, now);

/** From … to, as each language writes it. */
export function rangeInWords(from: string, to: string, language: Language): string {
  if (language === 'en') return `${from}–${to}`;
  return language === 'ja-easy' ? `${from}から ${to}まで` : `${from}～${to}`;
}
