import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeBooking } from '#policy/booking.ts';
import { isSlot } from '#policy/slots.ts';
import { centreOf, officeOf, serviceOf } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

const judge = (centreId: string, startsAt: string, now: string) =>
  judgeBooking({
    centre: centreOf(centreId),
    office: officeOf(centreId),
    service: serviceOf(centreId),
    startsAt: tokyo(startsAt),
    now: tokyo(now),
  });

describe('judgeBooking', () => {
  it('is open until 24:00 of the day before (S1 article 6(1))', () => {
    const judged = judge('izumo', '2026-11-25T11:00', '2026-11-24T23:59');
    expect(judged).toEqual({
      kind: 'open',
      slot: { startsAt: tokyo('2026-11-25T11:00'), endsAt: tokyo('2026-11-25T11:30'), capacity: 1 },
    });
  });

  it('is too late at 0:03 for a hold from 23:55, and names the article (S1 article 6(1))', () => {
    expect(judge('izumo', '2026-11-25T11:00', '2026-11-25T00:03')).toEqual({
      kind: 'outside-policy',
      why: 'past-cut-off',
      article: '6(1)',
    });
  });

  it('does not know other times, holidays or yesterday’s grid', () => {
    expect(judge('izumo', '2026-11-25T10:00', '2026-11-20T12:00')).toEqual({
      kind: 'outside-policy',
      why: 'not-offered',
      article: '6(1)',
    });
    expect(judge('izumo', '2026-11-23T11:00', '2026-11-20T12:00')).toMatchObject({ why: 'not-offered' });
  });

  it('names no article where the rule is a sample', () => {
    expect(judge('hakodate', '2026-11-25T12:00', '2026-11-20T12:00')).toEqual({ kind: 'outside-policy', why: 'not-offered' });
    expect(judge('izumo', '2027-11-24T11:00', '2026-11-20T12:00')).toEqual({ kind: 'outside-policy', why: 'beyond-horizon' });
  });

  it('agrees with isSlot', () => {
    const [centre, office, service] = [centreOf('matsudo-mothers'), officeOf('matsudo-mothers'), serviceOf('matsudo-mothers')];
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: -3, max: 40 }), fc.integer({ min: 0, max: 47 }), (now, days, half) => {
        const startsAt = now.startOf('day').plus({ days, minutes: half * 30 });
        const judged = judgeBooking({ centre, office, service, startsAt, now });
        expect(judged.kind === 'open').toBe(isSlot({ centre, service, startsAt, now }));
      }),
    );
  });
});
