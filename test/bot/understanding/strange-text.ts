import fc from 'fast-check';
import { DateTime } from 'luxon';
import { readEmail, readPhone } from '#bot/understanding/contact.ts';
import { readFreeText } from '#bot/understanding/free-text.ts';
import { readJobSeekerNumber } from '#bot/understanding/job-seeker-number.ts';
import { matchChoice } from '#bot/understanding/match.ts';
import { readName } from '#bot/understanding/name.ts';
import { readWish } from '#bot/understanding/wish.ts';
import { readLanguage, readWord } from '#bot/understanding/words.ts';

/** Friday, 20 November 2026, 10:00 in Tokyo. */
export const NOW = DateTime.fromISO('2026-11-20T10:00', { zone: 'Asia/Tokyo' });

const pieces = [
  '11',
  '月',
  '25日',
  '明日',
  '来週の',
  '火曜',
  '午後',
  '10:30',
  '時半',
  'next',
  ' tuesday',
  '予約',
  'を',
  'キャンセル',
  'したい',
  '\ud83d',
  '\u200d',
  '\ufe0f',
  'ー',
  '－',
  '゙',
  '　',
  '\n',
  '٣',
  '@',
  '👍',
  'が\u3099',
  '¨',
  'ﷺ',
];

/** Any UTF-16 units at all, any code points, and jumbles of what people do type. */
export const strangeText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)), maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...pieces), maxLength: 12 }),
);

export const everyReader: readonly ((text: string) => unknown)[] = [
  readWord,
  readLanguage,
  readName,
  readJobSeekerNumber,
  readEmail,
  readPhone,
  (text) => readFreeText(text, 500),
  (text) => readWish(text, NOW),
  (text) =>
    matchChoice(text, [
      { id: 'a', label: 'はい' },
      { id: 'b', label: text },
      { id: 'c', label: '11月25日(水)' },
    ]),
];
