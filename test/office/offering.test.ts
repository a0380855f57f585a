import { beforeEach, describe, expect, test } from 'vitest';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by } from './counter.ts';
import { seatOf } from './making.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

async function requested(startsAt: string) {
  const who = await at.person('matsudo-mothers');
  const { id } = await at.booked(who, 'requested', startsAt);
  return { who, id };
}

describe('offering times', () => {
  const times = (...list: string[]) => list.map(inTokyo);

  test('keeps a seat of each, tells the client by when to pick, and leaves the request’s own', async () => {
    const { who, id } = await requested('2026-12-01T13:00');
    const offered = await at.office.offer({ by, bookingId: id, startsAt: times('2026-12-02T13:00', '2026-12-03T16:00') });
    expect(offered).toMatchObject({ kind: 'done', told: 'chat', until: inTokyo('2026-11-27'), booking: { state: 'offered' } });
    await at.house.settle();
    expect(at.heard(who)).toContain('日時のご提案');
    expect(at.heard(who)).toContain('12月3日(木) 16:00');
    expect(await at.used('matsudo-mothers', '2026-12-01T13:00')).toBe(0);
    expect(await at.used('matsudo-mothers', '2026-12-02T13:00')).toBe(1);
    expect(await at.used('matsudo-mothers', '2026-12-03T16:00')).toBe(1);
    expect((await at.audit(id)).at(-1)).toBe('requested offered staff');
    // Now it is for the client to answer.
    expect(await at.tasks(id)).toEqual([]);
  });

  test('counts staff’s closures among the days that are no business days', async () => {
    const centreId = 'matsudo-mothers';
    await at.sql.query(
      `INSERT INTO closure (id, centre_id, from_day, to_day, reason, created_at, created_by)
       VALUES (gen_random_uuid(), $1, '2027-02-08', '2027-02-09', '研修', now(), $2)`,
      [centreId, by.id],
    );
    at.house.clock.set(inTokyo('2027-02-05T10:00'));
    const { id } = await requested('2027-03-01T11:00');
    expect(await at.office.offer({ by, bookingId: id, startsAt: times('2027-02-09T13:00') })).toEqual({
      kind: 'not-a-time',
      why: 'closed',
    });
    // Monday and Tuesday are closed, Thursday is 建国記念の日.
    expect(await at.office.offer({ by, bookingId: id, startsAt: times('2027-03-02T13:00') })).toMatchObject({
      until: inTokyo('2027-02-16'),
    });
  });

  test('again replaces the earlier offer, also where a time stays the same, and tells it anew', async () => {
    const { who, id } = await requested('2026-12-04T13:00');
    await at.office.offer({ by, bookingId: id, startsAt: times('2026-12-07T13:00', '2026-12-08T13:00') });
    await at.office.offer({ by, bookingId: id, startsAt: times('2026-12-07T13:00') });
    await at.office.offer({ by, bookingId: id, startsAt: times('2026-12-07T13:00', '2026-12-09T13:30') });
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(3);
    expect(await at.used('matsudo-mothers', '2026-12-08T13:00')).toBe(0);
    expect(await at.used('matsudo-mothers', '2026-12-07T13:00')).toBe(1);
  });

  test('pressed twice it is told once', async () => {
    const { who, id } = await requested('2026-12-10T13:00');
    const act = { by, bookingId: id, startsAt: times('2026-12-11T13:00', '2026-12-14T13:00') };
    await at.office.offer(act);
    expect(await at.office.offer({ ...act, startsAt: act.startsAt.toReversed() })).toEqual({ kind: 'changed', state: 'offered' });
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
  });

  test('needs every seat, and names those that are taken', async () => {
    const { id } = await requested('2026-12-15T13:00');
    await requested('2026-12-16T13:00');
    const wanted = times('2026-12-16T13:00', '2026-12-17T13:00');
    expect(await at.office.offer({ by, bookingId: id, startsAt: wanted })).toEqual({
      kind: 'slot-taken',
      startsAt: times('2026-12-16T13:00'),
      overlaps: [],
    });
    expect(await at.used('matsudo-mothers', '2026-12-17T13:00')).toBe(0);
    expect(await at.booking(id)).toMatchObject({ state: 'requested' });
  });

  test('takes no time of a slot that staff have closed', async () => {
    at.house.clock.set(inTokyo('2026-12-10T10:00'));
    const { id } = await requested('2026-12-18T13:00');
    const seat = seatOf(at.centre('matsudo-mothers'), '2026-12-21T13:00');
    await at.sql.query(
      `INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity, closed) VALUES ($1, $2, $3, $4, $5, 1, true)`,
      [seat.centreId, seat.officeId, seat.serviceId, seat.startsAt.toJSDate(), seat.endsAt.toJSDate()],
    );
    expect(await at.office.offer({ by, bookingId: id, startsAt: [seat.startsAt] })).toEqual({
      kind: 'slot-taken',
      startsAt: [seat.startsAt],
      overlaps: [],
    });
  });

  test('once offered, confirming what was asked for is too late; the time that the client named on the phone is not', async () => {
    at.house.clock.set(inTokyo('2026-12-10T10:00'));
    const { who, id } = await requested('2026-12-22T11:00');
    await at.office.offer({ by, bookingId: id, startsAt: times('2026-12-23T11:00', '2026-12-24T11:00') });
    expect(await at.office.confirm({ by, bookingId: id })).toEqual({ kind: 'changed', state: 'offered' });
    expect(await at.office.confirm({ by, bookingId: id, startsAt: inTokyo('2026-12-24T11:00') })).toMatchObject({ kind: 'done' });
    await at.house.settle();
    expect(at.heard(who, 1)).toContain('予約が確定しました');
    expect(await at.used('matsudo-mothers', '2026-12-23T11:00')).toBe(0);
    expect(await at.used('matsudo-mothers', '2026-12-24T11:00')).toBe(1);
  });
});
