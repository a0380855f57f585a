import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_INPUT, decodeSubmit, encodeSubmit } from '#bot/teams/submit.ts';

const submit = (over: object = {}) => ({ ...encodeSubmit(7, 'day'), ...over });

test('what a button carries comes back as it was, through JSON as well', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 250 }), (step, choice) => {
      expect(decodeSubmit(JSON.parse(JSON.stringify(encodeSubmit(step, choice))))).toEqual({ kind: 'pressed', step, choice });
    }),
  );
});

test('the data of a button are the step and the choice, and nothing of a person', () => {
  expect(encodeSubmit(7, 'book')).toEqual({ madoguchi: { step: 7, choice: 'book' } });
});

test('a picked day comes with the choice; a date input that was left empty is none', () => {
  expect(DAY_INPUT).toBe('day');
  expect(decodeSubmit(submit({ day: '2026-11-25' }))).toEqual({ kind: 'pressed', step: 7, choice: 'day', day: '2026-11-25' });
  expect(decodeSubmit(submit({ day: '' }))).toEqual({ kind: 'pressed', step: 7, choice: 'day' });
  expect(decodeSubmit(submit({ day: null }))).toEqual({ kind: 'pressed', step: 7, choice: 'day' });
});

test('what Teams adds beside it does not matter', () => {
  expect(decodeSubmit(submit({ msteams: { type: 'x' } }))).toEqual({ kind: 'pressed', step: 7, choice: 'day' });
});

test.each([
  undefined,
  null,
  'book',
  [],
  {},
  { madoguchi: 7 },
  { madoguchi: { step: '7', choice: 'book' } },
  { madoguchi: { step: -1, choice: 'book' } },
  { madoguchi: { step: 1.5, choice: 'book' } },
  { madoguchi: { step: 7 } },
  { madoguchi: { step: 7, choice: '' } },
  { madoguchi: { step: 7, choice: 'x'.repeat(281) } },
  submit({ day: '2026-02-30' }),
  submit({ day: '2026-11-25T10:00' }),
  submit({ day: 20261125 }),
])('data that is not ours is a button we do not know: %j', (data) => {
  expect(decodeSubmit(data)).toEqual({ kind: 'pressed-unknown' });
});

test('a choice that would not be read back is a fault, never cut short', () => {
  expect(() => encodeSubmit(1, 'x'.repeat(281))).toThrow(RangeError);
  expect(() => encodeSubmit(1, '')).toThrow(RangeError);
  expect(() => encodeSubmit(1.5, 'x')).toThrow(RangeError);
});
