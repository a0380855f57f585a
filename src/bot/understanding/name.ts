import { normaliseName } from './normalise.ts';

export type ReadName =
  | { kind: 'name'; name: string }
  | { kind: 'invalid'; why: 'empty' | 'too-long' | 'digits' | 'link' | 'emoji' | 'characters' };

const LONGEST = 40;
const graphemes = new Intl.Segmenter('ja', { granularity: 'grapheme' });

const EMOJI = /\p{Extended_Pictographic}|\p{Regional_Indicator}|\p{Emoji_Modifier}|\u20E3/u;
const LINK = /:\/\/|www\.|@|\.(?:com|net|org|jp|info|io|me|ly)(?:\/|$|\s)/iu;
const DIGIT = /\p{N}/u;
const HAN = '[\\p{Script=Han}〆]\\p{Variation_Selector}?';
const LETTER = `(?:${HAN}|[\\p{Script=Hiragana}\\p{Script=Katakana}]|\\p{Script=Latin}|[ーゝゞヽヾ])[\\u0300-\\u036F\\u3099\\u309A]*`;
/** Between letters: 'O’Neill', 'アン・マリー', 'アン＝マリー', 'Anne-Marie', 'St. John'. */
const BETWEEN = "(?:\\. |[ \\-‐・゠='’‘ʼ])";
const NAME = new RegExp(`^(?:['’‘ʼ])?${LETTER}(?:${BETWEEN}?${LETTER})*\\.?$`, 'u');
/** A long vowel or repetition mark alone is no name. */
const REAL_LETTER = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Latin}]/u;

const BEFORE =
  /^(?:(?:私|わたし|わたくし|僕|ぼく)の?)?(?:(?:お?名前|なまえ|氏名|私|わたし|わたくし|僕|ぼく)\s*[は:]\s*|は(?=\p{Script=Han})|my name is |i am |i'm |i’m |name ?: ?)/iu;
const YES_BEFORE = /^はい[、, ]+/;
const AFTER =
  /\s*(?:と申します|ともうします|と言います|といいます|でございます|です|と申す者です)(?:[、。, ]*(?:どうぞ)?(?:よろしく|宜しく)(?:お願い|おねがい|御願い)?(?:します|いたします|致します)?)?\s*$/u;
const PUNCTUATION_AROUND = /^[\s、。,!「『"]+|[\s、。,!」』"]+$/gu;
/** How the name is read, in kana, in brackets after it. */
const READING = /\s*\([\p{Script=Hiragana}\p{Script=Katakana}ー・ ]+\)$/u;

/**
 * A person's name: 1–40 characters as a reader counts them, Japanese or Latin letters. Keeps every shape of a kanji (髙, 﨑, variation
 * selectors); folds half-width kana and full-width Latin; takes off 「名前は」 and 「です」.
 */
export function readName(text: string): ReadName {
  if (EMOJI.test(text)) return { kind: 'invalid', why: 'emoji' };
  const name = withoutPoliteness(normaliseName(text));
  const why = fault(name);
  return why ? { kind: 'invalid', why } : { kind: 'name', name };
}

function fault(name: string): 'empty' | 'too-long' | 'digits' | 'link' | 'characters' | undefined {
  if (name === '') return 'empty';
  if (LINK.test(name)) return 'link';
  if (DIGIT.test(name)) return 'digits';
  // Counted only where it can matter: segmenting thousands of characters is slow.
  if (name.length > LONGEST * 8 || [...graphemes.segment(name)].length > LONGEST) return 'too-long';
  return NAME.test(name) && REAL_LETTER.test(name) ? undefined : 'characters';
}

function withoutPoliteness(text: string): string {
  const bare = text.replace(PUNCTUATION_AROUND, '');
  const name = bare
    .replace(YES_BEFORE, '')
    .replace(BEFORE, '')
    .replace(AFTER, '')
    .replace(PUNCTUATION_AROUND, '')
    .replace(READING, '');
  return name === '' ? bare : name;
}
