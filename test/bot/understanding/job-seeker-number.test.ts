import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJobSeekerNumber } from '#bot/understanding/job-seeker-number.ts';

const HYPHENS = [
  '',
  '-',
  '‐',
  '‑',
  '‒',
  '–',
  '—',
  '―',
  '−',
  '－',
  'ー',
  'ｰ',
  '─',
  '━',
  '﹣',
  '⁃',
  '一',
  '〜',
  ' - ',
  ' ',
  '　',
  '--',
];
const digit = fc.constantFrom(...'0123456789');
const wide = (text: string): string => text.replace(/\d/g, (it) => String.fromCharCode(it.charCodeAt(0) + 0xfee0));

describe('readJobSeekerNumber', () => {
  it.each([
    '13010-12345678',
    '１３０１０－１２３４５６７８',
    '1301012345678',
    '求職番号は13010-12345678です',
    '求職番号：13010-12345678',
    '私の番号は 13010 12345678 です。',
    'ハローワークの求職者番号は１３０１０ー１２３４５６７８になります',
    'No. 13010-12345678',
    'はい、13010-12345678',
    '13010-\u200b12345678\n',
    'My number is 13010-12345678',
  ])('reads 「%s」', (text) => expect(readJobSeekerNumber(text)).toEqual({ kind: 'number', number: '13010-12345678' }));

  it('comes out in one form whatever the hyphen and the width', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: digit, minLength: 5, maxLength: 5 }),
        fc.string({ unit: digit, minLength: 4, maxLength: 8 }),
        fc.constantFrom(...HYPHENS),
        fc.boolean(),
        (office, serial, hyphen, isWide) => {
          const typed = `${office}${hyphen}${serial}`;
          const read = readJobSeekerNumber(isWide ? wide(typed) : typed);
          expect(read).toEqual({ kind: 'number', number: `${office}-${serial}` });
        },
      ),
    );
  });

  it.each([
    'まだありません',
    'まだ',
    'まだです',
    'まだない',
    'ない',
    'なし',
    '番号がない',
    '求職番号はまだありません',
    'まだ登録していません',
    'not yet',
    "I don't have a number",
  ])('takes 「%s」 for "none yet"', (text) => expect(readJobSeekerNumber(text)).toEqual({ kind: 'none-yet' }));

  it.each([
    '',
    '13010',
    '13010-123',
    '13010-123456789',
    '1301-12345678',
    '13010-1234a678',
    '090-1234-5678',
    '13010-1234-5678',
    '٣٣٣٣٣-٣٣٣٣',
    'わかりません',
    '山田太郎',
    '13010-12345678 or 13010-87654321',
  ])('refuses 「%s」', (text) => expect(readJobSeekerNumber(text)).toEqual({ kind: 'invalid', why: 'format' }));
});
