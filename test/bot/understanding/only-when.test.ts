import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saysOnlyWhen } from '#bot/understanding/only-when.ts';
import { strangeText } from './strange-text.ts';

describe('saysOnlyWhen', () => {
  it.each([
    '12月3日 9時',
    '12/3 9:00',
    '１２月３日（木）の９時半',
    '十二月三日九時',
    '明日の午後2時から',
    '12月3日 9時でお願いします。',
    '12月3日9時を希望します',
    '12月3日9時がいいです',
    'Dec 3 9:00',
    'Thursday, December 3rd at 9am please',
  ])('%s', (text) => expect(saysOnlyWhen(text)).toBe(true));

  it.each([
    '12月3日 9時は面接があります',
    '12月3日9時は行けますか',
    '12月3日 9時じゃないほう',
    '12月3日 9時か11時、まだ迷っています',
    'Dec 3 9:00 is my interview',
    '12月1日 13時、12月2日 11時',
    'Dec 1 1 pm, Dec 2 11 am',
    '12月2日 11時・13時',
    '12月2日 11時 30分',
    '12月2日 11時はいいです',
    '12月3日、4日 9時',
    '9時 12月3日 11時',
    '12月3日 9時 午後',
    'dec 3 9:00 11:00',
    '12月3日',
    '9時',
    '予約したい',
    '',
    `12月3日 9時${' '.repeat(10)}${'。'.repeat(60)}`,
  ])('not: %s', (text) => expect(saysOnlyWhen(text)).toBe(false));

  it('answers, whatever the text', () => {
    const answers = (text: string) => {
      expect(typeof saysOnlyWhen(text)).toBe('boolean');
    };
    fc.assert(fc.property(strangeText, answers));
    // Pieces that a careless pattern would try in every order.
    for (const piece of ['mar', 'th', 'thu ', '12', '明日', '3日']) answers(`${piece.repeat(30).slice(0, 59)}?`);
  });
});
