/** Controls, lone surrogates and characters without a shape; variation selectors stay, since names are written with them. */
const SHAPELESS = /[[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]--\p{Variation_Selector}]/gv;
const LINE_BREAKS = /[\t-\r\u0085\u2028\u2029]/g;
/** NFKC does not unify these. The wave dash is not here: between digits it means "from … to". */
const DASH = /[[\p{Dash_Punctuation}\u2212\u30FC\uFF70\u2500\u2501\u2043\u02D7\u2796]--[\u301C\u3030]]/v.source;
const DASHES_IN_NUMBER = new RegExp(`(?<=\\d)${DASH}+(?=\\d)`, 'gv');
const DASHES = new RegExp(DASH, 'gv');
/** NFKC would turn compatibility ideographs, such as U+FA1B in some families' 福田, into the common shape. */
const NOT_COMPATIBILITY_IDEOGRAPHS = /[^\uF900-\uFAFF\u{2F800}-\u{2FA1F}]+/gu;

/**
 * One spelling for what is typed in many: NFKC, '-' for every dash between digits, no control or zero-width characters, line
 * breaks as spaces, single spaces, trimmed. Idempotent; safe for any string, lone surrogates included.
 */
export function normalise(text: string): string {
  return singleSpaces(withoutShapeless(text).normalize('NFKC').replace(DASHES_IN_NUMBER, '-'));
}

/** As `normalise`, but keeps every shape of a kanji as it was typed: for names. */
export function normaliseName(text: string): string {
  return singleSpaces(withoutShapeless(text).replace(NOT_COMPATIBILITY_IDEOGRAPHS, (part) => part.normalize('NFKC')));
}

/** '-' for every dash, wherever it stands: for e-mail addresses and numbers, which have no long vowels. */
export const plainDashes = (text: string): string => text.replace(DASHES, '-');

/** Removes what cannot be seen; line breaks become spaces. */
export const withoutShapeless = (text: string): string => text.replace(LINE_BREAKS, ' ').replace(SHAPELESS, '');

const singleSpaces = (text: string): string => text.replace(/\s+/g, ' ').trim();
