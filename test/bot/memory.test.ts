import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Memory, recall, remember } from '#bot/memory.ts';
import { outlineOf } from '#bot/outline.ts';
import { begin, freeze, MACHINE_VERSION, standing } from '#machines/stack.ts';
import { centreOf } from './replies/standing-at.ts';

const outline = outlineOf(centreOf('izumo'));
const AT = Date.parse('2026-11-20T10:00:00.500+09:00');
const memory: Memory = { stack: begin(outline), step: 7, missed: 1, lastPress: { step: 6, choice: 'menu', at: AT } };
const stored = (snapshot: unknown, machineVersion = MACHINE_VERSION) => ({ machineVersion, snapshot });
const remembered = () => JSON.parse(JSON.stringify(remember(memory)));

test('a conversation without a row is new and stands at the menu', () => {
  const { kind, memory: fresh } = recall(undefined, outline, AT);
  expect(kind).toBe('new');
  expect(fresh).toMatchObject({ step: 1, missed: 0, lastPress: null });
  expect(standing(fresh.stack)).toMatchObject({ flow: 'conversation', meta: { prompt: 'menu' } });
});

test('what was remembered is recalled', () => {
  const recalled = recall(stored(remembered()), outline, AT);
  expect(recalled.kind).toBe('remembered');
  const { stack, ...rest } = recalled.memory;
  expect(rest).toEqual({ step: 7, missed: 1, lastPress: { step: 6, choice: 'menu', at: AT } });
  expect(freeze(stack)).toEqual(freeze(memory.stack));
});

describe('a snapshot begins anew', () => {
  test.each([
    ['of an older version', stored(remembered(), MACHINE_VERSION - 1)],
    ['of a newer version', stored(remembered(), MACHINE_VERSION + 1)],
    ['that could not be opened', stored(undefined)],
    ['without a stack', stored({ step: 7, missed: 0, lastPress: null })],
    ['whose step is no whole number', stored({ ...remembered(), step: 7.5 })],
    ['whose step is a text', stored({ ...remembered(), step: '7' })],
    ['with an unknown flow', stored({ ...remembered(), stack: [{ flow: 'lottery', snapshot: {} }] })],
  ])('%s', (_, row) => {
    const recalled = recall(row, outline, AT);
    expect(recalled.kind).toBe('restarted');
    expect(standing(recalled.memory.stack).meta?.prompt).toBe('menu');
    // A step of its own, by the clock: no old button has it.
    expect(recalled.memory.step).toBe(Math.floor(AT / 1000));
  });

  test('whatever JSON it is, without a throw', () => {
    fc.assert(
      fc.property(
        fc.jsonValue().filter((it) => it !== null),
        (snapshot) => {
          expect(recall(stored(snapshot), outline, AT).kind).toBe('restarted');
        },
      ),
    );
  });
});

test('counts that are missing or spoilt are taken as none', () => {
  const { memory: recalled } = recall(stored({ ...remembered(), missed: 'many', lastPress: 'yes' }), outline, AT);
  expect(recalled).toMatchObject({ step: 7, missed: 0, lastPress: null });
});

test('after a deletion the client is new, and no old button fits', () => {
  const { kind, memory: fresh } = recall(stored(null), outline, AT);
  expect(kind).toBe('new');
  expect(fresh.step).toBe(Math.floor(AT / 1000));
});
