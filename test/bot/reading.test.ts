import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '#bot/outline.ts';
import { type Reading, readText } from '#bot/reading.ts';
import { choicesNow } from '#bot/replies/compose.ts';
import type { Expectation, Meta } from '#machines/flow.ts';
import { begin, standing } from '#machines/stack.ts';
import { centreOf, centres, NOW, questions, standingAt, worldOf } from './replies/standing-at.ts';
import { strangeText } from './understanding/strange-text.ts';

const izumo = centreOf('izumo');
const [service] = izumo.services;
if (!service) throw new Error('no service');
const own = service;

/** What a text means at a question of Izumo. */
function read(flow: Parameters<typeof standingAt>[2], state: string, text: string, changes: object = {}): Reading {
  const stack = flow === 'conversation' ? begin(outlineOf(izumo)) : standingAt(izumo, own, flow, state, changes);
  const world = worldOf(izumo);
  return readText(text, { expects: standing(stack).meta?.expects ?? 'choice', choices: choicesNow(stack, world), now: NOW });
}

const choice = (id: string): Reading => ({ kind: 'choice', choice: id });
const entry = (id: string) => ({ kind: 'menu-entry', choice: id });
const value = (text: string): Reading => ({ kind: 'value', value: text });

describe('back, stop and menu are heard at every question', () => {
  const places = questions.filter(({ flow }) => flow !== 'conversation');
  test.each(places)('$flow, $state', ({ flow, state }) => {
    for (const centre of centres) {
      const at = centre.services[0];
      if (!at) continue;
      const stack = standingAt(centre, at, flow, state);
      const question = {
        expects: standing(stack).meta?.expects ?? 'choice',
        choices: choicesNow(stack, worldOf(centre)),
        now: NOW,
      };
      for (const [text, id] of [
        ['もどる', 'back'],
        ['戻る', 'back'],
        ['やめる', 'stop'],
        ['メニュー', 'menu'],
        ['ﾒﾆｭｰ', 'menu'],
        ['電話が使えません', 'cannot-use-phone'],
      ] as const) {
        expect({ text, ...readText(text, question) }).toEqual({ text, ...choice(id) });
      }
    }
  });
});

describe('はい and いいえ stand for the buttons that mean them', () => {
  test('consent: 同意する and 同意しない', () => {
    for (const yes of ['はい', 'OK', '同意します', 'はい、お願いします'])
      expect(read('consent', 'terms', yes)).toEqual(choice('agree'));
    for (const no of ['いいえ', '同意しません', 'no']) expect(read('consent', 'terms', no)).toEqual(choice('refuse'));
  });

  test('the card of confirmation: 予約する, and 直す', () => {
    expect(read('confirmation', 'checking', 'はい')).toEqual(choice('confirm'));
    expect(read('confirmation', 'checking', '予約する')).toEqual(choice('confirm'));
    expect(read('confirmation', 'checking', 'いいえ')).toEqual(choice('change'));
  });

  test('cancelling: yes and no, never by the word キャンセル of a sentence that denies it', () => {
    expect(read('cancelling', 'asking', 'はい')).toEqual(choice('yes'));
    expect(read('cancelling', 'asking', 'キャンセルする')).toEqual(choice('yes'));
    expect(read('cancelling', 'asking', 'いいえ')).toEqual(choice('no'));
    expect(read('cancelling', 'asking', 'キャンセルしない')).toEqual(choice('no'));
    expect(read('cancelling', 'asking', 'キャンセルしないで')).not.toEqual(choice('yes'));
  });

  test('what is known of the client: used again', () => {
    expect(read('profile', 'reusing', 'はい')).toEqual(choice('reuse'));
    expect(read('profile', 'reusing', 'いいえ')).toEqual(choice('change'));
  });

  test('at the menu はい means nothing', () => {
    expect(read('conversation', 'menu', 'はい')).toEqual({ kind: 'unclear' });
  });
});

describe('a label, a part of it that only one button has, or its place in the list is that button', () => {
  test('labels', () => {
    expect(read('conversation', 'menu', '予約をキャンセルする')).toEqual(choice('cancel'));
    expect(read('profile', 'companions', 'いない')).toEqual(choice('none'));
  });

  test('places', () => {
    expect(read('conversation', 'menu', '1番')).toEqual(choice('book'));
    expect(read('conversation', 'menu', '２')).toEqual(choice('my-bookings'));
  });
});

