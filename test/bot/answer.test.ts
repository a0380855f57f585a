import { describe, expect, test } from 'vitest';
import { type Answer, answer } from '#bot/answer.ts';
import type { ClientEvent } from '#bot/channel.ts';
import { type Memory, recall } from '#bot/memory.ts';
import { outlineOf } from '#bot/outline.ts';
import { choicesNow } from '#bot/replies/compose.ts';
import type { Command, Outcome } from '#machines/commands.ts';
import { standing } from '#machines/stack.ts';
import { type PlausibleShell, plausibleShell, runWith } from '../machines/plausible-shell.ts';
import { centreOf, frame, questions, standingAt, worldOf } from './replies/standing-at.ts';

const centre = centreOf('izumo');
const world = worldOf(centre);
const [service] = centre.services;
if (!service) throw new Error('no service');
const own = service;
const NOW = world.now.toMillis();

const fresh = (): Memory => recall(undefined, outlineOf(centre), NOW).memory;
const at = (flow: Parameters<typeof standingAt>[2], state: string): Memory => ({
  ...fresh(),
  stack: standingAt(centre, own, flow, state),
  step: 7,
});

type Happens = {
  later?: number;
  greet?: boolean;
  /** A seat that is kept. */
  held?: string;
  /** The bookings that words without a button can mean. */
  meant?: string[];
  pickOffer?: 'needs-consent';
};

/** The answer, and the commands that led to it. The shell answers everything with the first of its possibilities. */
function react(
  memory: Memory,
  event: ClientEvent,
  { later = 0, greet = false, held = '', ...happens }: Happens = {},
): Answer & { did: Command['do'][] } {
  const did: Command['do'][] = [];
  const shell: PlausibleShell = plausibleShell(outlineOf(centre), () => 0, { held: new Set([held]), made: 0 });
  const keeping = {
    carryOut: (command: Command): Outcome => {
      did.push(command.do);
      if (command.do === 'findMeant' && happens.meant) return { type: 'meant', bookingIds: happens.meant };
      if (command.do === 'pickOffer' && happens.pickOffer && !did.includes('recordConsent')) {
        return { type: 'offerNeedsConsent', termsId: own.terms, officeId: 'izumo', meetingApp: true };
      }
      return shell.carryOut(command);
    },
  };
  return { ...runWith(answer(memory, { event, at: NOW + later }, world, greet), keeping), did };
}
const said = ({ notes }: Answer): string[] => notes.map(({ say }) => say);
const text = (typed: string): ClientEvent => ({ kind: 'text', text: typed, messageId: '1' });
const press = (step: number, choice: string): ClientEvent => ({ kind: 'pressed', step, choice });
const promptOf = ({ memory }: Answer) => standing(memory.stack).meta?.prompt;

describe('a button', () => {
  test('of the present question is taken, and makes the next step', () => {
    const answered = react(at('consent', 'terms'), press(7, 'agree'));
    expect(promptOf(answered)).toBe('meetingApp');
    expect(answered.memory.step).toBe(8);
  });

  test('pressed twice within ten seconds is one press: nothing is said to the second', () => {
    const { memory } = react(at('consent', 'terms'), press(7, 'agree'));
    const second = react(memory, press(7, 'agree'), { later: 9_999 });
    expect(second).toMatchObject({ notes: [], speak: false, did: [] });
    expect(second.memory).toEqual(memory);
  });

  test('pressed again after ten seconds is from before: it says so and shows the present question', () => {
    const { memory } = react(at('consent', 'terms'), press(7, 'agree'));
    const again = react(memory, press(7, 'agree'), { later: 10_000 });
    expect(said(again)).toEqual(['oldButton']);
    expect(promptOf(again)).toBe('meetingApp');
  });

  test('of an older question never acts, whatever it says', () => {
    for (const choice of ['refuse', 'menu', 'stop', 'cancel:b1', 'confirm']) {
      const answered = react(at('consent', 'terms'), press(3, choice));
      expect(said(answered)).toEqual(['oldButton']);
      expect(promptOf(answered)).toBe('terms');
      expect(answered.did).toEqual([]);
    }
  });

  test('that we do not know is answered in the same way', () => {
    expect(said(react(at('consent', 'terms'), { kind: 'pressed-unknown' }))).toEqual(['oldButton']);
  });

  test('of a notice (step 0) is good at any time', () => {
    expect(promptOf(react(at('consent', 'terms'), press(0, 'menu')))).toBe('menu');
    expect(promptOf(react(at('consent', 'terms'), press(0, 'my-bookings')))).toBe('list');
  });

  test('that means nothing at the question is not understood', () => {
    expect(said(react(at('consent', 'terms'), press(7, 'day:2026-11-25')))).toEqual(['notUnderstood']);
  });

  test('of a calendar is read as its day', () => {
    expect(react(at('slots', 'choosingDay'), { kind: 'pressed', step: 7, choice: 'pick', day: '2026-11-25' }).did).toContain(
      'lookUpWish',
    );
    expect(said(react(at('slots', 'choosingDay'), { kind: 'pressed', step: 7, choice: 'pick' }))).toEqual(['notUnderstood']);
  });
});

