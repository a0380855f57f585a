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
    const pressed = url !== undefined && part.length <= LIMITS.flexText && links < MOST_LINKS;
    if (pressed) {
      links += 1;
      shown.push({ text: part, url });
    } else if (last && last.url === undefined) shown.splice(-1, 1, { text: last.text + part });
    else if (last) shown.push(...besideLink(shown, last, part));
    else shown.push({ text: part });
  }
  return shown.map((piece) => ({ ...piece, text: piece.text.trim() })).filter(({ text: part }) => part !== '');
}

/** The marks right after an address stay beside it. */
function besideLink(shown: Piece[], link: Piece, part: string): Piece[] {
  const marks = part.match(MARKS)?.[0] ?? '';
  shown.pop();
  return [{ ...link, text: link.text + marks }, { text: part.slice(marks.length) }];
}
