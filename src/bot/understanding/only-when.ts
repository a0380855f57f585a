import { normalise } from './normalise.ts';
import { isJapanese, plainEnglish, plainJapanese } from './wish-words.ts';

const JAPANESE =
  /^(?:[\d\s:/.,、・()年月日火水木金土曜時分半の-]|午前|午後|今日|明日|明後日|今週|来週|再来週)+(?:から|[でにをがは])?(?:(?:いい|よい|良い)です|お(?:願|ねが)い(?:いた|致)?します|希望(?:します|です)?|(?:選|えら)びます|し(?:て(?:ください|下さい)?|ます)|です)?[。!]?$/;
const ENGLISH =
  /^(?:[\d\s:/.,-]|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)[a-z]*\b|st|nd|rd|th|am|pm|at|on|the|of|tomorrow|please)+!?$/;

/** Longer is more than a day and a time. */
const LONGEST = 60;

/** Whether a text names a day or time, asks for it at most, and says nothing else about it: not "12月3日 9時は面接です". Pure. */
export function saysOnlyWhen(text: string): boolean {
  const typed = normalise(text).toLowerCase();
  if (typed.length > LONGEST) return false;
  return isJapanese(typed) ? JAPANESE.test(plainJapanese(typed)) : ENGLISH.test(plainEnglish(typed));
}
