import { expect, test } from 'vitest';
import { liesInside } from '#policy/directed-window.ts';
import { inTokyo } from '../support/tokyo.ts';

const span = (from: string, to: string) => ({ startsAt: inTokyo(`2026-11-25T${from}`), endsAt: inTokyo(`2026-11-25T${to}`) });

test.each([
  ['10:00', '10:30', true],
  ['11:30', '12:00', true],
  ['09:59', '10:29', false],
  ['11:45', '12:15', false],
  ['12:00', '12:30', false],
])('a session from %s to %s lies inside a window from 10:00 to 12:00: %s', (from, to, inside) => {
  expect(liesInside(span(from, to), span('10:00', '12:00'))).toBe(inside);
});
