import { normalise } from './normalise.ts';

/** Lengths in characters; a topic or a list of companions is a line or two, not a letter. In a chat their names may be asked for apart. */
export const FREE_TEXT_LENGTHS = { topic: 200, companions: 100, 'companions-name': 60, wishes: 200 } as const;
/** Of companions, with names that were asked for apart. */
export const COMPANIONS_AT_MOST = FREE_TEXT_LENGTHS.companions + 1 + FREE_TEXT_LENGTHS['companions-name'];

export type ReadFreeText = { kind: 'text'; text: string } | { kind: 'invalid'; why: 'empty' | 'too-long' | 'link' };

const LINK =
  /[a-z][a-z0-9+.-]*:\/\/|\bwww\.|(?<![@\w.-])(?:[a-z0-9-]+\.)+(?:com|net|org|jp|info|io|biz|xyz|ly|me|link|site|shop)(?![\w-])/i;

/** The client's own words: at most `max` UTF-16 units after normalising, on one line, without links. A picture alone is no word. */
export function readFreeText(text: string, max: number): ReadFreeText {
  const typed = normalise(text);
  if (!/[\p{L}\p{N}]/u.test(typed)) return { kind: 'invalid', why: 'empty' };
  if (typed.length > max) return { kind: 'invalid', why: 'too-long' };
  return LINK.test(typed) ? { kind: 'invalid', why: 'link' } : { kind: 'text', text: typed };
}
