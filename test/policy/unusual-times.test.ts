import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { horizonEnd, startMinutes } from '#policy/slots.ts';
import { judgeUnusual } from '#policy/unusual-times.ts';
import { inTokyo } from '../support/tokyo.ts';
import { centres, officeOf, serviceOf } from './centres.ts';

const now = inTokyo('2026-11-20T10:00');
/** The phone is answered from 8:30 to 17:15; the sessions of the file are between 9:30 and 15:30. */
const rules = { office: officeOf('izumo'), service: serviceOf('izumo'), now };
const judged = (at: string) => judgeUnusual([inTokyo(at)], rules);

describe('a time that staff give out', () => {
  test.each(['2026-12-01T08:30', '2026-12-01T10:07', '2026-12-01T16:45', '2026-11-20T10:01'])('at %s is usual', (at) => {
    expect(judged(at)).toEqual({ kind: 'usual' });
  });

  test.each([
    ['2026-12-01T03:00', ['outside-hours']],
    ['2026-12-01T08:29', ['outside-hours']],
    // It would end after the phone is answered no more.
    ['2026-12-01T16:46', ['outside-hours']],
    ['2026-12-01T23:45', ['outside-hours']],
    ['2026-12-21T11:00', ['beyond-horizon']],
    ['2030-01-10T03:00', ['outside-hours', 'beyond-horizon']],
  ])('at %s is asked about: %s', (at, why) => {
    expect(judged(at)).toEqual({ kind: 'unusual', times: [{ startsAt: inTokyo(at), why }] });
  });

  test('among others is named alone', () => {
    const times = ['2026-12-01T11:00', '2026-12-02T04:00'].map(inTokyo);
    expect(judgeUnusual(times, rules)).toMatchObject({ kind: 'unusual', times: [{ startsAt: times[1] }] });
  });

  test('within a day of sessions that lasts longer than the phone is answered is usual', () => {
    const short = { ...officeOf('izumo'), phoneHours: { value: { from: '10:00', to: '12:00' }, sample: 'test' } };
    expect(judgeUnusual([inTokyo('2026-12-01T15:00')], { ...rules, office: short })).toEqual({ kind: 'usual' });
  });
});

test('no time that a centre file publishes is ever asked about', () => {
  for (const centre of centres.values()) {
    for (const [office, service] of centre.offices.flatMap((it) => centre.services.map((other) => [it, other] as const))) {
      const last = horizonEnd(service, now).diff(now, 'days').days;
      fc.assert(
        fc.property(
          fc.constantFrom(...startMinutes(service)),
          fc.integer({ min: 0, max: Math.floor(last) - 1 }),
          (minutes, days) => {
            const at = now.startOf('day').plus({ days, minutes });
            expect(judgeUnusual([at], { office, service, now }).kind).toBe('usual');
          },
        ),
        { numRuns: 20 },
      );
    }
  }
});
