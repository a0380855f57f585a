import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shorten, split } from '#bot/rendering/fitting.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 400 });

test('a long label is shortened with …, a short one is left alone', () => {
  expect(shorten('予約する', 4)).toBe('予約する');
  expect(shorten('予約の確認へ進む', 6)).toBe('予約の確認…');
});

test('a character of two halves is never cut in two', () => {
  expect(shorten('ab😀cd', 4)).toBe('ab…');
  expect(split('😀'.repeat(6), 5)).toEqual(['😀😀', '😀😀', '😀😀']);
});

test('a shortened text is within the limit and well formed', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 3, max: 60 }), (text, most) => {
      const short = shorten(text, most);
      expect(short.length).toBeLessThanOrEqual(most);
      expect(short.isWellFormed()).toBe(true);
    }),
  );
});

test('a long text is cut between paragraphs, else lines, else sentences', () => {
  expect(split(`${'あ'.repeat(6)}\n\n${'い'.repeat(6)}`, 10)).toEqual(['あ'.repeat(6), 'い'.repeat(6)]);
  expect(split(`${'あ'.repeat(6)}\n${'い'.repeat(6)}`, 10)).toEqual(['あ'.repeat(6), 'い'.repeat(6)]);
  expect(split('これはペンです。あれは机です。', 10)).toEqual(['これはペンです。', 'あれは机です。']);
});

test('the pieces of a text hold everything but the blanks at the cuts, each within the limit', () => {
  fc.assert(
    fc.property(anyText, fc.integer({ min: 4, max: 60 }), (text, most) => {
      const pieces = split(text, most);
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.toWellFormed().replace(/\s/g, ''));
      expect(pieces.every((piece) => piece !== '' && piece.length <= most && piece.isWellFormed())).toBe(true);
    }),
  );
});