describe('an entry of the menu, typed in the middle of something else, is that entry', () => {
  test.each([
    ['consent', 'terms', '予約の確認', 'my-bookings'],
    ['eligibility', 'asking', 'ヘルプ', 'help'],
    ['slots', 'choosingDay', 'キャンセルしたい', 'cancel'],
    ['slots', 'choosingTime', '個人情報', 'my-data'],
    ['profile', 'email', '予約したい', 'book'],
    ['profile', 'number', '使い方', 'help'],
    ['profile', 'name', 'キャンセル', 'cancel'],
    ['confirmation', 'checking', '予約を確認する', 'my-bookings'],
  ] as const)('%s %s: %s', (flow, state, text, id) => {
    expect(read(flow, state, text)).toEqual(entry(id));
  });
});

describe('a value is read as the question expects it', () => {
  test('name', () => {
    expect(read('profile', 'name', '　山田　花子です ')).toEqual(value('山田 花子'));
    expect(read('profile', 'name', '山田1')).toEqual({ kind: 'unclear', why: 'digits' });
    expect(read('profile', 'name', 'はい')).toEqual({ kind: 'unclear' });
  });

  test('job seeker number, with every hyphen or none', () => {
    for (const text of ['13010-12345678', '１３０１０ー１２３４５６７８', '1301012345678']) {
      expect(read('profile', 'number', text)).toEqual(value('13010-12345678'));
    }
    expect(read('profile', 'number', '123')).toMatchObject({ kind: 'unclear' });
  });

  test('"no number yet" is an answer of its own', () => {
    expect(read('profile', 'number', 'まだ番号がない', { noneYet: true })).toEqual(choice('none'));
    expect(read('profile', 'number', 'まだもっていません', { noneYet: true })).toEqual(choice('none'));
  });

  test('e-mail and phone', () => {
    expect(read('profile', 'email', 'Hanako@Example.jp')).toMatchObject({ kind: 'value' });
    expect(read('profile', 'email', '花子')).toMatchObject({ kind: 'unclear' });
    expect(read('profile', 'phone', '０９０−１２３４−５６７８')).toMatchObject({ kind: 'value' });
    expect(read('profile', 'phone', '12')).toMatchObject({ kind: 'unclear' });
  });

  test('free text is kept as it is typed, but never a link', () => {
    expect(read('profile', 'topic', '応募書類の書き方')).toEqual(value('応募書類の書き方'));
    expect(read('slots', 'wishing', '平日の夕方')).toEqual(value('平日の夕方'));
    expect(read('profile', 'companionsWho', '支援員の佐藤')).toEqual(value('支援員の佐藤'));
    expect(read('profile', 'topic', 'https://example.com')).toEqual({ kind: 'unclear', why: 'link' });
  });

  test('a yes or a no is no list of companions', () => {
    expect(read('profile', 'companions', 'いいえ')).toEqual(choice('none'));
    expect(read('profile', 'companions', 'はい')).toEqual(choice('some'));
    expect(read('profile', 'companionsWho', 'はい')).toEqual({ kind: 'unclear' });
    expect(read('profile', 'topic', 'いいえ')).toEqual(choice('none'));
    expect(read('slots', 'wishing', 'はい')).toEqual({ kind: 'unclear' });
  });

  test('a no to the request for the number does not say that there is none', () => {
    expect(read('profile', 'number', 'いいえ', { noneYet: true })).toMatchObject({ kind: 'unclear' });
  });

  test('days and times', () => {
    expect(read('slots', 'choosingDay', '11月25日')).toEqual({ kind: 'wish', wish: { day: '2026-11-25' } });
    expect(read('slots', 'choosingDay', '25日10時半')).toEqual({ kind: 'wish', wish: { day: '2026-11-25', at: '10:30' } });
    expect(read('slots', 'choosingDay', '11月31日')).toEqual({ kind: 'unclear', why: 'impossible-date' });
    expect(read('slots', 'nothing', '明日')).toEqual({ kind: 'wish', wish: { day: '2026-11-19' } });
  });
});

test('whatever is typed at whatever question is read without a throw, and a choice is one that exists', () => {
  const expectations = [
    ...new Set(
      questions
        .map(({ flow, state }) => standing(standingAt(izumo, own, flow, state)).meta as Meta)
        .map((it) => it.expects ?? 'choice'),
    ),
  ];
  const choices = [{ id: 'agree', label: '同意する' }];
  const always = ['back', 'stop', 'menu', 'cannot-use-phone', 'none', 'agree'];
  fc.assert(
    fc.property(strangeText, fc.constantFrom<Expectation>(...expectations), (text, expects) => {
      const reading = readText(text, { expects, choices, now: NOW });
      if (reading.kind === 'choice') expect(always).toContain(reading.choice);
    }),
  );
});
