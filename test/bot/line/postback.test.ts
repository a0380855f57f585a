import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodePostback, encodePostback } from '#bot/line/postback.ts';

test('what a button carries comes back as it was', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string({ minLength: 1, maxLength: 250 }), (step, choice) => {
      expect(decodePostback(encodePostback(step, choice), undefined)).toEqual({ kind: 'pressed', step, choice });
    }),
  );
});

test('a day picked from the calendar comes with the choice', () => {
  expect(decodePostback('s=7&c=day', '2026-11-25')).toEqual({ kind: 'pressed', step: 7, choice: 'day', day: '2026-11-25' });
});

test.each([
  ['', undefined],
  ['action=buy&item=1', undefined],
  ['s=&c=x', undefined],
  ['s=-1&c=x', undefined],
  ['s=1&c=', undefined],
  ['s=1.5&c=x', undefined],
  [undefined, undefined],
  [{ s: 1 }, undefined],
  ['s=7&c=day', '2026-02-30'],
  ['s=7&c=day', '2026-11-25T10:00'],
  ['s=7&c=day', 20261125],
])('data that is not ours is a button we do not know: %j with date %j', (data, date) => {
  expect(decodePostback(data, date)).toEqual({ kind: 'pressed-unknown' });
});

test('a choice that does not fit into 300 characters is a fault, never cut short', () => {
  expect(encodePostback(1, 'x'.repeat(294))).toHaveLength(300);
  expect(() => encodePostback(1, 'x'.repeat(295))).toThrow(RangeError);
  expect(() => encodePostback(1, '')).toThrow(RangeError);
  expect(() => encodePostback(1.5, 'x')).toThrow(RangeError);
});
