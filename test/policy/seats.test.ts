import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { overlap, seatsAtOnce } from '#policy/seats.ts';
import { inTokyo } from '../support/tokyo.ts';

const NINE = inTokyo('2026-11-25T09:00');
const span = (minutes: number, length = 30) => ({
  startsAt: NINE.plus({ minutes }),
  endsAt: NINE.plus({ minutes: minutes + length }),
});
const taken = (minutes: number, used = 1, length = 30) => ({ ...span(minutes, length), used });

describe('the seats in use at one moment of a slot', () => {
  test.each([
    ['nobody', [], 0],
    ['who is in it', [taken(0, 2)], 2],
    ['who overlaps it, before and after', [taken(-15), taken(15)], 1],
    ['who overlaps it and each other', [taken(-20), taken(-10), taken(5)], 3],
    ['not who only touches it', [taken(-30), taken(30)], 0],
    ['not slots with nobody in them', [taken(10, 0)], 0],
    ['whoever sits there all along', [taken(-60, 1, 240), taken(20)], 2],
  ])('count %s', (_, list, count) => {
    expect(seatsAtOnce(span(0), list)).toBe(count);
  });

  test('are what a look at every minute finds', () => {
    const any = fc.record({ at: fc.integer({ min: -90, max: 90 }), length: fc.integer({ min: 5, max: 60 }), used: fc.nat(3) });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 12 }), (list) => {
        const seats = list.map(({ at, used, length }) => taken(at, used, length));
        const everyMinute = Array.from({ length: 30 }, (_, minute) =>
          seats
            .filter(({ startsAt, endsAt }) => overlap({ startsAt, endsAt }, span(minute, 1)))
            .reduce((sum, { used }) => sum + used, 0),
        );
        expect(seatsAtOnce(span(0), seats)).toBe(Math.max(...everyMinute));
      }),
    );
  });
});
