import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '#bot/understanding/normalise.ts';
import { everyReader, strangeText } from './strange-text.ts';

describe('normalise', () => {
  it.each([
    ['１３０１０－１２３４５６７８', '13010-12345678'],
    ['13010ー12345678', '13010-12345678'],
    ['13010‐12345678', '13010-12345678'],
    ['13010−12345678', '13010-12345678'],
    ['13010―12345678', '13010-12345678'],
    ['13010–12345678', '13010-12345678'],
    ['13010—12345678', '13010-12345678'],
    ['13010ｰ12345678', '13010-12345678'],
    ['13010─12345678', '13010-12345678'],
    ['090ーー1234', '090-1234'],
    ['メニュー', 'メニュー'],
    ['10〜12', '10〜12'],
    ['ﾔﾏﾀﾞ　ﾀﾛｳ', 'ヤマダ タロウ'],
    ['  一行目\r\n二行目\t ', '一行目 二行目'],
    ['は\u200bい\u0000\u202e', 'はい'],
    ['\ud800はい\udc00', 'はい'],
    ['\u00ad\ufeff', ''],
  ])('reads %j as %j', (typed, expected) => expect(normalise(typed)).toBe(expected));

  it('is idempotent for any string', () => {
    fc.assert(fc.property(strangeText, (text) => void expect(normalise(normalise(text))).toBe(normalise(text))));
  });

  it('leaves neither controls, lone surrogates, line breaks nor outer spaces', () => {
    fc.assert(
      fc.property(strangeText, (text) => {
        const tidy = normalise(text);
        expect(tidy).not.toMatch(/[\p{Cc}\p{Cs}]|^\s|\s$|\s\s/u);
        expect(tidy.isWellFormed()).toBe(true);
      }),
    );
  });
});

describe('every reader', () => {
  it('answers, and never throws, for any string', () => {
    fc.assert(
      fc.property(strangeText, (text) => everyReader.forEach((read) => void read(text))),
      { numRuns: 300 },
    );
  });

  it.each([
    'あ',
    '1',
    '１',
    '-',
    'ー1',
    '番号',
    '電話',
    '予約を',
    'して',
    '　',
    '\ud800',
    '👩‍👩‍👧',
    'ﷺ',
    'a.',
    '(',
    '十',
    '1月',
    'の',
    '@a.',
    'お願い',
    'か\u3099',
    'tomorrow ',
  ])('is quick with 5,000 units of %j', (part) => {
    const text = part.repeat(Math.ceil(5000 / part.length)).slice(0, 5000);
    everyReader.forEach((read) => void read(text));
    expect(normalise(normalise(text))).toBe(normalise(text));
  });
});
