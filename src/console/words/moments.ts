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

/** 11月25日（水） 10:00～10:30; without `endsAt` only the start. */
export function spanInWords(startsAt: DateTime, endsAt?: DateTime, now?: DateTime): string {
  const until =
    endsAt === undefined ? '' : `～${endsAt.hasSame(startsAt, 'day') ? timeInWords(endsAt) : momentInWords(endsAt, now)}`;
  return `${momentInWords(startsAt, now)}${until}`;
}

/** 11月25日（水） 10:00. */
export const momentInWords = (moment: DateTime, now?: DateTime): string => `${dayInWords(moment, now)} ${timeInWords(moment)}`;

/** 2026年12月1日（火）. */
export const dayInFull = (day: DateTime): string => `${day.year}年${dayInWords(day)}`;

/** 2026年12月1日（火）午前3時00分: where somebody should look twice. Noon is 午後0時. */
export const momentInFull = (moment: DateTime): string =>
  `${dayInFull(moment)}${moment.hour < 12 ? '午前' : '午後'}${moment.hour % 12}時${moment.toFormat('mm')}分`;

/** 2026年12月1日（火）午前10時00分～10時30分; the half of the day is named again where it changes. */
export function spanInFull(startsAt: DateTime, endsAt: DateTime | undefined): string {
  if (endsAt === undefined) return momentInFull(startsAt);
  const [, end = ''] = momentInFull(endsAt).split('）');
  const half = startsAt.hasSame(endsAt, 'day') && startsAt.hour < 12 === endsAt.hour < 12;
  return `${momentInFull(startsAt)}～${half ? end.slice(2) : end}`;
}

/** How long until `until`, roughly: あと2日, あと3時間, あと15分, 期限切れ. */
export function leftInWords(until: DateTime, now: DateTime): string {
  const minutes = Math.floor(until.diff(now, 'minutes').minutes);
  if (minutes < 0) return '期限切れ';
  if (minutes < 60) return `あと${minutes}分`;
  if (minutes < 24 * 60) return `あと${Math.floor(minutes / 60)}時間`;
  return `あと${Math.floor(minutes / (24 * 60))}日`;
}
