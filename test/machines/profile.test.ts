import { expect, test } from 'vitest';
import { initialTransition, transition } from 'xstate';
import type { FlowEvent } from '#machines/flow.ts';
import { profile } from '#machines/profile.ts';

const gave = (value: string, incomplete?: true): FlowEvent => ({ type: 'gave', value, incomplete });
const pressed = (choice: string): FlowEvent => ({ type: 'chose', choice });

/** Where the flow stands after these answers to who comes along, and what it has kept of them. */
function after(...answers: FlowEvent[]): { at: unknown; kept: string | undefined } {
  const [begun] = initialTransition(profile, { asks: ['companions'], noneYet: false, entry: 'chat' });
  const events: FlowEvent[] = [{ type: 'profileLoaded', known: {}, complete: false }, ...answers];
  const now = events.reduce((snapshot, event) => transition(profile, snapshot, event)[0], begun);
  return { at: now.value, kept: now.context.draft.companions };
}

test('of companions the part that is missing is asked for once, and both are kept', () => {
  const first = [pressed('some'), gave('鈴木 一郎', true)];
  expect(after(...first)).toMatchObject({ at: 'companionsRest' });
  expect(after(...first, gave('支援センター', true))).toEqual({ at: 'saving', kept: '鈴木 一郎 支援センター' });
  // Whatever it is: nobody is asked a third time.
  expect(after(...first, gave('家族', true))).toEqual({ at: 'saving', kept: '鈴木 一郎 家族' });
  expect(after(...first, pressed('as-is'))).toEqual({ at: 'saving', kept: '鈴木 一郎' });
});

test('nobody, after all: no companion is kept', () => {
  expect(after(pressed('some'), gave('母', true), pressed('none'))).toEqual({ at: 'saving', kept: '-' });
  expect(after(pressed('some'), pressed('none'))).toEqual({ at: 'saving', kept: '-' });
});

test.each([
  // Written again as a whole.
  ['鈴木 一郎', gave('支援センター 鈴木一郎'), '支援センター 鈴木一郎'],
  ['鈴木一郎', gave('支援センター 鈴木 一郎', true), '支援センター 鈴木 一郎'],
  ['鈴木', gave('株式会社ひろい・鈴木', true), '株式会社ひろい・鈴木'],
  ['母', gave('母 花子', true), '母 花子'],
  ['母', gave('支援センター 鈴木'), '支援センター 鈴木'],
  // A part of another word is not the same.
  ['田中', gave('田中工業', true), '田中 田中工業'],
  ['山口', gave('山口支援センター', true), '山口 山口支援センター'],
  ['Ann', gave('Joanna', true), 'Ann Joanna'],
  ['支援センター', gave('山田', true), '支援センター 山田'],
])('of %s and what comes after it', (first, second, kept) => {
  expect(after(gave(first, true), second)).toEqual({ at: 'saving', kept });
});

test('both at once are enough, and back leads to who it is', () => {
  expect(after(pressed('some'), gave('支援センター 鈴木'))).toEqual({ at: 'saving', kept: '支援センター 鈴木' });
  expect(after(gave('鈴木', true), { type: 'back' }, gave('母 花子'))).toEqual({ at: 'saving', kept: '母 花子' });
});
