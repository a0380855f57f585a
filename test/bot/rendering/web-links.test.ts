import fc from 'fast-check';
import { expect, test } from 'vitest';
import { webLinks } from '#bot/rendering/web-links.ts';
import { decoded } from './decoded.ts';

const linksIn = (text: string) =>
  webLinks(text, 100).flatMap(({ text: shown, url }) => (url === undefined ? [] : [[shown, url]]));
/** What is shown as a link; where it leads is the same address. */
const shownIn = (text: string) => linksIn(text).map(([shown]) => shown);

test('the words around an address stay words', () => {
  expect(webLinks('資料は https://a.example.jp/x をご覧ください。', 100)).toEqual([
    { text: '資料は ' },
    { text: 'https://a.example.jp/x', url: 'https://a.example.jp/x' },
    { text: ' をご覧ください。' },
  ]);
});

test.each([
  ['見てください：https://a.example.jp/x、または', 'https://a.example.jp/x'],
  ['（https://a.example.jp/x）「https://b.example.jp」。', 'https://a.example.jp/x', 'https://b.example.jp'],
  ['https://a.example.jp/xをご覧ください', 'https://a.example.jp/x'],
  ['See https://a.example.jp/x, or (http://b.example.jp/y).', 'https://a.example.jp/x', 'http://b.example.jp/y'],
  ['https://a.example.jp/?q=1&r=2#s!', 'https://a.example.jp/?q=1&r=2#s'],
  ['<https://a.example.jp/x> "https://b.example.jp/y"', 'https://a.example.jp/x', 'https://b.example.jp/y'],
  ['https://a.example.jp/wiki/A_(B) [https://b.example.jp/y]', 'https://a.example.jp/wiki/A_(B)', 'https://b.example.jp/y'],
])('what ends a sentence or a bracket around an address is not part of it: %s', (text, ...shown) => {
  expect(shownIn(text)).toEqual(shown);
});

test('an address is read as it is typed on a telephone, and leads where a browser would', () => {
  expect(linksIn('Https://A.Example.jp/X')).toEqual([['Https://A.Example.jp/X', 'https://a.example.jp/X']]);
});

test.each([
  'javascript:alert(1)',
  'data:text/html,x',
  'www.example.jp',
  'mailto:a@example.jp',
  'https://',
  'https:///。',
  'http://:80',
  'xhttps://a.example.jp',
  `https://a.example.jp/${'x'.repeat(100)}`,
  // Of a text that was cut, nobody knows how its address went on.
  'https://a.example.jp/pa…',
])('%s is no link', (text) => {
  expect(webLinks(text, 100)).toEqual([{ text }]);
});

test('of whatever was written every character stays, and a link leads where it says, by http or https', () => {
  const part = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(
      'https://',
      'http://a.jp/b?c=d',
      'ftp://a.jp',
      'javascript:',
      '](',
      '(',
      '…',
      '、',
      '）',
      ')',
      ' ',
      '"',
      '\\',
      '@',
    ),
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 12 }).map((parts) => parts.join('')),
      (text) => {
        const pieces = webLinks(text, 2000);
        expect(pieces.map((piece) => piece.text).join('')).toBe(text);
        for (const { text: shown, url } of pieces) {
          if (url === undefined) continue;
          expect(url).toMatch(/^https?:\/\/[^\s"<>\\^`{|}]+$/);
          expect(decoded(url)).toBe(decoded(URL.parse(shown)?.href ?? ''));
        }
      },
    ),
    { numRuns: 100 },
  );
});

test('the longest run of brackets costs no time', () => {
  const text = `https://a.example.jp/${')'.repeat(200_000)}`;
  expect(webLinks(text, 300_000).map((piece) => piece.text)).toEqual(['https://a.example.jp/', ')'.repeat(200_000)]);
});
