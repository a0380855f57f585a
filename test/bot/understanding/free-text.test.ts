import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readFreeText } from '#bot/understanding/free-text.ts';
import { strangeText } from './strange-text.ts';

describe('readFreeText', () => {
  it.each([
    ['  履歴書の書き方\r\nについて ', '履歴書の書き方 について'],
    ['求人<b>番号</b> & 面接', '求人<b>番号</b> & 面接'],
    ['Node.js や C# の仕事', 'Node.js や C# の仕事'],
    ['10:30～。A.B', '10:30~。A.B'],
    ['楽しく👍', '楽しく👍'],
  ])('keeps %j', (typed, text) => expect(readFreeText(typed, 500)).toEqual({ kind: 'text', text }));

  it.each([
    ['', 'empty'],
    ['\u200b\n \u0007', 'empty'],
    ['🎉', 'empty'],
    ['！？（＾＾）…', 'empty'],
    ['あ'.repeat(501), 'too-long'],
    ['https://example.com/a を見て', 'link'],
    ['ｗｗｗ．ｅｘａｍｐｌｅ．ｃｏｍ', 'link'],
    ['example.co.jpです', 'link'],
  ])('refuses %j: %s', (typed, why) => expect(readFreeText(typed, 500)).toEqual({ kind: 'invalid', why }));

  it('never gives back more than was allowed, nor what cannot be stored', () => {
    fc.assert(
      fc.property(strangeText, fc.integer({ min: 1, max: 60 }), (typed, max) => {
        const read = readFreeText(typed, max);
        if (read.kind !== 'text') return;
        expect(read.text.length).toBeLessThanOrEqual(max);
        expect(read.text).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
    );
  });
});
