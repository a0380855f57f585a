import { webAddress } from './addresses.ts';

/** A part of a text. `url`: the part is a web address and may be pressed. Put together, the parts are the text. */
export type Piece = { text: string; url?: string };

/**
 * What an address may be made of. Japanese is written without spaces, so whatever is not ASCII ends it: nobody can tell a path in kana from
 * the sentence that goes on.
 */
const ADDRESS = /(?<![a-z\d])https?:\/\/(?:(?![<>"`\\])[\x21-\x7e])+/gi;
const ENDS_A_SENTENCE = ".,:;!?'*";
/** The text was cut there (see `shorten`): the address went on. */
const CUT = '…';

/** The web addresses in a text, by http and https only, none longer than `most`. */
export function webLinks(text: string, most: number): Piece[] {
  const pieces: Piece[] = [];
  let written = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const shown = withoutItsEnd(found);
    const url = text[index + found.length] === CUT ? undefined : webAddress(URL.parse(shown)?.href ?? '', most);
    if (url === undefined) continue;
    if (index > written) pieces.push({ text: text.slice(written, index) });
    pieces.push({ text: shown, url });
    written = index + shown.length;
  }
  return written < text.length ? [...pieces, { text: text.slice(written) }] : pieces;
}

/** Without the marks that end the sentence around it, and brackets that were not opened in it. */
function withoutItsEnd(found: string): string {
  const unopened = new Map<string, number>(
    BRACKETS.map(([opens, closes]) => [closes, count(found, closes) - count(found, opens)]),
  );
  let end = found.length;
  for (; end > 0; end -= 1) {
    const last = found[end - 1] ?? '';
    const left = unopened.get(last) ?? 0;
    if (left > 0) unopened.set(last, left - 1);
    else if (!ENDS_A_SENTENCE.includes(last)) break;
  }
  return found.slice(0, end);
}

const BRACKETS = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;
const count = (text: string, sign: string): number => text.split(sign).length - 1;
