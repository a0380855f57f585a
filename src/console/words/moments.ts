import type { DateTime } from 'luxon';

/** Days and times as staff read them. Moments are in Asia/Tokyo already. */

const DAYS = ['月', '火', '水', '木', '金', '土', '日'];

const weekday = (moment: DateTime): string => DAYS[moment.weekday - 1] ?? '';

/** 11月25日（水）; with the year where it is not `now`'s. */
export function dayInWords(moment: DateTime, now?: DateTime): string {
  const year = now !== undefined && now.year !== moment.year ? `${moment.year}年` : '';
  return `${year}${moment.month}月${moment.day}日（${weekday(moment)}）`;
}

export const timeInWords = (moment: DateTime): string => moment.toFormat('H:mm');

/** 11月25日（水） 10:00〜10:30; without `endsAt` only the start. */
export function spanInWords(startsAt: DateTime, endsAt?: DateTime, now?: DateTime): string {
  const until =
    endsAt === undefined ? '' : `〜${endsAt.hasSame(startsAt, 'day') ? timeInWords(endsAt) : momentInWords(endsAt, now)}`;
  return `${momentInWords(startsAt, now)}${until}`;
}

/** 11月25日（水） 10:00. */
export const momentInWords = (moment: DateTime, now?: DateTime): string => `${dayInWords(moment, now)} ${timeInWords(moment)}`;

/** How long until `until`, roughly: あと2日, あと3時間, あと15分, 期限切れ. */
export function leftInWords(until: DateTime, now: DateTime): string {
  const minutes = Math.floor(until.diff(now, 'minutes').minutes);
  if (minutes < 0) return '期限切れ';
  if (minutes < 60) return `あと${minutes}分`;
  if (minutes < 24 * 60) return `あと${Math.floor(minutes / 60)}時間`;
  return `あと${Math.floor(minutes / (24 * 60))}日`;
}
