import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { ZONE } from '#clock.ts';
import { endOfNthBusinessDayAfter } from '#policy/calendar.ts';
import { judgeTimes, MOST_OFFERED, offerDeadline } from '#policy/offers.ts';
import { centreOf, closedOn, serviceOf, serviceWith } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

const friday = tokyo('2026-11-20T10:00');
const deadline = (now: DateTime, ...times: string[]): DateTime =>
  offerDeadline(serviceOf('izumo'), centreOf('izumo'), now, times.map(tokyo));

describe('offerDeadline', () => {
  it('gives the client as many business days as the office has (S1 article 6(2))', () => {
    // Monday 23 November is 勤労感謝の日.
    expect(deadline(friday, '2026-12-10T10:00', '2026-12-01T10:00')).toEqual(tokyo('2026-11-27'));
  });

  it('ends with the day before the last offered day', () => {
    expect(deadline(friday, '2026-11-24T11:00', '2026-11-25T11:00')).toEqual(tokyo('2026-11-25'));
    expect(deadline(friday, '2026-11-24T11:00')).toEqual(tokyo('2026-11-24'));
  });

  it('is the start of the last time where all are today', () => {
    expect(deadline(friday, '2026-11-20T11:00', '2026-11-20T15:00')).toEqual(tokyo('2026-11-20T15:00'));
  });

  it('lies ahead, never after the last offered start nor after the promised days, whatever is offered', () => {
    const ahead = fc.integer({ min: 1, max: 60 * 24 * 60 });
    fc.assert(
      fc.property(
        anyMoment,
        fc.array(ahead, { minLength: 1, maxLength: MOST_OFFERED }),
        fc.integer({ min: 1, max: 30 }),
        (now, minutes, value) => {
          const service = serviceWith({ answerWithinBusinessDays: { value, sample: 'test' } });
          const times = minutes.map((it) => now.plus({ minutes: it }));
          const until = offerDeadline(service, centreOf('izumo'), now, times);
          const last = DateTime.max(...(times as [DateTime, ...DateTime[]])).setZone(ZONE);
          expect(until > now).toBe(true);
          expect(until <= last).toBe(true);
          expect(until <= endOfNthBusinessDayAfter(now, value, centreOf('izumo'))).toBe(true);
          expect(until.zoneName).toBe(ZONE);
          const before = last.startOf('day') > now;
          expect(until <= last.startOf('day')).toBe(before || last.equals(last.startOf('day')));
          // The order in which staff picked them has no say.
          expect(offerDeadline(service, centreOf('izumo'), now, times.toReversed())).toEqual(until);
        },
      ),
    );
  });

  it('is a fault without a time', () => {
    expect(() => deadline(friday)).toThrow(RangeError);
  });
});

describe('judgeTimes', () => {
  const judge = (...times: string[]) =>
    judgeTimes(times.map(tokyo), { centre: closedOn('2026-11-26'), now: friday, most: MOST_OFFERED });

  it('takes one to five times ahead, at any hour of a working day', () => {
    expect(judge('2026-11-20T10:01')).toEqual({ kind: 'fine' });
    expect(judge('2026-11-24T07:00', '2026-11-24T20:00', '2027-11-25T12:10')).toEqual({ kind: 'fine' });
  });

  it.each([
    ['past', ['2026-11-20T10:00']],
    ['past', ['2026-11-24T10:00', '2026-11-20T09:59']],
    ['past', ['not a time']],
    ['closed', ['2026-11-21T10:00']],
    ['closed', ['2026-11-23T10:00']],
    ['closed', ['2026-11-26T10:00']],
    ['closed', ['2026-12-29T10:00']],
    ['twice', ['2026-11-24T10:00', '2026-11-24T10:00']],
    ['count', []],
    ['count', [9, 10, 11, 12, 13, 14].map((hour) => `2026-11-24T${String(hour).padStart(2, '0')}:00`)],
  ])('%s: %j', (why, times) => {
    expect(judge(...times)).toEqual({ kind: 'not-a-time', why });
  });
});
