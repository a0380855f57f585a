import { expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import type { FlowEvent } from '#machines/flow.ts';
import { profile } from '#machines/profile.ts';

const gave = (value: string, nameFollows?: true): FlowEvent => ({ type: 'gave', value, nameFollows });
const pressed = (choice: string): FlowEvent => ({ type: 'chose', choice });

/** Where the flow stands after these answers to who comes along, and what it has kept of them. */
function after(...answers: FlowEvent[]): { at: unknown; kept: string | undefined } {
  const [begun] = initialTransition(profile, { asks: ['companions'], noneYet: false, entry: 'chat' });
  const events: FlowEvent[] = [{ type: 'profileLoaded', known: {}, complete: false }, ...answers];
  const now = events.reduce((snapshot, event) => transition(profile, snapshot, event)[0], begun);
  return { at: now.value, kept: now.context.draft.companions };
}

test('of companions the name is asked for by itself, once, and both are kept', () => {
  const first = [pressed('some'), gave('支援センター', true)];
  expect(after(...first)).toMatchObject({ at: 'companionsName' });
  expect(after(...first, gave('鈴木 一郎'))).toEqual({ at: 'saving', kept: '支援センター 鈴木 一郎' });
  expect(after(...first, pressed('as-is'))).toEqual({ at: 'saving', kept: '支援センター' });
});

test('where no names are asked for, whoever it is is enough', () => {
  expect(after(pressed('some'), gave('家族1人'))).toEqual({ at: 'saving', kept: '家族1人' });
});

test('nobody, after all: no companion is kept', () => {
  expect(after(pressed('some'), gave('母', true), pressed('none'))).toEqual({ at: 'saving', kept: '-' });
  expect(after(pressed('some'), pressed('none'))).toEqual({ at: 'saving', kept: '-' });
});

test('whoever answers at once who it is, is asked for the affiliation all the same', () => {
  const first = gave('鈴木 一郎', true);
  expect(after(first)).toMatchObject({ at: 'companionsWho' });
  expect(after(first, gave('支援センター', true))).toMatchObject({ at: 'companionsName', kept: '鈴木 一郎 支援センター' });
  expect(after(first, pressed('as-is'), pressed('as-is'))).toEqual({ at: 'saving', kept: '鈴木 一郎' });
  // Nothing is kept of what was gone back from.
  expect(after(first, { type: 'back' }, pressed('some'), gave('母', true), pressed('as-is'))).toEqual({
    at: 'saving',
    kept: '母',
  });
});

test.each([
  ['母', '佐藤 花子', '母 佐藤 花子'],
  ['支援センター、母', '山田、花子', '支援センター、母 山田、花子'],
  // Who wrote both at once writes the name once more, or all of it.
  ['支援センター 鈴木一郎', '鈴木一郎', '支援センター 鈴木一郎'],
  ['支援センター 鈴木 一郎', '鈴木一郎', '支援センター 鈴木 一郎'],
  ['鈴木', '株式会社ひろい・鈴木', '株式会社ひろい・鈴木'],
  // A part of another word is not the same.
  ['田中工業', '田中', '田中工業 田中'],
  ['Joanna Co', 'Ann', 'Joanna Co Ann'],
])('of %s, and then %s', (first, second, kept) => {
  expect(after(pressed('some'), gave(first, true), gave(second))).toEqual({ at: 'saving', kept });
});

test('back leads to who it is', () => {
  expect(after(pressed('some'), gave('支援センター', true), { type: 'back' }, gave('母', true), gave('花子'))).toEqual({
    at: 'saving',
    kept: '母 花子',
  });
});
