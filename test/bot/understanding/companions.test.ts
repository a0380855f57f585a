import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readText } from '#bot/reading.ts';
import { saysBothParts, saysOnlyOnePart } from '#bot/understanding/companions.ts';
import { FREE_TEXT_LENGTHS, readFreeText } from '#bot/understanding/free-text.ts';
import { NOW, strangeText } from './strange-text.ts';

const onlyOne = (typed: string): boolean => {
  const read = readFreeText(typed, FREE_TEXT_LENGTHS.companions);
  if (read.kind !== 'text') throw new Error(`not readable: ${typed}`);
  return saysOnlyOnePart(read.text);
};

const list = (...lines: string[]): string[] => lines.flatMap((line) => line.split(' | '));

test.each(
  list(
    '鈴木 | 鈴木一郎 | 鈴木　一郎 | 長谷川 洋一郎 | 鈴木さん | 鈴木と申します | すずき いちろう | マリア・シルバ | 木の下 花子 | 服部 一郎',
    '鈴木一郎、佐藤花子 | Ichiro Suzuki | suzuki | 母 | 母です | お母さん | 家族 | 家族1人 | 父、母 | 友人２名 | 保護者 | 手話通訳の方 1人',
    '山口就労支援センター | 支援員の方 | 職員 | センターの職員です | my mother | a friend | one family member | sign language interpreter',
    '障害者就業・生活支援センター | 障害者・就業支援センター | NPO法人 あおぞら | NPO法人あおぞら | 株式会社 トヨタ | 株式会社ひろい | (株)トヨタ | トヨタ(株) | ハローワーク 山口',
    'ハローワーク山口 | 社会福祉法人 ひだまりの家 | 山口の支援センター | 山口高校の先生 | ハローワークの担当の方 | 山口県障害者支援課 | 支援センター長',
    '鈴木 一郎 様 | 鈴木 様 | 鈴木一郎 氏 | 田中先生 | 母が同席します | 支援員が参加します | 鈴木一郎です | 就労支援員 | マリア・ダ・シルバ | 友人の方二名 | 支援員さんが同席します | 学校の担任 | ハローワーク山口の職員',
    'XX Support Centre | Yamaguchi Support Center | Acme Inc | University of Tokyo | XX Support Centre staff | a teacher from my school',
    'Ms Hanako Sato | Mr Ichiro Suzuki | Mr. Suzuki | Dr Sato | Nguyen Thi Lan',
  ),
)('of affiliation and name only one can be seen: %s', (typed) => expect(onlyOne(typed)).toBe(true));

test.each(
  list(
    '〇〇支援センター 鈴木一郎 | 山口就労支援センター　鈴木　一郎 | 山口就労支援センター鈴木一郎 | 支援員の佐藤 | 支援センター 鈴木 | トヨタの鈴木',
    '鈴木一郎（山口支援センター） | トヨタ自動車 鈴木一郎 | 株式会社ひろい・佐藤 | 山口支援センター 鈴木一郎、佐藤花子 | 鈴木 一郎 家族',
    '母 佐藤花子 | 母の花子 | 母（花子） | 佐藤花子（母） | お母さんの花子さん | 〇〇支援センター 鈴木一郎、母 佐藤花子 | my mother Hanako',
    'XX Support Centre, Ichiro Suzuki | Acme, Ichiro Suzuki | Hanako (friend) | Ichiro Suzuki from Acme',
    '山口高校の田中先生 | 〇〇支援センターの山田相談員 | 支援センター 山田相談員 | 山口市役所の佐藤課長 | 山口病院の田中医師 | ハローワーク山口の担当の佐藤職員',
    'ハローワーク山口の佐藤さん | ハローワーク 山口の佐藤 | ハローワーク 佐藤職員 | ハローワーク 山口 佐藤 | 支援センターの森田さん | 支援センターの森さん | 支援センター山田相談員 | あおぞらの田中さん',
    '障害者就業・生活支援センター 鈴木 | 障害者就業・生活支援センターの鈴木さん | 支援センター・鈴木一郎 | NPO法人 あおぞら 田中 | 株式会社 トヨタ 鈴木 一郎',
    'NPO法人あおぞらの田中 | 鈴木一郎 様（支援センター） | 支援センターの鈴木が同席します | 相談支援専門員の木村 | トヨタ(株) 鈴木 | スクールソーシャルワーカーの原',
    'Ichiro Suzuki from XX Support Centre | Ichiro Suzuki (XX Support Centre) | XX Support Centre, Mr Suzuki | Yamaguchi Support Center Ichiro Suzuki',
  ),
)('both are there: %s', (typed) => expect(onlyOne(typed)).toBe(false));

