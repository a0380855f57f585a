import { expect, test } from 'vitest';
import { momentInFull, spanInFull } from '#console/words/moments.ts';
import { inTokyo } from '../../support/tokyo.ts';

test.each([
  ['2026-12-01T03:00', '2026年12月1日（火）午前3時00分'],
  ['2026-12-01T00:05', '2026年12月1日（火）午前0時05分'],
  ['2026-12-01T12:00', '2026年12月1日（火）午後0時00分'],
  ['2030-01-10T21:30', '2030年1月10日（木）午後9時30分'],
])('%s in full is %s', (at, words) => {
  expect(momentInFull(inTokyo(at))).toBe(words);
});

test.each([
  ['2026-12-01T10:00', '2026-12-01T10:30', '2026年12月1日（火）午前10時00分～10時30分'],
  ['2026-12-01T11:45', '2026-12-01T12:15', '2026年12月1日（火）午前11時45分～午後0時15分'],
])('from %s to %s in full is %s', (from, to, words) => {
  expect(spanInFull(inTokyo(from), inTokyo(to))).toBe(words);
});
