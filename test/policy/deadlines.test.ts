import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZONE } from '#clock.ts';
import {
  answerDeadline,
  bookingCutOff,
  chatCancelUntil,
  HOLD_MINUTES,
  holdUntil,
  noShowAt,
  requestExpiresAt,
} from '#policy/deadlines.ts';
import { centreOf, serviceOf, serviceWith } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

describe('bookingCutOff', () => {
  it('is 24:00 at the end of the day before (S0–S2 article 6(1))', () => {
    expect(bookingCutOff(serviceOf('izumo'), tokyo('2026-11-25T09:30'))).toEqual(tokyo('2026-11-25T00:00'));
    expect(bookingCutOff(serviceOf('izumo'), tokyo('2026-12-01T15:00'))).toEqual(tokyo('2026-12-01T00:00'));
  });

  it('counts calendar days where the centre wants more than one', () => {
    const service = serviceWith({ bookUntilDaysBefore: { value: 3, sample: 'test' } });
    expect(bookingCutOff(service, tokyo('2027-03-02T09:30'))).toEqual(tokyo('2027-02-28T00:00'));
  });

  it('is the start itself where the same day may be booked', () => {
    const service = serviceWith({ bookUntilDaysBefore: { value: 0, sample: 'test' } });
    expect(bookingCutOff(service, tokyo('2026-11-25T09:30'))).toEqual(tokyo('2026-11-25T09:30'));
  });

  it('never comes after the start', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 31 }), (startsAt, value) => {
        const cutOff = bookingCutOff(serviceWith({ bookUntilDaysBefore: { value, sample: 'test' } }), startsAt);
        expect(cutOff <= startsAt).toBe(true);
        expect(cutOff.zoneName).toBe(ZONE);
      }),
    );
  });
});

describe('chatCancelUntil', () => {
  it('is 24:00 at the end of the day before (S0 article 6(6))', () => {
    expect(chatCancelUntil(serviceOf('hakodate'), tokyo('2026-11-25T10:00'))).toEqual(tokyo('2026-11-25T00:00'));
  });

  it('is never at Matsudo (S2 article 6(3))', () => {
    expect(chatCancelUntil(serviceOf('matsudo-mothers'), tokyo('2026-11-25T11:00'))).toBe('never');
  });

  it('does not move with the booking deadline', () => {
    const service = serviceWith({ bookUntilDaysBefore: { value: 7, sample: 'test' } });
    expect(chatCancelUntil(service, tokyo('2026-11-25T10:00'))).toEqual(tokyo('2026-11-25T00:00'));
  });
});

describe('answerDeadline', () => {
  it('is two business days at Hakodate (S0 article 6(3)) and three at Izumo (S1 article 6(2))', () => {
    const friday = tokyo('2026-11-20T18:00');
    // 23 November is 勤労感謝の日.
    expect(answerDeadline(serviceOf('hakodate'), centreOf('hakodate'), friday)).toEqual(tokyo('2026-11-26'));
    expect(answerDeadline(serviceOf('izumo'), centreOf('izumo'), friday)).toEqual(tokyo('2026-11-27'));
  });
});

describe('the other deadlines', () => {
  it('a hold lasts ten minutes, across midnight too', () => {
    expect(HOLD_MINUTES).toBe(10);
    expect(holdUntil(tokyo('2026-11-24T23:55'))).toEqual(tokyo('2026-11-25T00:05'));
  });

  it('a no-show is presumed ten minutes after the start (S0 article 6(6), S1 6(5), S2 6(3), S4 7(2))', () => {
    for (const id of ['hakodate', 'izumo', 'matsudo-mothers', 'yamaguchi-vocational']) {
      expect(noShowAt(serviceOf(id), tokyo('2026-11-25T11:00'))).toEqual(tokyo('2026-11-25T11:10'));
    }
  });

  it('nothing is presumed where the terms have no such rule (S3)', () => {
    expect(noShowAt(serviceOf('online-hellowork', 'counselling'), tokyo('2026-11-25T11:00'))).toBeUndefined();
    expect(noShowAt(serviceOf('online-hellowork', 'certification'), tokyo('2026-11-25T11:00'))).toBeUndefined();
  });

  it('an unanswered request expires as its day begins in Tokyo', () => {
    expect(requestExpiresAt(tokyo('2026-11-25T09:30').setZone('America/St_Johns'))).toEqual(tokyo('2026-11-25T00:00'));
  });
});
