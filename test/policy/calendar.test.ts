import fc from 'fast-check';
import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { ZONE } from '#clock.ts';
import { businessDayBefore, endOfNthBusinessDayAfter, isBusinessDay, nextBusinessDay, restOn } from '#policy/calendar.ts';
import { closedOn } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

const open = closedOn();
const iso = (at: DateTime): string => at.toISO({ suppressMilliseconds: true }) ?? '';

describe('restOn', () => {
  it.each([
    ['2026-11-23', { kind: 'holiday', name: '勤労感謝の日' }],
    ['2026-09-22', { kind: 'holiday', name: '休日' }],
    ['2027-01-01', { kind: 'holiday', name: '元日' }],
    ['2026-12-29', { kind: 'year-end' }],
    ['2026-11-28', { kind: 'weekend' }],
    ['2026-11-27', undefined],
  ])('says why nobody works on %s', (day, rest) => {
    expect(restOn(tokyo(`${day}T09:00`))).toEqual(rest);
  });
});

describe('isBusinessDay', () => {
  it.each([
    ['2026-09-18', true, 'a Friday'],
    ['2026-09-19', false, 'a Saturday'],
    ['2026-09-20', false, 'a Sunday'],
    ['2026-09-21', false, '敬老の日'],
    ['2026-09-22', false, 'a day between two holidays (国民の休日)'],
    ['2026-09-23', false, '秋分の日'],
    ['2026-09-24', true, 'the Thursday after three closed days'],
    ['2032-09-21', false, 'the next day between two holidays'],
    ['2026-05-06', false, 'the substitute for 憲法記念日 on a Sunday'],
    ['2027-03-22', false, 'the substitute for 春分の日 on a Sunday'],
    ['2025-02-24', false, 'the substitute for 天皇誕生日 on a Sunday'],
    ['2026-12-28', true, 'the last day of the office year'],
    ['2026-12-29', false, 'the year’s end'],
    ['2026-12-30', false, 'the year’s end'],
    ['2026-12-31', false, 'the year’s end'],
    ['2027-01-01', false, '元日'],
    ['2028-01-03', false, 'the third of January, a Monday'],
    ['2027-01-04', true, 'the first day of the office year'],
    ['2028-02-29', true, 'a leap day'],
  ])('%s: %s (%s)', (day, expected) => {
    expect(isBusinessDay(tokyo(day), open)).toBe(expected);
  });

  it('is closed on a closure of the centre, and only there', () => {
    expect(isBusinessDay(tokyo('2026-11-25'), closedOn('2026-11-25'))).toBe(false);
    expect(isBusinessDay(tokyo('2026-11-26'), closedOn('2026-11-25'))).toBe(true);
  });

  it('asks for the calendar day in Tokyo, whatever the zone of the moment and of the server', () => {
    // 0:00 in Tokyo on 23 November, 勤労感謝の日, is still the 22nd in the other zones; the 24th is a working Tuesday.
    expect(isBusinessDay(DateTime.fromISO('2026-11-22T15:00:00Z', { zone: 'America/St_Johns' }), open)).toBe(false);
    expect(isBusinessDay(DateTime.fromISO('2026-11-23T14:59:59Z', { zone: 'UTC' }), open)).toBe(false);
    expect(isBusinessDay(DateTime.fromISO('2026-11-23T15:00:00Z', { zone: 'America/St_Johns' }), open)).toBe(true);
  });

  it('is the same all day long', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const day = at.setZone(ZONE);
        expect(isBusinessDay(day.startOf('day'), open)).toBe(isBusinessDay(day.endOf('day'), open));
      }),
    );
  });
});

describe('nextBusinessDay and businessDayBefore', () => {
  it('step over three closed days in a row and the weekend before them', () => {
    expect(nextBusinessDay(tokyo('2026-09-18T16:00'), open)).toEqual(tokyo('2026-09-24'));
    expect(businessDayBefore(tokyo('2026-09-24T09:00'), open)).toEqual(tokyo('2026-09-18'));
  });

  it('step over the year’s end', () => {
    expect(nextBusinessDay(tokyo('2026-12-28T10:00'), open)).toEqual(tokyo('2027-01-04'));
    expect(businessDayBefore(tokyo('2027-01-04T10:00'), open)).toEqual(tokyo('2026-12-28'));
  });

  it('name a business day with none between it and the given day', () => {
    fc.assert(
      fc.property(anyMoment, (at) => {
        const next = nextBusinessDay(at, open);
        expect(isBusinessDay(next, open)).toBe(true);
        expect(next > at.setZone(ZONE).endOf('day')).toBe(true);
        expect(businessDayBefore(next, open) <= at.setZone(ZONE).startOf('day')).toBe(true);
        expect(businessDayBefore(at, open) < at.setZone(ZONE).startOf('day')).toBe(true);
      }),
    );
  });
});

describe('endOfNthBusinessDayAfter', () => {
  it('is 24:00 at the end of the Nth business day: the beginning of the next day', () => {
    expect(iso(endOfNthBusinessDayAfter(tokyo('2026-11-24T10:00'), 2, open))).toBe('2026-11-27T00:00:00+09:00');
  });

  it('does not count the day of the request, not even at its first or last minute', () => {
    const expected = tokyo('2026-11-26');
    expect(endOfNthBusinessDayAfter(tokyo('2026-11-24T00:00'), 1, open)).toEqual(expected);
    expect(endOfNthBusinessDayAfter(tokyo('2026-11-24T23:59:59'), 1, open)).toEqual(expected);
    expect(endOfNthBusinessDayAfter(tokyo('2026-11-25T00:00'), 1, open)).toEqual(tokyo('2026-11-27'));
  });

  it('counts from a day without staff to the first days with them', () => {
    expect(endOfNthBusinessDayAfter(tokyo('2026-09-20T12:00'), 2, open)).toEqual(tokyo('2026-09-26'));
    expect(endOfNthBusinessDayAfter(tokyo('2026-12-28T12:00'), 3, open)).toEqual(tokyo('2027-01-07'));
    expect(endOfNthBusinessDayAfter(tokyo('2026-09-18T12:00'), 1, closedOn('2026-09-24'))).toEqual(tokyo('2026-09-26'));
  });

  it('crosses the end of a month', () => {
    expect(endOfNthBusinessDayAfter(tokyo('2026-01-30T12:00'), 1, open)).toEqual(tokyo('2026-02-03'));
  });

  it('refuses a number that is no number of days', () => {
    expect(() => endOfNthBusinessDayAfter(tokyo('2026-11-24'), 0, open)).toThrow(RangeError);
    expect(() => endOfNthBusinessDayAfter(tokyo('2026-11-24'), 1.5, open)).toThrow(RangeError);
  });

  it('leaves exactly N business days between the day of the request and itself', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 1, max: 6 }), (at, n) => {
        const end = endOfNthBusinessDayAfter(at, n, open);
        let count = 0;
        for (let day = at.setZone(ZONE).startOf('day').plus({ days: 1 }); day < end; day = day.plus({ days: 1 })) {
          if (isBusinessDay(day, open)) count += 1;
        }
        expect(count).toBe(n);
        expect(isBusinessDay(end.minus({ milliseconds: 1 }), open)).toBe(true);
        expect(end).toEqual(end.startOf('day'));
      }),
    );
  });
});
