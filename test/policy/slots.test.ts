import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ZONE } from '#clock.ts';
import { isBusinessDay } from '#policy/calendar.ts';
import type { Service } from '#policy/centre.ts';
import { bookingCutOff } from '#policy/deadlines.ts';
import { isSlot, minutesOf, type Slot, slotsOnOffer } from '#policy/slots.ts';
import { centreOf, centres, closedOn, officeOf, serviceOf, serviceWith } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

const offer = (centreId: string, day: string, now: string): string[] =>
  slotsOnOffer({
    centre: centreOf(centreId),
    office: officeOf(centreId),
    service: serviceOf(centreId),
    from: tokyo(day),
    to: tokyo(day).plus({ days: 1 }),
    now: tokyo(now),
  }).map(({ startsAt, endsAt }) => `${startsAt.toFormat('HH:mm')}-${endsAt.toFormat('HH:mm')}`);

describe('slotsOnOffer', () => {
  it('gives the four times of Izumo (S1 article 6(1))', () => {
    expect(offer('izumo', '2026-11-25', '2026-11-20T12:00')).toEqual([
      '09:30-10:00',
      '11:00-11:30',
      '13:30-14:00',
      '15:00-15:30',
    ]);
  });

  it('gives the last start of Matsudo at 14:30 (S2 article 6(1))', () => {
    const times = offer('matsudo-mothers', '2026-11-25', '2026-11-20T12:00');
    expect(times[0]).toBe('11:00-11:30');
    expect(times.at(-1)).toBe('14:30-15:00');
    expect(times).toHaveLength(8);
  });

  it('gives the last start of Yamaguchi at 15:30 (S4 6)', () => {
    const times = offer('yamaguchi-vocational', '2026-11-25', '2026-11-20T12:00');
    expect(times[0]).toBe('09:00-10:00');
    expect(times.at(-1)).toBe('15:30-16:30');
  });

  it('offers a day until 24:00 of the day before, and not a moment longer', () => {
    expect(offer('izumo', '2026-11-25', '2026-11-24T23:59:59.999')).toHaveLength(4);
    expect(offer('izumo', '2026-11-25', '2026-11-25T00:00')).toEqual([]);
  });

  it('offers nothing on three closed days in a row, nor at the year’s end', () => {
    for (const day of ['2026-09-21', '2026-09-22', '2026-09-23']) expect(offer('izumo', day, '2026-09-10T12:00')).toEqual([]);
    for (const day of ['2026-12-29', '2026-12-31', '2027-01-01', '2027-01-03']) {
      expect(offer('izumo', day, '2026-12-20T12:00')).toEqual([]);
    }
    expect(offer('izumo', '2026-09-24', '2026-09-10T12:00')).toHaveLength(4);
    expect(offer('izumo', '2027-01-04', '2026-12-20T12:00')).toHaveLength(4);
  });

  it('ends with the horizon, today counted as its first day', () => {
    const service = serviceWith({ horizonDays: { value: 6, sample: 'test' } });
    const days = slotsOnOffer({
      centre: closedOn(),
      office: officeOf('izumo'),
      service,
      from: tokyo('2026-11-01'),
      to: tokyo('2027-03-01'),
      now: tokyo('2026-11-20T12:00'),
    }).map(({ startsAt }) => startsAt.toISODate());
    // 21 and 22 are a weekend, 23 is a holiday, 26 is beyond six days.
    expect([...new Set(days)]).toEqual(['2026-11-24', '2026-11-25']);
  });

  it('takes `from` as inclusive and `to` as exclusive', () => {
    const query = {
      centre: centreOf('izumo'),
      office: officeOf('izumo'),
      service: serviceOf('izumo'),
      now: tokyo('2026-11-20T12:00'),
    };
    const starts = slotsOnOffer({ ...query, from: tokyo('2026-11-25T11:00'), to: tokyo('2026-11-25T15:00') });
    expect(starts.map(({ startsAt }) => startsAt.toFormat('HH:mm'))).toEqual(['11:00', '13:30']);
  });

  it('crosses the end of a month and leap day', () => {
    expect(offer('izumo', '2028-02-29', '2028-02-28T12:00')).toHaveLength(4);
    expect(offer('izumo', '2028-03-01', '2028-02-29T12:00')).toHaveLength(4);
  });
});

describe('whatever is on offer', () => {
  const anyService = fc.constantFrom(...[...centres.values()].flatMap(({ services }) => services));
  const anyWindow = fc
    .record({
      from: fc.integer({ min: 0, max: 20 * 4 }),
      quarters: fc.integer({ min: 1, max: 15 }),
      length: fc.integer({ min: 5, max: 240 }),
      every: fc.integer({ min: 5, max: 240 }),
      ahead: fc.integer({ min: 0, max: 5 }),
    })
    .map(({ from, quarters, length, every, ahead }) =>
      serviceWith({
        lengthMinutes: { value: length, sample: 'test' },
        bookUntilDaysBefore: { value: ahead, sample: 'test' },
        bookableTimes: {
          value: { window: { from: clockTime(from * 15), to: clockTime((from + quarters) * 15) }, everyMinutes: every },
          sample: 'test',
        },
      }),
    );
  const closures = closedOn('2026-11-25', '2027-02-01');
  const on = (service: Service, now: ReturnType<typeof tokyo>): Slot[] =>
    slotsOnOffer({ centre: closures, office: officeOf('izumo'), service, from: now, to: now.plus({ days: 12 }), now });

  it('is on a business day, before its cut-off, within the horizon and whole within its window', () => {
    fc.assert(
      fc.property(fc.oneof(anyService, anyWindow), anyMoment, (service, now) => {
        const times = service.bookableTimes.value;
        for (const { startsAt, endsAt, capacity } of on(service, now)) {
          expect(isBusinessDay(startsAt, closures)).toBe(true);
          expect(now < bookingCutOff(service, startsAt)).toBe(true);
          expect(endsAt.diff(startsAt).as('minutes')).toBe(service.lengthMinutes.value);
          expect(capacity).toBe(service.capacity.value);
          expect(startsAt.zoneName).toBe(ZONE);
          const start = startsAt.hour * 60 + startsAt.minute;
          if ('starts' in times) expect(times.starts.map(minutesOf)).toContain(start);
          else {
            expect(start).toBeGreaterThanOrEqual(minutesOf(times.window.from));
            expect(start + service.lengthMinutes.value).toBeLessThanOrEqual(minutesOf(times.window.to));
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is a slot by itself, and what lies a minute beside it is none', () => {
    fc.assert(
      fc.property(anyService, anyMoment, (service, now) => {
        for (const { startsAt } of on(service, now).slice(0, 5)) {
          expect(isSlot({ centre: closures, service, startsAt, now })).toBe(true);
          expect(isSlot({ centre: closures, service, startsAt: startsAt.setZone('UTC'), now })).toBe(true);
          expect(isSlot({ centre: closures, service, startsAt: startsAt.plus({ minutes: 1 }), now })).toBe(false);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function clockTime(minutes: number): string {
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
