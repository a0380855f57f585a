import type { Button, Message } from '#bot/replies/reply.ts';
import { shorten } from './fitting.ts';
import { LIMITS } from './limits.ts';

type Card = Extract<Message, { kind: 'card' }>;

/**
 * A card in plain words, for notifications, screen readers and phones that do not draw it. Telephone numbers are always in
 * it, however long the rest is. Of a discreet card only its title. Never empty.
 */
export function altText(card: Card, most: number): string {
  const rows = card.rows.map(({ label, value }) => [label, value].filter((part) => part.trim() !== '').join(': '));
  const before = words([card.title, card.lead ?? '', ...(card.discreet ? [] : rows)]);
  const phones = shorten(words(card.buttons.flatMap(inWords)), Math.floor(most / 3));
  const after = card.discreet ? '' : words(card.body);
  const room = most - phones.length - 2;
  const first = shorten(before, room);
  const last = first.length + 2 < room ? shorten(after, room - first.length) : '';
  return (
    words([first, phones, last]) ||
    words(card.buttons.map((button) => shorten(button.label, 40)))
      .slice(0, most)
      .toWellFormed() ||
    '…'
  );
}

/** Several cards in one message: each gets its share, and keeps its telephone numbers in it. */
export function altTextOfAll(alts: readonly ((most: number) => string)[]): string {
  const whole = alts.map((alt) => alt(LIMITS.altText)).join('\n');
  const share = Math.floor(LIMITS.altText / Math.max(1, alts.length)) - 1;
  return whole.length <= LIMITS.altText ? whole : alts.map((alt) => alt(share)).join('\n');
}

const words = (parts: readonly string[]): string =>
  parts
    .map((part) => part.toWellFormed().trim())
    .filter((part) => part !== '')
    .join('\n');

/** "tel:0853218609,41%23" after its label: the number as one reads it out, the extension in brackets. */
function inWords(button: Button): string[] {
  if (button.kind !== 'call') return [];
  const [number = '', ...rest] = decoded(button.uri).replace(/^tel:/, '').split(/[,;]+/);
  const extension = rest.map((part) => part.replace(/^ext=/, '')).filter((part) => part !== '');
  return [`${button.label} ${number}${extension.length > 0 ? ` (${extension.join(' ')})` : ''}`];
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