test('whatever is written, and the other part after it, is no longer than a client may write at once', () => {
  fc.assert(
    fc.property(strangeText, (typed) => {
      const read = readFreeText(typed, FREE_TEXT_LENGTHS.companions);
      if (read.kind !== 'text' || !saysOnlyOnePart(read.text)) return;
      expect(read.text.length + 1 + FREE_TEXT_LENGTHS['companions-rest']).toBeLessThanOrEqual(FREE_TEXT_LENGTHS.companions);
    }),
  );
});

test('however long it is, where somebody belongs is no name', () => {
  const where = '独立行政法人高齢・障害・求職者雇用支援機構山口支部山口職業能力開発促進支援センター';
  expect(saysBothParts(where)).toBe(false);
  expect(saysBothParts(`${where} 鈴木`)).toBe(true);
});

const CHOICES = [{ id: 'as-is', label: 'このままでよい' }];
const atRest = (typed: string) => readText(typed, { expects: 'companions-rest', choices: CHOICES, now: NOW });
const atWho = (typed: string) => readText(typed, { expects: 'companions', choices: [], now: NOW });

test.each(
  list(
    'なし | なしです | 特になし | 特にありません | 大丈夫です | これでいいです | これで大丈夫です | このままで | このままでいいです | 以上です | 以上 | わかりません | 分からないです | 知りません | 結構です',
    'いいです | それだけです | いいえ | 不要です | no thanks | 名前はわかりません | 所属はありません | ほかにはいません | このままでよい | ありません。 | 言いたくありません',
    "nothing else | that's all | That is all. | it's fine | fine as it is | leave it as it is | I don't know | not sure | no | none | skip | no affiliation",
  ),
)('nothing to add to a companion: %s', (typed) => expect(atRest(typed)).toEqual({ kind: 'choice', choice: 'as-is' }));

test.each(
  list(
    'いません | いない | いないです | だれもいません | 誰もいない | やっぱりいません | 一人で参加します | ひとりで出ます | １人で参加します | 私だけです | 同席者なし | 同席者はいません',
    'だれも いません | だれも 来ません | いませんよ | 一人で大丈夫です | 同席しません | nobody | no one | Nobody. | nobody will join me | just me | I will join alone',
  ),
)('nobody comes along: %s', (typed) => {
  expect(atRest(typed)).toEqual({ kind: 'choice', choice: 'none' });
  expect(atWho(typed)).toEqual({ kind: 'choice', choice: 'none' });
});

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
  expect(atRest(typed)).toEqual(reading);
  expect(atWho(typed)).toEqual(reading);
});

test('one person or nobody but oneself: asked again', () => {
  for (const typed of ['一人', 'ひとり'])
    expect([atRest(typed), atWho(typed)]).toEqual([{ kind: 'unclear' }, { kind: 'unclear' }]);
});

test('who has no name of a companion asks for help', () =>
  expect(atWho('わかりません')).toEqual({ kind: 'menu-entry', choice: 'help' }));

test.each(list('Le | Lea | 母 | 田中 | 一人 花子 | 支援センター | 井内 | 梨花'))('a part that was missing: %s', (typed) =>
  expect(atRest(typed)).toEqual({ kind: 'value', value: typed }),
);
