import { normalise, plainDashes } from './normalise.ts';
import { readWord } from './words.ts';

export type ReadJobSeekerNumber = { kind: 'number'; number: string } | { kind: 'none-yet' } | { kind: 'invalid'; why: 'format' };

const BEFORE =
  /^(?:はい[、,]?)?(?:(?:私|わたし)の|my)?(?:(?:ハローワークの?)?(?:求職(?:者|申込)?(?:登録)?番号|番号|(?:jobseeker)?number|no\.?)(?:は|が|is|[:=])?)?[、,]?/i;
const AFTER = /(?:です|になります|でございます|となります|と書いてあります)?[。.、!]*$/;
/** 一 (one) and 〜 are typed for a hyphen, too. */
const NUMBER = /^(\d{5})[-一〜~]?(\d{4,8})$/;
const NOT_YET = /^(?:番号は)?まだ(?:です|登録していません|登録していない|登録前です|これからです)?[。.]*$/;

/** A job seeker number in its canonical form, 5 digits, a hyphen, 4–8 digits; or word that there is none yet. */
export function readJobSeekerNumber(text: string): ReadJobSeekerNumber {
  const typed = normalise(text).replaceAll(' ', '');
  const digits = NUMBER.exec(dashesInNumber(typed.replace(BEFORE, '').replace(AFTER, '')));
  if (digits) return { kind: 'number', number: `${digits[1]}-${digits[2]}` };
  return NOT_YET.test(typed) || readWord(text) === 'none' ? { kind: 'none-yet' } : { kind: 'invalid', why: 'format' };
}

const dashesInNumber = (text: string): string => plainDashes(text).replace(/-+/g, '-');
