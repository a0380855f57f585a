import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { outlineOf } from '#bot/outline.ts';
import { choicesNow, composeReply } from '#bot/replies/compose.ts';
import type { ClientInput } from '#machines/flow.ts';
import type { Note } from '#machines/notes.ts';
import { begin, freeze, leave, type Settled, type Stack, send, standing, thaw } from '#machines/stack.ts';
import { centreOf, worldOf } from '../bot/replies/standing-at.ts';
import { type PlausibleShell, plausibleShell, runWith } from './plausible-shell.ts';

const CENTRES = ['hakodate', 'izumo', 'matsudo-mothers', 'online-hellowork', 'yamaguchi-vocational'] as const;

/** What a client may do: mostly press what is offered, sometimes anything else. */
const act = fc.record({
  kind: fc.constantFrom(
    'offered',
    'offered',
    'offered',
    'offered',
    'gave',
    'gave',
    'wished',
    'back',
    'again',
    'left',
    'form',
    'odd',
  ),
  which: fc.nat(30),
});
type Act = { kind: string; which: number };

const ODD = [
  'cannot-use-phone',
  'at:',
  'day:2026-12-31',
  'move:nobody',
  'cancel:nobody',
  'office:none',
  'service:none',
  'change:none',
];

function inputFor({ kind, which }: Act, offered: readonly string[]): ClientInput {
  switch (kind) {
    case 'offered':
      return { type: 'chose', choice: offered[which % Math.max(1, offered.length)] ?? 'book' };
    case 'gave':
      return { type: 'gave', value: '文字', ...(which % 2 === 0 && { nameFollows: true }) };
    case 'wished':
      return { type: 'wished', wish: { day: '2026-11-25', at: '10:00' } };
    case 'form':
      return { type: 'formSubmitted', draft: { name: '文字' } };
    case 'odd':
      return { type: 'chose', choice: ODD[which % ODD.length] ?? '' };
    default:
      return { type: kind as 'back' | 'again' | 'left' };
  }
}

const GO_ON = 'back stop menu'.split(' ');

/** One step of a conversation, as the bot takes it: `left` leaves everything, all else goes to the flow on top. */
const take = (stack: Stack, input: ClientInput, shell: PlausibleShell): Settled =>
  runWith(input.type === 'left' ? leave(stack) : send(stack, input), shell);

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describe.each(CENTRES)('however a client of %s answers and whatever happens,', (centreId) => {
  const world = worldOf(centreOf(centreId));
  const outline = outlineOf(world.centre);
  /** Walks a conversation and hands every place at which it rests to `look`. */
  const walks = (look: (stack: Stack, shell: PlausibleShell, notes: readonly Note[]) => void): void =>
    fc.assert(
      fc.property(fc.array(act, { minLength: 20, maxLength: 60 }), fc.array(fc.nat(1000), { minLength: 1 }), (acts, chances) => {
        let drawn = 0;
        const chance = () => (chances[drawn++ % chances.length] ?? 0) + drawn;
        const shell = plausibleShell(outline, chance);
        let stack = begin(outline);
        for (const one of acts) {
          const offered = choicesNow(stack, world).filter(({ id }) => !GO_ON.includes(id));
          const settled = take(
            stack,
            inputFor(
              one,
              offered.map(({ id }) => id),
            ),
            shell,
          );
          stack = settled.stack;
          look(stack, shell, settled.notes);
        }
      }),
      { numRuns: 60 },
    );

  test('the conversation rests at a question, and there are words for it and for what was said', () => {
    walks((stack, _, notes) => {
      expect(standing(stack).meta).toBeDefined();
      expect(composeReply({ step: 1, notes, stack, world }).messages.length).toBeGreaterThan(0);
    });
  });

  test('no held seat is forgotten: each one stands in the conversation until it is confirmed or released', () => {
    walks((stack, { held }) => {
      const remembered = JSON.stringify(freeze(stack));
      expect([...held].filter((id) => !remembered.includes(`"${id}"`))).toEqual([]);
    });
  });

  test('leaving leads to the menu and lets every held seat go', () => {
    walks((stack, shell) => {
      const aside = shell.copy();
      const left = runWith(leave(stack), aside).stack;
      expect(left.map(({ flow }) => flow)).toEqual(['conversation']);
      expect(standing(left).meta?.prompt).toBe('menu');
      expect([...aside.held]).toEqual([]);
    });
  });

  test('what is stored and read again is the same', () => {
    walks((stack) => {
      const stored = json(freeze(stack));
      const again = thaw(stored);
      expect(json(freeze(again))).toEqual(stored);
      expect(standing(again).meta).toEqual(standing(stack).meta);
      expect(json(standing(again).context)).toEqual(json(standing(stack).context));
    });
  });
});

describe('what was not frozen by us cannot be thawed:', () => {
  const outline = outlineOf(centreOf('izumo'));
  const frozen = () => json(freeze(begin(outline))) as { flow: string; snapshot: Record<string, unknown> }[];
  const [root] = frozen();
  if (!root) throw new Error('an empty stack');
  const withRoot = (changes: object) => [{ ...root, snapshot: { ...root.snapshot, ...changes } }];

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'menu'],
    ['an empty list', []],
    ['a list of nothing', [null]],
    ['an unknown flow', [{ ...root, flow: 'lottery' }]],
    ['a name that every object has', [{ ...root, flow: 'constructor' }]],
    ['an unknown state', withRoot({ value: 'nowhere' })],
    ['a state that waits for an outcome', withRoot({ value: 'booking' })],
    ['no snapshot', [{ flow: 'conversation' }]],
    ['a stack without its root', [{ ...root, flow: 'language', snapshot: { ...root.snapshot, value: 'choosing' } }]],
  ])('%s', (_, stored) => {
    expect(() => thaw(stored)).toThrow();
  });

  test('any JSON at all is thawed to a conversation at rest, or refused', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (stored) => {
        expect(() => thaw(stored)).toThrow();
      }),
    );
  });
});
