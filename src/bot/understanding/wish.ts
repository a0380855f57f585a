import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { readEnglishDay } from './english-day.ts';
import { readJapaneseDay } from './japanese-day.ts';
import { normalise } from './normalise.ts';
import { readTimeOfDay } from './time-of-day.ts';
import { isJapanese, plainEnglish, plainJapanese } from './wish-words.ts';

/** When a client would like to come, as far as the text says. Asia/Tokyo; what is not said is absent. */
export type Wish = {
  /** YYYY-MM-DD. */
  day?: string;
  /** A week, a month or a part of one, where no single day is named: YYYY-MM-DD, both ends inclusive, never before today. */
  week?: { from: string; to: string };
  /** HH:mm. */
  at?: string;
  /** A part of the day: HH:mm, the end exclusive. Either may be absent: 午後 is from 12:00, 午前 to 12:00. */
  from?: string;
  to?: string;
};

/** A day or time that does not exist, or that is over; the words that named it. */
export type ImpossibleWish = { impossible: string };

/** A longer text is a story, not a date. */
const LONGEST = 100;
const NOT_THEN =
  /以外|だめ|ダメ|駄目|無理|都合が(?:悪|つか|合わ)|できません|できない|行けな|行けま|ではな|じゃな|不可|\b(?:not|except|can't|cannot|don't|can’t|don’t)\b/;

/**
 * Reads a typed day and time: 11月25日, 11/25, 明日, 来週の火曜 午後, 25日の10時半, tomorrow, Nov 25 10:30. A date without a year is the
 * next one that is not over; weeks begin on Monday; hours 1–7 without 午前 are in the afternoon. Undefined where the text names
 * no time, or says which time does not suit.
 */
export function readWish(text: string, now: DateTime): Wish | ImpossibleWish | undefined {
  const typed = normalise(text).toLowerCase();
  if (typed === '' || typed.length > LONGEST || NOT_THEN.test(typed)) return undefined;
  const tokyo = now.setZone(ZONE);
  const japanese = isJapanese(typed);
  const words = japanese ? plainJapanese(typed) : plainEnglish(typed);
  const day = japanese ? readJapaneseDay(words, tokyo.startOf('day')) : readEnglishDay(words, tokyo.startOf('day'));
  if (day && 'impossible' in day) return day;
  const time = readTimeOfDay(day ? words.replace(day.said, ' ') : words);
  if (time && 'impossible' in time) return time;
  if (!day && !time) return undefined;
  return notOver({ ...day?.when, ...time }, tokyo, day?.said.trim() ?? typed);
}

function notOver(wish: Wish, now: DateTime, said: string): Wish | ImpossibleWish {
  const today = now.toFormat('yyyy-MM-dd');
  const time = now.toFormat('HH:mm');
  if (wish.week) {
    const { from, to } = wish.week;
    return to < today ? { impossible: said } : { ...wish, week: { from: from < today ? today : from, to } };
  }
  if (wish.day === undefined || wish.day > today) return wish;
  const end = wish.at ?? wish.to;
  if (wish.day < today) return { impossible: said };
  return end !== undefined && end <= time ? { impossible: `${said} ${end}` } : wish;
}
