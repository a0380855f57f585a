import { normalise } from './normalise.ts';
import { isJapanese, plainEnglish, plainJapanese } from './wish-words.ts';

/** One day and one time, in this order, and a request at most. Several, or more said about one, is no answer to an offer. */
const JAPANESE_DAY =
  '(?:(?:\\d{4}[年/])?\\d{1,2}[月/]\\d{1,2}日?|\\d{1,2}日|今日|明日|明後日|(?:今週|来週|再来週)の?[月火水木金土日]曜?日?)';
const WEEKDAY = '\\(?[月火水木金土日](?:曜日?)?\\)?';
const JAPANESE_TIME = '(?:午前|午後)?(?:\\d{1,2}時(?:\\d{1,2}分|半)?|\\d{1,2}:\\d{2})';
const REQUEST =
  '(?:[がで](?:いい|よい|良い)です|(?:から)?[でにを]?(?:お(?:願|ねが)い(?:いた|致)?します|希望(?:します|です)?|(?:選|えら)びます|し(?:て(?:ください|下さい)?|ます)|です)?)';
const JAPANESE = new RegExp(`^${JAPANESE_DAY}\\s*(?:${WEEKDAY})?\\s*[の、]?\\s*${JAPANESE_TIME}${REQUEST}[。!]?$`);

const MONTH = '(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?';
const ENGLISH_WEEKDAY = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*';
const NTH = '\\d{1,2}(?:st|nd|rd|th)?';
const ENGLISH_DAY = `(?:${MONTH} ${NTH}|${NTH} (?:of )?${MONTH}|\\d{1,2}/\\d{1,2}|tomorrow)`;
const ENGLISH = new RegExp(
  `^(?:on )?(?:${ENGLISH_WEEKDAY},? )?(?:the )?${ENGLISH_DAY},?(?: at)? \\d{1,2}(?::\\d{2})? ?(?:am|pm)?,?(?: please)?[.!]?$`,
);

/** Longer is more than a day and a time. */
const LONGEST = 60;

/** Whether a text names one day and one time, asks for it at most, and says nothing else about it: not "12月3日 9時は面接です". Pure. */
export function saysOnlyWhen(text: string): boolean {
  const typed = normalise(text).toLowerCase().trim();
  if (typed.length > LONGEST) return false;
  return isJapanese(typed) ? JAPANESE.test(plainJapanese(typed)) : ENGLISH.test(plainEnglish(typed));
}
