import { expect, test } from 'vitest';
import { readText } from '#bot/reading.ts';
import { NOW } from './strange-text.ts';

const list = (...lines: string[]): string[] => lines.flatMap((line) => line.split(' | '));

const CHOICES = [{ id: 'as-is', label: 'このままでよい' }];
const atName = (typed: string) => readText(typed, { expects: 'companions-name', choices: CHOICES, now: NOW });
const atWho = (typed: string) => readText(typed, { expects: 'companions', choices: [], now: NOW });

test.each(
  list(
    'なし | なしです | 特になし | 特にありません | 大丈夫です | これでいいです | これで大丈夫です | このままで | このままでいいです | 以上です | 以上 | わかりません | 分からないです | 知りません | 結構です',
    'いいです | それだけです | いいえ | 不要です | no thanks | 名前はわかりません | 所属はありません | ほかにはいません | このままでよい | ありません。 | 言いたくありません',
    'お名前がわかりません | お名前はわかりません | まだわかりません | もう入力しました | 入力済みです | さっき書きました',
    "I have typed it already | I do not know the name | I don't know their names",
    "nothing else | that's all | That is all. | it's fine | fine as it is | leave it as it is | I don't know | not sure | no | none | skip | no affiliation",
  ),
)('nothing to add to a companion: %s', (typed) => expect(atName(typed)).toEqual({ kind: 'choice', choice: 'as-is' }));

test.each(
  list(
    'いません | いない | いないです | だれもいません | 誰もいない | やっぱりいません | 一人で参加します | ひとりで出ます | １人で参加します | 私だけです | 同席者なし | 同席者はいません',
    'だれも いません | だれも 来ません | いませんよ | 一人で大丈夫です | 同席しません | nobody | no one | Nobody. | nobody will join me | just me | I will join alone',
    '今回はいません | 今はいません | いいえ、今回はいません | 付き添いはいません | 付添いなし | 付き添いなし | 同行者はいません | 同席予定なし | 同席の予定はありません',
    'no companions | No, just me | only myself | No, nobody | just me, nobody else',
  ),
)('nobody comes along: %s', (typed) => {
  expect(atName(typed)).toEqual({ kind: 'choice', choice: 'none' });
  expect(atWho(typed)).toEqual({ kind: 'choice', choice: 'none' });
});

test.each(list('特にいません | ほかにはいません | nobody else | No one else.'))(
  'nobody comes along but who was named: %s',
  (typed) => {
    expect(atWho(typed)).toEqual({ kind: 'choice', choice: 'none' });
    expect(atName(typed)).toEqual({ kind: 'choice', choice: 'as-is' });
  },
);

const WHETHER = [
  { id: 'none', label: 'いない' },
  { id: 'some', label: 'いる' },
];

test.each(list('います | はい、います | 一人います | はい、1人居ます | はい、一人です | 同席者がいます | Yes, one person'))(
  'somebody comes along, and nothing more is said: %s',
  (typed) => {
    expect(readText(typed, { expects: 'companions', choices: WHETHER, now: NOW })).toEqual({ kind: 'choice', choice: 'some' });
    expect([atWho(typed), atName(typed)]).toEqual([{ kind: 'unclear' }, { kind: 'unclear' }]);
  },
);

test.each([
  ['ヘルプ', { kind: 'menu-entry', choice: 'help' }],
  ['予約をキャンセルしたい', { kind: 'menu-entry', choice: 'cancel' }],
  ['つながりません', { kind: 'aside', about: 'cannot-connect' }],
  ['メニュー', { kind: 'choice', choice: 'menu' }],
  ['もどる', { kind: 'choice', choice: 'back' }],
  ['やめる', { kind: 'choice', choice: 'stop' }],
  ['はい', { kind: 'unclear' }],
  ['ちがいます', { kind: 'unclear' }],
])('what is heard everywhere is no companion: %s', (typed, reading) => {
  expect(atName(typed)).toEqual(reading);
  expect(atWho(typed)).toEqual(reading);
});

test.each(
  list(
    '一人 | ひとり | 今回は一人です | 今日は1人 | 母は来ません | 家族は同席しません | 父も母も来ません | 通訳なし | 支援員はいません | My mother will not come',
  ),
)('nobody at the question whether, and asked again where somebody may be left: %s', (typed) => {
  expect(readText(typed, { expects: 'companions', choices: WHETHER, now: NOW })).toEqual({ kind: 'choice', choice: 'none' });
  expect([atName(typed), atWho(typed)]).toEqual([{ kind: 'unclear' }, { kind: 'unclear' }]);
});

test('who has no name of a companion asks for help', () =>
  expect(atWho('わかりません')).toEqual({ kind: 'menu-entry', choice: 'help' }));

test.each(list('Le | Lea | 母 | 田中 | 一人 花子 | 支援センター | 井内 | 梨花 | 母がいます | 参加 花子'))(
  'a part that was missing: %s',
  (typed) => expect(atName(typed)).toEqual({ kind: 'value', value: typed }),
);