describe('"I cannot use the phone" makes a task for staff', () => {
  test.each(questions)('at $flow, $state', ({ flow, state }) => {
    const memory = flow === 'conversation' ? fresh() : at(flow, state);
    for (const event of [press(memory.step, 'cannot-use-phone'), press(1_000, 'cannot-use-phone'), text('電話が使えません')]) {
      const answered = react(memory, event);
      expect(answered.did).toContain('raiseTask');
      expect(said(answered)).toContain('relayService');
    }
  });

  test('and only one, however fast it is pressed twice', () => {
    for (const step of [1, 0]) {
      const first = react(fresh(), press(step, 'cannot-use-phone'));
      expect(first.did).toEqual(['raiseTask']);
      expect(react(first.memory, press(step, 'cannot-use-phone'), { later: 500 })).toMatchObject({ did: [], speak: false });
    }
  });
});

describe('the buttons of notices', () => {
  test.each([
    ['late:b1', 'noteContact', 'contactNoted'],
    ['cannot-connect:b1', 'noteContact', 'contactNoted'],
    ['show-details:b1', 'showDetails', 'details'],
    ['pick-offer:o1', 'pickOffer', 'confirmed'],
  ])('%s is done in passing: the client stays where they are, and its question is asked again', (choice, command, note) => {
    const answered = react(at('consent', 'terms'), press(0, choice));
    expect(answered.did).toEqual([command]);
    expect(said(answered)).toEqual([note]);
    expect(promptOf(answered)).toBe('terms');
    expect(answered.memory.step).toBe(7);
  });

  test.each([
    ['bookings', 'choosing', 'late:b1'],
    ['bookings', 'choosing', 'pick-offer:o1'],
    ['cancelling', 'asking', 'pick-offer:o1'],
    ['handover', 'explaining', 'late:b1'],
  ] as const)("at %s, %s, end the question about the client's bookings: %s leads to the menu", (flow, state, choice) => {
    const answered = react(at(flow, state), press(0, choice));
    expect(said(answered)).toHaveLength(1);
    expect(promptOf(answered)).toBe('menu');
  });

  test('leave the choosing of another time as it is, unless they change what is booked', () => {
    const outline = outlineOf(centre);
    const [, , top] = at('slots', 'choosingDay').stack;
    const [, list] = at('bookings', 'choosing').stack;
    const [, move] = at('cancelling', 'asking').stack;
    if (!top || !list || !move) throw new Error('no stack');
    const stack = [
      frame('conversation', 'moving', outline),
      frame('bookings', 'moving', list.snapshot.context),
      frame('moving', 'choosingSlot', { ...move.snapshot.context, service: outline.services[0], subject: null, wish: null }),
      top,
    ];
    const memory = { ...fresh(), stack, step: 7 };
    expect(promptOf(react(memory, press(0, 'show-details:b1')))).toBe('day');
    expect(promptOf(react(memory, press(0, 'pick-offer:o1')))).toBe('menu');
  });

  test('are good however old the list is that they stand on: they name what they are about', () => {
    expect(said(react(at('consent', 'terms'), press(3, 'late:b1')))).toEqual(['contactNoted']);
  });

  test('pressed twice at once are one press', () => {
    const { memory } = react(fresh(), press(0, 'late:b1'));
    expect(react(memory, press(0, 'late:b1'), { later: 500 })).toMatchObject({ did: [], speak: false });
  });

  test('ask for consent first where the terms have changed since, and then pick', () => {
    const answered = react(at('slots', 'choosingDay'), press(0, 'pick-offer:o1'), { pickOffer: 'needs-consent' });
    expect(answered.memory.stack.map(({ flow }) => flow)).toEqual(['conversation', 'picking', 'consent']);
    expect(promptOf(answered)).toBe('terms');
    const picked = react(answered.memory, text('はい'));
    expect(promptOf(picked)).toBe('meetingApp');
    const done = react(picked.memory, text('はい'));
    expect(said(done)).toEqual(['confirmed']);
    expect(promptOf(done)).toBe('menu');
  });
});

describe('words about a session that is booked', () => {
  test.each([
    ['遅れます', 'contactNoted'],
    ['つながりません', 'contactNoted'],
    ['接続情報', 'details'],
    ["I'll be late", 'contactNoted'],
  ])('%s is about the one booking that it can mean', (typed, note) => {
    const answered = react(at('consent', 'terms'), text(typed), { meant: ['b1'] });
    expect(said(answered)).toEqual([note]);
    expect(promptOf(answered)).toBe('terms');
  });

  test('show the list where several bookings can be meant', () => {
    expect(promptOf(react(fresh(), text('遅れます'), { meant: ['b1', 'b2'] }))).toBe('list');
  });

  test('without any booking: help for who cannot connect, else that there is none', () => {
    expect(promptOf(react(fresh(), text('つながらない'), { meant: [] }))).toBe('topics');
    expect(said(react(fresh(), text('表示'), { meant: [] }))).toEqual(['noBookings']);
  });
});

