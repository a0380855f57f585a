import { normalise } from './normalise.ts';

/** Punctuation and spaces, except between digits, where 11/1 and 1/11 must stay apart. */
const PUNCTUATION = /(?<!\d)[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+(?!\d)/gu;

/** What two texts share that differ only in width, case, kind of kana, spaces and punctuation. For comparing, not for showing. */
export function fold(text: string): string {
  return hiragana(normalise(text).toLowerCase())
    .replace(/[〜～]/g, '~')
    .replace(/(?<=\d) (?=\d)/g, '_')
    .replace(PUNCTUATION, '');
}

/** Katakana as hiragana; the long vowel mark stays. */
export const hiragana = (text: string): string =>
  text.replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
