import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZONE } from '#clock.ts';
import {
  answerDeadline,
  answerMayNotCome,
  answerPressesFrom,
  bookingCutOff,
  chatCancelUntil,
  HOLD_MINUTES,
  holdUntil,
  noShowAt,
  requestExpiresAt,
} from '#policy/deadlines.ts';
import { isPhoneStaffed } from '#policy/phone.ts';
import { centreOf, officeOf, serviceOf, serviceWith } from './centres.ts';
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

  /** Twenty business days: what the slot's own day leaves counts. */
  const slow = serviceWith({ answerWithinBusinessDays: { value: 20, sample: 'test' } });
  const office = officeOf('izumo');
  const wished = (time: string) => ({ startsAt: tokyo(time), office });
  const until = (requestedAt: string, time: string) =>
    answerDeadline(slow, centreOf('izumo'), tokyo(requestedAt), wished(time)).toFormat("yyyy-MM-dd'T'HH:mm");

  it('of a request for a slot is noon of the last business day before, while staff have an hour for it', () => {
    expect(until('2026-11-25T10:00', '2026-11-27T11:00')).toBe('2026-11-26T12:00');
    // A Monday, and the Tuesday after a Monday that is a holiday.
    expect(until('2026-11-25T10:00', '2026-11-30T11:00')).toBe('2026-11-27T12:00');
    expect(until('2026-11-18T10:00', '2026-11-24T11:00')).toBe('2026-11-20T12:00');
  });

  it('of one that is made after that is the end of the day before, and may not come', () => {
    const mayNotCome = (requestedAt: string, time: string) =>
      answerMayNotCome({ answerBy: tokyo(until(requestedAt, time)), startsAt: tokyo(time) });
    expect(until('2026-11-27T11:00', '2026-11-30T11:00')).toBe('2026-11-27T12:00');
    expect(mayNotCome('2026-11-27T11:00', '2026-11-30T11:00')).toBe(false);
    for (const late of ['2026-11-27T11:01', '2026-11-27T17:15', '2026-11-29T23:59']) {
      expect(until(late, '2026-11-30T11:00')).toBe('2026-11-30T00:00');
      expect(mayNotCome(late, '2026-11-30T11:00')).toBe(true);
    }
  });

  it('lies ahead; at its end client and office can still talk on that day, unless it follows the days of the terms or may not come', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 5 }), (requestedAt, days, value) => {
        const service = serviceWith({ answerWithinBusinessDays: { value, sample: 'test' } });
        const centre = centreOf('izumo');
        const startsAt = requestedAt.setZone(ZONE).startOf('day').plus({ days, hours: 11 });
        const deadline = answerDeadline(service, centre, requestedAt, { startsAt, office });
        expect(deadline > requestedAt && deadline <= requestExpiresAt(startsAt)).toBe(true);
        const talking = [0, 1, 2, 3, 4].every((hours) => isPhoneStaffed(office, centre, deadline.plus({ hours })));
        const mayNotCome = answerMayNotCome({ answerBy: deadline, startsAt });
        expect(talking || mayNotCome || deadline.equals(answerDeadline(service, centre, requestedAt))).toBe(true);
        if (!mayNotCome) return;
        // No morning of a business day is left.
        for (let at = requestedAt.plus({ hours: 1 }); at < deadline; at = at.plus({ hours: 1 }))
          expect(at.setZone(ZONE).hour < 12 && isPhoneStaffed(office, centre, at)).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('presses on staff from the opening of the last business day before it', () => {
    const pressesFrom = (answerBy: string) =>
      answerPressesFrom(centreOf('izumo'), office, tokyo(answerBy)).toFormat("yyyy-MM-dd'T'HH:mm");
    expect(pressesFrom('2026-11-27T12:00')).toBe('2026-11-27T08:30');
    expect(pressesFrom('2026-11-28T00:00')).toBe('2026-11-27T08:30');
    expect(pressesFrom('2026-11-30T00:00')).toBe('2026-11-27T08:30');
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
