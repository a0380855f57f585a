import { type Piece, webLinks } from '#bot/rendering/web-links.ts';
import { LIMITS } from './limits.ts';

/** Above this a text has become a list, and its bubbles would not find room. */
const MOST_LINKS = 10;
/** What ends something would stand alone at the beginning of a line. */
const MARKS = /^[\p{Pe}\p{Pf}、。，．…,.:;!?！？"']+/u;

/**
 * A text in the parts that a bubble shows one below the other. In a text message LINE finds addresses by itself; in a bubble only a
 * component can be pressed, so an address becomes one of its own (https://developers.line.biz/en/reference/messaging-api/#f-text).
 * Nothing of the text is left out but white space around the parts.
 */
export function linkedText(text: string): Piece[] {
  const shown: Piece[] = [];
  let links = 0;
  for (const { text: part, url } of webLinks(text, LIMITS.uri)) {
    const last = shown.at(-1);
    if (url !== undefined && part.length <= LIMITS.flexText && links < MOST_LINKS) {
      links += 1;
      shown.push({ text: part, url });
    } else if (last && last.url === undefined) last.text += part;
    else {
      // The marks right after an address stay beside it.
      const marks = last ? (MARKS.exec(part)?.[0] ?? '') : '';
      if (last) last.text += marks;
      shown.push({ text: part.slice(marks.length) });
    }
  }
  return shown.map((piece) => ({ ...piece, text: piece.text.trim() })).filter(({ text: part }) => part !== '');
}
