import { expect, test } from 'vitest';
import { sameName } from '#bot/understanding/same-name.ts';

test.each([
  ['山田　花子', '山田花子'],
  ['ﾔﾏﾀﾞ ﾊﾅｺ', 'ヤマダハナコ'],
  ['Ｙａｍａｄａ Hanako', 'YAMADA HANAKO'],
])('%s and %s are one name', (one, other) => {
  expect(sameName(one, other)).toBe(true);
});

test.each([
  ['髙橋 花子', '高橋 花子'],
  ['山﨑 花子', '山崎 花子'],
  ['山田 花子', '山田 太郎'],
  ['', ''],
  [undefined, undefined],
  ['山田 花子', undefined],
])('%s and %s are not', (one, other) => {
  expect(sameName(one, other)).toBe(false);
});
