import { describe, expect, it } from 'vitest';
import { matchChoice, matchName, matchWhole } from '#bot/understanding/match.ts';

const choices = (...labels: string[]) => labels.map((label) => ({ id: label, label }));
const consent = choices('同意する', '同意しない');
const offices = choices('函館', 'はこだてプラザ', '江差', '八雲');
const days = choices('11月1日(月)', '11月2日(火)', '11月11日(木)');
const times = choices('10:00', '10:30', '13:30');
const plain = choices('オンライン相談', '失業認定', 'その他');
const numbered = [
  { id: 'first', label: '1. 就職の相談' },
  { id: 'second', label: '2. 職業訓練' },
];

describe('matchChoice', () => {
  it.each([
    ['同意する', consent, '同意する'],
    ['同意しない', consent, '同意しない'],
    ['同意 する。', consent, '同意する'],
    ['同意します', consent, '同意する'],
    ['同意しないです', consent, '同意しない'],
    ['江差です', offices, '江差'],
    ['江差でお願いします', offices, '江差'],
    ['江差がいいです', offices, '江差'],
    ['ハコダテプラザ', offices, 'はこだてプラザ'],
    ['ﾊｺﾀﾞﾃﾌﾟﾗｻﾞ', offices, 'はこだてプラザ'],
    ['はこだて', offices, 'はこだてプラザ'],
    ['1', offices, '函館'],
    ['２', offices, 'はこだてプラザ'],
    ['③', offices, '江差'],
    ['4番', offices, '八雲'],
    ['４番です', offices, '八雲'],
    ['二番目', offices, 'はこだてプラザ'],
    ['1番でお願いします', days, '11月1日(月)'],
    ['11月2日', days, '11月2日(火)'],
    ['１１月２日（火）', days, '11月2日(火)'],
    ['13:30', times, '13:30'],
    ['１３：３０でお願いします', times, '13:30'],
    ['13', times, '13:30'],
    ['オンライン', plain, 'オンライン相談'],
    ['おんらいん', plain, 'オンライン相談'],
    ['失業認定をお願いします', plain, '失業認定'],
    ['2', numbered, 'second'],
    ['(1)', numbered, 'first'],
    ['2', choices('2', '1'), '2'],
  ])('reads 「%s」', (text, among, id) => expect(matchChoice(text, among)).toBe(id));

  it.each([
    ['同意', consent],
    ['同意し', consent],
    ['函', offices],
    ['5', offices],
    ['0', offices],
    ['1', days],
    ['11', days],
    ['11月1', days],
    ['10', times],
    ['1:00', times],
    ['札幌', offices],
    ['', offices],
    ['です', offices],
    ['お願いします', offices],
    ['江差ではない', offices],
    ['はい', []],
    ['同じ', choices('同じ', '同じ ')],
  ])('does not guess what 「%s」 means', (text, among) => {
    const labels = among.map(({ label }, index) => ({ id: String(index), label }));
    expect(matchChoice(text, labels)).toBeUndefined();
  });
});

describe('polite endings mean the plain label', () => {
  const answers = choices('登録している', 'オンラインで登録した', 'これから登録する', 'わからない', 'いない');
  it.each([
    ['登録しています', '登録している'],
    ['オンラインで登録しました', 'オンラインで登録した'],
    ['これから登録します', 'これから登録する'],
    ['わかりません', 'わからない'],
    ['いません', 'いない'],
  ])('%s', (text, label) => {
    expect(matchChoice(text, answers)).toBe(label);
  });
});

describe('matchName', () => {
  const names = [
    { id: 'hakodate', label: 'ハローワーク函館' },
    { id: 'hakodate', label: 'Hello Work Hakodate' },
    { id: 'plaza', label: 'ハローワークプラザはこだて' },
    { id: 'plaza', label: 'Hello Work Plaza Hakodate' },
  ];
  it('finds the one name that holds what was typed, in any of its spellings', () => {
    expect(matchName('プラザ', names)).toEqual({ kind: 'one', id: 'plaza' });
    expect(matchName('函館でお願いします', names)).toEqual({ kind: 'one', id: 'hakodate' });
    expect(matchName('plaza', names)).toEqual({ kind: 'one', id: 'plaza' });
  });
  it('does not choose between two, and knows when there is none', () => {
    expect(matchName('Hakodate', names)).toEqual({ kind: 'several' });
    expect(matchName('札幌', names)).toEqual({ kind: 'none' });
    expect(matchName('函', names)).toEqual({ kind: 'none' });
  });
});

it('matchWhole takes a whole label and nothing less', () => {
  const labels = choices('登録した情報', '使い方・困ったとき');
  expect(matchWhole('登録した情報', labels)).toBe('登録した情報');
  expect(matchWhole('使い方 困ったとき', labels)).toBe('使い方・困ったとき');
  expect(matchWhole('登録した', labels)).toBeUndefined();
});
