import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ableToCome, type DetailsReached, type Session } from '#policy/able-to-come.ts';
import type { StaffClosure } from '#policy/closures.ts';
import { hinderedBy, type MomentKind } from '#policy/session-moments.ts';
import { serviceOf } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

const START = tokyo('2026-11-25T10:00');
const session = (centreId: string, reached: DetailsReached, closures: readonly StaffClosure[] = []): Session => ({
  ...{ service: serviceOf(centreId), officeId: 'here', startsAt: START, closures, reached },
});
const outcome = (centreId: string, reached: DetailsReached, closures?: readonly StaffClosure[]) => {
  const able = ableToCome(session(centreId, reached, closures));
  return able.kind === 'able' ? 'able' : able.by;
};
const closed = (officeId: string | undefined, fromDay = '2026-11-25', toDay = fromDay): StaffClosure => ({
  ...{ officeId, fromDay, toDay },
});

describe('meeting details', () => {
  it.each<[string, DetailsReached, string]>([
    ['hakodate', {}, 'details-not-delivered'],
    ['hakodate', { chat: START.minus({ days: 1 }) }, 'able'],
    ['hakodate', { 'e-mail': START.minus({ days: 1 }) }, 'able'],
    ['hakodate', { 'my-page': START.minus({ days: 1 }) }, 'details-not-delivered'],
    ['izumo', { 'my-page': START.minus({ days: 1 }) }, 'able'],
    ['izumo', { 'e-mail': START.minus({ days: 1 }) }, 'able'],
    ['izumo', { chat: START.minus({ days: 1 }) }, 'details-not-delivered'],
    ['matsudo-mothers', { 'e-mail': START.minus({ days: 1 }) }, 'details-not-delivered'],
    ['yamaguchi-vocational', { 'e-mail': START.minus({ days: 1 }) }, 'able'],
  ])('of %s count by the ways that its document names: %j is %s', (centreId, reached, expected) => {
    expect(outcome(centreId, reached)).toBe(expected);
  });

  it('have to be there by the start, to the millisecond', () => {
    expect(outcome('matsudo-mothers', { chat: START })).toBe('able');
    expect(outcome('matsudo-mothers', { chat: START.plus({ milliseconds: 1 }) })).toBe('details-not-delivered');
  });

  it('that come after the start never make anybody able, whenever they come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000_000 }), fc.integer({ min: 0, max: 100_000_000 }), (late, early) => {
        expect(outcome('hakodate', { chat: START.plus({ milliseconds: late }) })).toBe('details-not-delivered');
        expect(
          outcome('hakodate', { chat: START.plus({ milliseconds: late }), 'e-mail': START.minus({ milliseconds: early }) }),
        ).toBe('able');
      }),
    );
  });
});

describe('a day that staff closed', () => {
  const there = { chat: START.minus({ days: 1 }) };

  it('keeps everybody of the office from coming, details or not', () => {
    expect(outcome('hakodate', there, [closed('here')])).toBe('closed-day');
    expect(outcome('hakodate', {}, [closed(undefined)])).toBe('closed-day');
    expect(outcome('hakodate', there, [closed(undefined, '2026-11-20', '2026-11-25')])).toBe('closed-day');
  });

  it('of another office, or another day, does not', () => {
    expect(outcome('hakodate', there, [closed('elsewhere')])).toBe('able');
    expect(outcome('hakodate', there, [closed('here', '2026-11-24'), closed('here', '2026-11-26', '2026-11-30')])).toBe('able');
  });

  it('is a day of Tokyo, in whatever zone the start is given', () => {
    fc.assert(
      fc.property(anyMoment, (startsAt) => {
        const day = startsAt.setZone('Asia/Tokyo').toFormat('yyyy-MM-dd');
        const on = { ...session('hakodate', there, [closed('here', day)]), startsAt: startsAt.setZone('America/St_Johns') };
        expect(ableToCome(on)).toEqual({ kind: 'hindered', by: 'closed-day' });
      }),
    );
  });
});

it('a closed day stands against every moment; missing details only against saying that somebody did not come', () => {
  const kinds: MomentKind[] = ['reminder-day-before', 'reminder-morning', 'room-opens', 'not-connected', 'presumed-cancelled'];
  const against = (by: 'closed-day' | 'details-not-delivered') =>
    kinds.filter((kind) => hinderedBy({ kind }, { kind: 'hindered', by }));
  expect(against('closed-day')).toEqual(kinds);
  expect(against('details-not-delivered')).toEqual(['not-connected', 'presumed-cancelled']);
  expect(kinds.filter((kind) => hinderedBy({ kind }, { kind: 'able' }))).toEqual([]);
});
