import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { isBusinessDay } from './calendar.ts';
import type { Centre, Office } from './centre.ts';
import { rangeInWords } from './dates.ts';
import type { Language } from './language.ts';

type Phone = Office['phone']['value'];

/**
 * The address behind a call button: digits, then two pauses and the extension, so that it is dialled once the call is answered.
 * `#` is encoded, or everything after it would be lost as the address's fragment.
 */
export function telUri({ number, extension }: Phone): string {
  const digits = number.replaceAll('-', '');
  return extension === undefined ? `tel:${digits}` : `tel:${digits},,${encodeURIComponent(extension)}`;
}

/** 0853-21-8609（内線 41#）: for a telephone that does not dial the extension by itself. */
export function phoneInWords({ number, extension }: Phone, language: Language): string {
  if (extension === undefined) return number;
  if (language === 'en') return `${number} (extension ${extension})`;
  return language === 'ja-easy' ? `${number}（内線（ないせん） ${extension}）` : `${number}（内線 ${extension}）`;
}

/** What to press after the call is answered, in a sentence; undefined without an extension. */
export function extensionInWords({ extension }: Phone, language: Language): string | undefined {
  if (extension === undefined) return undefined;
  if (language === 'en') return `Once you are connected, press ${extension}.`;
  return language === 'ja-easy'
    ? `電話が つながったら、${extension} を 押（お）してください。`
    : `つながったら、${extension} を押してください。`;
}

/** Whether somebody answers the office's phone at `now`: a business day, within the phone hours (end exclusive, Asia/Tokyo). */
export function isPhoneStaffed(office: Pick<Office, 'phoneHours'>, centre: Pick<Centre, 'closures'>, now: DateTime): boolean {
  const time = now.setZone(ZONE).toFormat('HH:mm');
  const { from, to } = office.phoneHours.value;
  return isBusinessDay(now, centre) && from <= time && time < to;
}

/** When somebody begins to answer the office's phone on that day of Asia/Tokyo. */
export const phoneOpensOn = (office: Pick<Office, 'phoneHours'>, day: DateTime): DateTime =>
  atClockTime(day, office.phoneHours.value.from);

/** Noon of that day in Asia/Tokyo; the middle of the phone hours where noon is none of them, or later than that. */
export function phoneMiddayOn(office: Pick<Office, 'phoneHours'>, day: DateTime): DateTime {
  const opens = phoneOpensOn(office, day);
  const closes = atClockTime(day, office.phoneHours.value.to);
  const middle = opens.plus({ minutes: Math.floor(closes.diff(opens, 'minutes').minutes / 2) });
  const noon = atClockTime(day, '12:00');
  return opens < noon && noon < middle ? noon : middle;
}

function atClockTime(day: DateTime, clockTime: string): DateTime {
  const [hour, minute] = clockTime.split(':').map(Number);
  return day.setZone(ZONE).startOf('day').set({ hour, minute });
}

/** 平日 8:30～17:15. */
export function phoneHoursInWords(office: Pick<Office, 'phoneHours'>, language: Language): string {
  const { from, to } = office.phoneHours.value;
  const hours = rangeInWords(withoutLeadingZero(from), withoutLeadingZero(to), language);
  if (language === 'en') return `Weekdays ${hours} (not on public holidays)`;
  return language === 'ja-easy' ? `月曜日から 金曜日の ${hours}（祝日（しゅくじつ）は 休み）` : `平日 ${hours}`;
}

const withoutLeadingZero = (clockTime: string): string => clockTime.replace(/^0/, '');
