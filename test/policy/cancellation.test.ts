import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeCancellation, judgeMoving } from '#policy/cancellation.ts';
import { serviceOf } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

const startsAt = tokyo('2026-11-25T11:00');
const confirmed = (centreId: string, now: string) =>
  judgeCancellation({ service: serviceOf(centreId), state: 'confirmed', startsAt, now: tokyo(now) });

describe('judgeCancellation', () => {
  it('allows it in the chat until 24:00 of the day before', () => {
    expect(confirmed('hakodate', '2026-11-24T23:59:59.999')).toEqual({ kind: 'allowed' });
  });

  it.each([
    ['hakodate', '6(6)'],
    ['izumo', '6(5)'],
    ['yamaguchi-vocational', '7(2)'],
  ])('on the day itself %s takes it by phone only, by article %s', (centreId, article) => {
    const phoneOnly = { kind: 'phone-only', why: 'same-day', article };
    expect(confirmed(centreId, '2026-11-25T00:00')).toEqual(phoneOnly);
    expect(confirmed(centreId, '2026-11-25T23:59')).toEqual(phoneOnly);
  });

  it('Matsudo takes it by phone only, always (S2 article 6(3))', () => {
    expect(confirmed('matsudo-mothers', '2026-11-01T09:00')).toEqual({ kind: 'phone-only', why: 'always', article: '6(3)' });
  });

  it('a rule without a source names no article (S3)', () => {
    expect(confirmed('online-hellowork', '2026-11-25T09:00')).toEqual({ kind: 'phone-only', why: 'same-day' });
  });

  it('after the day there is nothing left to cancel', () => {
    expect(confirmed('hakodate', '2026-11-26T00:00')).toEqual({ kind: 'over' });
    expect(confirmed('matsudo-mothers', '2026-11-26T00:00')).toEqual({ kind: 'over' });
  });

  it('what staff have not confirmed may be withdrawn at any time, at Matsudo and on the day too', () => {
    for (const state of ['requested', 'offered'] as const) {
      const now = tokyo('2026-11-25T10:59');
      expect(judgeCancellation({ service: serviceOf('matsudo-mothers'), state, startsAt, now })).toEqual({
        kind: 'withdrawable',
      });
      expect(judgeCancellation({ service: serviceOf('matsudo-mothers'), state, now })).toEqual({ kind: 'withdrawable' });
    }
  });

  it('a booking that has ended cannot be cancelled again', () => {
    for (const state of ['cancelled', 'attended', 'moved', 'presumed-cancelled', 'expired'] as const) {
      expect(judgeCancellation({ service: serviceOf('izumo'), state, startsAt, now: tokyo('2026-11-20') })).toEqual({
        kind: 'over',
      });
    }
  });

  it('never allows a confirmed booking to be cancelled on the day of its session', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 1439 }), (start, minute) => {
        const now = start.setZone('Asia/Tokyo').startOf('day').plus({ minutes: minute });
        const judged = judgeCancellation({ service: serviceOf('izumo'), state: 'confirmed', startsAt: start, now });
        expect(judged.kind).toBe('phone-only');
      }),
    );
  });

  it('takes a confirmed booking without a time as a fault', () => {
    expect(() => judgeCancellation({ service: serviceOf('izumo'), state: 'confirmed', now: tokyo('2026-11-20') })).toThrow(
      RangeError,
    );
  });
});

describe('judgeMoving', () => {
  it('follows the rule of cancelling', () => {
    const moving = (centreId: string, now: string) =>
      judgeMoving({ service: serviceOf(centreId), state: 'confirmed', startsAt, now: tokyo(now) });
    expect(moving('izumo', '2026-11-24T12:00')).toEqual({ kind: 'allowed' });
    expect(moving('izumo', '2026-11-25T08:00')).toEqual({ kind: 'phone-only', why: 'same-day', article: '6(5)' });
    expect(moving('matsudo-mothers', '2026-11-20T08:00')).toEqual({ kind: 'phone-only', why: 'always', article: '6(3)' });
    expect(moving('izumo', '2026-11-26T08:00')).toEqual({ kind: 'over' });
  });

  it('allows a request that is not confirmed to be changed, until its day is over', () => {
    const moving = (now: string) =>
      judgeMoving({ service: serviceOf('matsudo-mothers'), state: 'requested', startsAt, now: tokyo(now) });
    expect(moving('2026-11-20T08:00')).toEqual({ kind: 'allowed' });
    expect(moving('2026-11-26T00:00')).toEqual({ kind: 'over' });
  });
});
