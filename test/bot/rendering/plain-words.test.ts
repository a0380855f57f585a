import { describe, expect, test } from 'vitest';
import { altText, altTextOfAll, phoneInWords } from '#bot/rendering/plain-words.ts';
import type { Message } from '#bot/replies/reply.ts';

type Card = Extract<Message, { kind: 'card' }>;
const card: Card = {
  ...{ kind: 'card', tone: 'calm', title: 'ご予約', body: ['規約によります。'] },
  rows: [{ label: '日時', value: '11月25日' }],
  buttons: [{ kind: 'call', label: '電話', uri: 'tel:0853218609,,41%23' }],
};

test('a telephone number is written as one reads it out, its extension in brackets', () => {
  expect(phoneInWords({ uri: 'tel:0138881318' })).toBe('0138881318');
  expect(phoneInWords({ uri: 'tel:0853218609,,41%23' })).toBe('0853218609 (41#)');
  expect(phoneInWords({ uri: 'tel:0853218609;ext=41' })).toBe('0853218609 (41)');
});

describe('the plain words of a card', () => {
  test('hold all that it shows, the number before the paragraphs', () => {
    expect(altText(card, 200)).toBe('ご予約\n日時: 11月25日\n電話 0853218609 (41#)\n規約によります。');
  });

  test('are only the title and the number where the card is discreet', () => {
    expect(altText({ ...card, discreet: true }, 200)).toBe('ご予約\n電話 0853218609 (41#)');
  });

  test('of several cards keep each number, however little room there is', () => {
    const long = { ...card, title: '字'.repeat(900) };
    const words = altTextOfAll(
      [long, long, long].map((it) => (most: number) => altText(it, most)),
      300,
    );
    expect(words.length).toBeLessThanOrEqual(300);
    expect(words.split('0853218609')).toHaveLength(4);
  });
});
