import type { Button, Message } from '#bot/replies/reply.ts';
import { shorten } from './fitting.ts';

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
export function altTextOfAll(alts: readonly ((most: number) => string)[], most: number): string {
  const whole = alts.map((alt) => alt(most)).join('\n');
  const share = Math.floor(most / Math.max(1, alts.length)) - 1;
  return whole.length <= most ? whole : alts.map((alt) => alt(share)).join('\n');
}

const words = (parts: readonly string[]): string =>
  parts
    .map((part) => part.toWellFormed().trim())
    .filter((part) => part !== '')
    .join('\n');

const inWords = (button: Button): string[] => (button.kind === 'call' ? [`${button.label} ${phoneInWords(button)}`] : []);

/** "tel:0853218609,41%23": the number as one reads it out, the extension in brackets. */
export function phoneInWords({ uri }: { uri: string }): string {
  const { number, extension } = phoneParts(uri);
  return `${number}${extension.length > 0 ? ` (${extension.join(' ')})` : ''}`;
}

/** The parts of a `tel:` address. */
export function phoneParts(uri: string): { number: string; extension: string[] } {
  const [number = '', ...rest] = decoded(uri).replace(/^tel:/, '').split(/[,;]+/);
  return { number, extension: rest.map((part) => part.replace(/^ext=/, '')).filter((part) => part !== '') };
}

function decoded(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}