describe('a day typed on the card of confirmation', () => {
  test('asks for another time, lets the seat go and searches from there', () => {
    const memory = at('confirmation', 'checking');
    const [root, booking, card] = memory.stack;
    if (!root || !booking || !card) throw new Error('no stack');
    const subject = { kind: 'slot', bookingId: 'h1', startsAt: '', endsAt: '', until: '' };
    const below = frame('booking', 'confirming', { ...booking.snapshot.context, subject, wish: null });
    const answered = react({ ...memory, stack: [root, below, card] }, text('11月25日の午後'), { held: 'h1' });
    expect(answered.did).toEqual(['releaseHold', 'lookUpWish', 'holdSeat', 'findConsent']);
  });

  test('is not what the question asks for: the buttons are', () => {
    const answered = react(at('confirmation', 'checking'), text('ほげほげ'));
    expect(said(answered)).toEqual(['notUnderstood']);
    expect(choicesNow(answered.memory.stack, world).map(({ id }) => id)).toContain('confirm');
  });
});

describe('a new client', () => {
  test('who joins is greeted at the menu', () => {
    const answered = react(fresh(), { kind: 'joined' }, { greet: true });
    expect(said(answered)).toEqual(['greeting']);
    expect(promptOf(answered)).toBe('menu');
  });

  test('is greeted before anything else, and what the first text asks for is done', () => {
    const answered = react(fresh(), text('予約したい'), { greet: true });
    expect(said(answered)[0]).toBe('greeting');
    expect(standing(answered.memory.stack).flow).not.toBe('conversation');
  });

  test.each([
    text('こんにちは'),
    { kind: 'unsupported', what: 'sticker' },
    { kind: 'pressed-unknown' },
    press(99, 'menu'),
  ] as ClientEvent[])('is not told of a misunderstanding: %j', (event) => {
    expect(said(react(fresh(), event, { greet: true }))).toEqual(['greeting']);
  });
});

describe('what is not understood', () => {
  test('the second time in a row brings the phone number, and an understood answer begins the count again', () => {
    const once = react(at('consent', 'terms'), text('むにゃむにゃ'));
    expect(said(once)).toEqual(['notUnderstood']);
    const twice = react(once.memory, text('むにゃむにゃ'));
    expect(said(twice)).toEqual(['notUnderstoodTwice']);
    expect(promptOf(twice)).toBe('terms');
    const understood = react(twice.memory, text('同意する'));
    expect(understood.memory.missed).toBe(0);
  });

  test('keeps the buttons of the question good', () => {
    const once = react(at('consent', 'terms'), text('むにゃむにゃ'));
    expect(promptOf(react(once.memory, press(7, 'agree')))).toBe('meetingApp');
  });

  test('a picture keeps the place', () => {
    const answered = react(at('profile', 'name'), { kind: 'unsupported', what: 'image' });
    expect(said(answered)).toEqual(['unsupported']);
    expect(promptOf(answered)).toBe('name');
  });
});

describe('leaving', () => {
  test('もどる at the menu is the menu', () => {
    expect(promptOf(react(fresh(), text('もどる')))).toBe('menu');
  });

  test('やめる says that it stopped; メニュー says nothing more', () => {
    expect(said(react(at('consent', 'terms'), text('やめる')))).toEqual(['stopped']);
    expect(said(react(at('consent', 'terms'), text('メニュー')))).toEqual([]);
  });

  test('an entry of the menu typed in the middle of a flow opens it', () => {
    expect(promptOf(react(at('profile', 'email'), text('予約の確認')))).toBe('list');
  });

  test('who blocks us is told nothing, and comes back to the menu', () => {
    const left = react(at('profile', 'email'), { kind: 'left' });
    expect(left).toMatchObject({ speak: false, notes: [] });
    const back = react(left.memory, { kind: 'joined' });
    expect(said(back)).toEqual(['welcomeBack']);
    expect(promptOf(back)).toBe('menu');
  });

  test('an unsent message is answered with silence', () => {
    const memory = at('profile', 'email');
    expect(react(memory, { kind: 'unsent', messageId: '1' })).toMatchObject({ memory, speak: false });
  });
});

describe('a form', () => {
  test('that was waited for carries the chat on', () => {
    const answered = react(at('profile', 'filling'), { kind: 'form-submitted', values: { name: '山田花子' } });
    expect(answered.did).toContain('saveProfile');
  });

  test('that comes too late says so and keeps the place', () => {
    const answered = react(at('consent', 'terms'), { kind: 'form-submitted', values: { name: '山田花子' } });
    expect(said(answered)).toEqual(['formTooLate']);
    expect(answered.did).toEqual([]);
    expect(promptOf(answered)).toBe('terms');
  });
});
