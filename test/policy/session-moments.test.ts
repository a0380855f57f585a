import fc from 'fast-check';
import type { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { ZONE } from '#clock.ts';
import { isBusinessDay } from '#policy/calendar.ts';
import type { Service } from '#policy/centre.ts';
import { judgeMoment, type MomentKind, momentsOf, momentsReachTo, type SessionMoment } from '#policy/session-moments.ts';
import { closedOn, serviceOf, serviceWith } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

const LONG_AGO = tokyo('2020-01-01');
const none = closedOn();
const shown = (at: DateTime | undefined) => at?.setZone(ZONE).toFormat('MM-dd HH:mm');
const timesOf = (moments: readonly SessionMoment[]) => moments.map(({ kind, dueAt }) => `${kind} ${shown(dueAt)}`);
const moments = (centreId: string, start: string, confirmed = LONG_AGO, closures = none) =>
  momentsOf(serviceOf(centreId), closures, tokyo(start), confirmed);
function the(kind: MomentKind, all: readonly SessionMoment[]): SessionMoment {
  const found = all.find((it) => it.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

describe('the moments of a session, as the documents have them', () => {
  it('Hakodate: two reminders, the room 5 minutes before, the phone at 5 and the presumption at 10 minutes (page 1, article 6(6))', () => {
    expect(timesOf(moments('hakodate', '2026-11-25T10:00'))).toEqual([
      'reminder-day-before 11-24 17:00',
      'reminder-morning 11-25 08:30',
      'room-opens 11-25 09:55',
      'not-connected 11-25 10:05',
      'presumed-cancelled 11-25 10:10',
    ]);
  });

  it('Izumo: neither room nor phone, since its documents do not say', () => {
    expect(timesOf(moments('izumo', '2026-11-25T11:00'))).toEqual([
      'reminder-day-before 11-24 17:00',
      'reminder-morning 11-25 08:30',
      'presumed-cancelled 11-25 11:10',
    ]);
  });

  it('Online Hello Work presumes nothing', () => {
    for (const id of ['counselling', 'certification']) {
      const all = momentsOf(serviceOf('online-hellowork', id), none, tokyo('2026-11-25T10:00'), LONG_AGO);
      expect(all.map(({ kind }) => kind)).toEqual(['reminder-day-before', 'reminder-morning']);
    }
  });
});

describe('the reminder of the day before', () => {
  it.each([
    ['hakodate', '2026-11-24T10:00', '11-23 17:00', 'a holiday: the chat still cancels'],
    ['hakodate', '2026-11-30T10:00', '11-29 17:00', 'a Sunday'],
    ['matsudo-mothers', '2026-11-24T11:00', '11-20 15:00', 'after a holiday and a weekend'],
    ['matsudo-mothers', '2026-11-25T11:00', '11-24 15:00', 'the calendar day before, a business day'],
    ['matsudo-mothers', '2027-01-04T11:00', '12-28 15:00', 'the first day of the year: before the year-end holidays'],
  ])('%s %s: %s (%s)', (centreId, start, due) => {
    expect(shown(the('reminder-day-before', moments(centreId, start)).dueAt)).toBe(due);
  });

  it('of a phone-only centre keeps clear of its closures', () => {
    const all = moments('matsudo-mothers', '2026-11-25T11:00', LONG_AGO, closedOn('2026-11-24', '2026-11-20'));
    expect(shown(the('reminder-day-before', all).dueAt)).toBe('11-19 15:00');
  });
});

describe('what is not needed', () => {
  const judged = (all: readonly SessionMoment[], now: string) =>
    all.map((moment) => {
      const it = judgeMoment(moment, tokyo(now));
      return it.kind === 'not-needed' ? it.why : it.kind;
    });

  it('a reminder whose time had passed when the booking was confirmed, to the minute', () => {
    const on = (confirmed: string) => moments('hakodate', '2026-11-25T10:00', tokyo(confirmed))[0]?.notNeededBecause;
    expect(on('2026-11-24T16:59')).toBeUndefined();
    expect(on('2026-11-24T17:00')).toBe('confirmed-later');
  });

  it('a morning reminder where the session starts at its time or before it', () => {
    const at = (start: string) => the('reminder-morning', moments('hakodate', start)).notNeededBecause;
    expect([at('2026-11-25T08:00'), at('2026-11-25T08:30'), at('2026-11-25T08:31')]).toEqual([
      'starts-earlier',
      'starts-earlier',
      undefined,
    ]);
  });

  it.each([
    ['2026-11-24T16:59', ['not-yet', 'not-yet', 'not-yet', 'not-yet', 'not-yet']],
    ['2026-11-24T17:00', ['due', 'not-yet', 'not-yet', 'not-yet', 'not-yet']],
    ['2026-11-25T08:29', ['due', 'not-yet', 'not-yet', 'not-yet', 'not-yet']],
    ['2026-11-25T08:30', ['overtaken', 'due', 'not-yet', 'not-yet', 'not-yet']],
    ['2026-11-25T09:55', ['overtaken', 'overtaken', 'due', 'not-yet', 'not-yet']],
    ['2026-11-25T09:59', ['overtaken', 'overtaken', 'due', 'not-yet', 'not-yet']],
    ['2026-11-25T10:00', ['overtaken', 'overtaken', 'too-late', 'not-yet', 'not-yet']],
    ['2026-11-25T10:05', ['overtaken', 'overtaken', 'too-late', 'due', 'not-yet']],
    ['2026-11-25T10:10', ['overtaken', 'overtaken', 'too-late', 'overtaken', 'due']],
    ['2026-11-25T23:59', ['overtaken', 'overtaken', 'too-late', 'overtaken', 'due']],
    ['2026-11-26T00:00', ['overtaken', 'overtaken', 'too-late', 'overtaken', 'too-late']],
  ])('at %s: %j', (now, expected) => {
    expect(judged(moments('hakodate', '2026-11-25T10:00'), now)).toEqual(expected);
  });

  it('the opening of the room, where the morning reminder falls between it and the start', () => {
    const all = moments('hakodate', '2026-11-25T08:33');
    expect(timesOf(all).slice(1, 3)).toEqual(['room-opens 11-25 08:28', 'reminder-morning 11-25 08:30']);
    expect(judged(all, '2026-11-25T08:28').slice(0, 3)).toEqual(['overtaken', 'due', 'not-yet']);
    expect(judged(all, '2026-11-25T08:30').slice(0, 3)).toEqual(['overtaken', 'overtaken', 'due']);
  });

  it('the phone fall-back after the end of a session that is never presumed cancelled', () => {
    const { presumedCancellation: _, ...rest } = serviceOf('hakodate');
    const moment = the('not-connected', momentsOf(rest, none, tokyo('2026-11-25T10:00'), LONG_AGO));
    expect(judgeMoment(moment, tokyo('2026-11-25T10:29'))).toEqual({ kind: 'due' });
    expect(judgeMoment(moment, tokyo('2026-11-25T10:30'))).toEqual({ kind: 'not-needed', why: 'too-late' });
  });
});

describe('whatever the session, the centre and the zone', () => {
  const ORDER: readonly MomentKind[] = [
    'reminder-day-before',
    'reminder-morning',
    'room-opens',
    'not-connected',
    'presumed-cancelled',
  ];
  const anyClock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
    .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
  const sampled = <T>(value: T) => ({ value, sample: 'any' });
  const anyService: fc.Arbitrary<Service> = fc
    .record({
      dayBefore: anyClock,
      morning: anyClock,
      byPhoneOnly: fc.boolean(),
      opens: fc.option(fc.integer({ min: 1, max: 120 })),
      rings: fc.option(fc.integer({ min: 1, max: 5 })),
      presumes: fc.option(fc.integer({ min: 6, max: 120 })),
    })
    .map(({ dayBefore, morning, byPhoneOnly, opens, rings, presumes }) =>
      serviceWith({
        reminders: { dayBefore: sampled(dayBefore), morning: sampled(morning) },
        cancellation: { chatUntilDaysBefore: sampled(byPhoneOnly ? 'never' : 1) },
        roomOpens: opens === null ? undefined : sampled({ minutesBefore: opens }),
        notConnected: rings === null ? undefined : sampled({ minutesAfter: rings }),
        presumedCancellation: presumes === null ? undefined : sampled({ minutesAfterStart: presumes }),
      }),
    );
  const isReminder = (kind: MomentKind) => kind.startsWith('reminder') || kind === 'room-opens';

  it('each kind comes once at most, in order, in Asia/Tokyo; what is before the start is never due after it', () => {
    fc.assert(
      fc.property(anyService, anyMoment, anyMoment, (service, start, confirmed) => {
        const all = momentsOf(service, none, start, confirmed);
        const kinds = all.map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
        expect(kinds).toEqual(
          ORDER.filter(
            (kind) =>
              (kind !== 'room-opens' || service.roomOpens) &&
              (kind !== 'not-connected' || service.notConnected) &&
              (kind !== 'presumed-cancelled' || service.presumedCancellation),
          ).toSorted((a, b) => kinds.indexOf(a) - kinds.indexOf(b)),
        );
        expect(all.map(({ dueAt }) => dueAt.toMillis())).toEqual(
          all.map(({ dueAt }) => dueAt.toMillis()).toSorted((a, b) => a - b),
        );
        for (const { kind, dueAt, until } of all) {
          expect(dueAt.zoneName).toBe(ZONE);
          expect(dueAt.toMillis() > start.toMillis()).toBe(!isReminder(kind));
          if (isReminder(kind)) expect(until <= start).toBe(true);
        }
      }),
    );
  });

  it('at any moment no more than one of those before the start, and one of those after it, is to be done; none before its time', () => {
    fc.assert(
      fc.property(anyService, anyMoment, fc.integer({ min: -10_000, max: 300 }), (service, start, minutes) => {
        const now = start.plus({ minutes });
        const all = momentsOf(service, none, start, LONG_AGO);
        const due = all.filter((moment) => judgeMoment(moment, now).kind === 'due');
        expect(due.length).toBeLessThanOrEqual(1);
        for (const { kind, dueAt } of due) {
          expect(dueAt <= now).toBe(true);
          expect(now < start).toBe(isReminder(kind));
        }
      }),
    );
  });

  it('nothing is told twice or skipped by a sweep each minute: each is due in one unbroken stretch, from its own minute on', () => {
    fc.assert(
      fc.property(anyService, anyMoment, (service, start) => {
        for (const moment of momentsOf(service, none, start, LONG_AGO)) {
          const { dueAt, until } = moment;
          expect(judgeMoment(moment, dueAt.minus({ milliseconds: 1 })).kind).toBe('not-yet');
          const empty = moment.notNeededBecause !== undefined || until <= dueAt;
          expect(judgeMoment(moment, dueAt).kind).toBe(empty ? 'not-needed' : 'due');
          if (!empty) {
            expect(judgeMoment(moment, until.minus({ milliseconds: 1 })).kind).toBe('due');
            expect(judgeMoment(moment, until).kind).toBe('not-needed');
          }
        }
      }),
    );
  });

  it('where cancelling is by phone only, the day before is a business day, and there is none between it and the session', () => {
    const service = serviceOf('matsudo-mothers');
    const closures = closedOn('2028-03-01', '2028-03-02', '2030-07-10');
    fc.assert(
      fc.property(anyMoment, (start) => {
        const { dueAt } = the('reminder-day-before', momentsOf(service, closures, start, LONG_AGO));
        expect(isBusinessDay(dueAt, closures)).toBe(true);
        const day = start.setZone(ZONE).startOf('day');
        for (let it = dueAt.startOf('day').plus({ days: 1 }); it < day; it = it.plus({ days: 1 })) {
          expect(isBusinessDay(it, closures)).toBe(false);
        }
      }),
    );
  });

  it('nothing is due on a session after the day that a look ahead reaches to', () => {
    const closures = closedOn('2028-03-01', '2028-03-02', '2030-07-10');
    fc.assert(
      fc.property(anyService, anyMoment, fc.integer({ min: 0, max: 60 * 24 * 20 }), (service, now, minutes) => {
        const start = momentsReachTo(closures, now).plus({ minutes });
        for (const { dueAt } of momentsOf(service, closures, start, LONG_AGO)) {
          expect(dueAt.startOf('day') > now).toBe(true);
        }
      }),
    );
    expect(shown(momentsReachTo(none, tokyo('2026-12-28T09:00')))).toBe('01-05 00:00');
  });

  it('a presumption just before midnight still has a day to be handled in', () => {
    const service = serviceWith({ presumedCancellation: { value: { minutesAfterStart: 10 }, source: '6(5)' } });
    const { dueAt, until } = the('presumed-cancelled', momentsOf(service, none, tokyo('2026-11-25T23:50'), LONG_AGO));
    expect([shown(dueAt), shown(until)]).toEqual(['11-26 00:00', '11-27 00:00']);
  });

  it('the same session in another zone has the same moments', () => {
    const service = serviceOf('hakodate');
    fc.assert(
      fc.property(anyMoment, anyMoment, (start, confirmed) => {
        expect(momentsOf(service, none, start.setZone('America/St_Johns'), confirmed.setZone('UTC'))).toEqual(
          momentsOf(service, none, start.setZone(ZONE), confirmed.setZone(ZONE)),
        );
      }),
    );
  });
});
