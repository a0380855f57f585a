import { beforeEach, describe, expect, test } from 'vitest';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, NAME } from './counter.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

async function requested(startsAt: string) {
  const who = await at.person('matsudo-mothers');
  const { id } = await at.booked(who, 'requested', startsAt);
  return { who, id };
}

describe('confirming a request', () => {
  test('tells the client at once, settles the task and is audited', async () => {
    const { who, id } = await requested('2026-12-01T11:00');
    const done = await at.office.confirm({ by, bookingId: id });
    expect(done).toMatchObject({ kind: 'done', told: 'chat', booking: { state: 'confirmed' } });
    await at.house.settle();
    expect(at.heard(who)).toContain('予約が確定しました');
    expect(at.heard(who)).toContain('12月1日(火) 11:00');
    expect(at.heard(who)).toMatch(/\/bookings\/[^"]+\.ics\?lang=ja/);
    expect(at.heard(who)).not.toContain(NAME);
    expect(await at.told(id)).toEqual([{ kind: 'confirmed', by: 'line', fate: 'sent', why: null }]);
    expect(await at.tasks(id)).toEqual([]);
    expect((await at.audit(id)).at(-1)).toBe('requested confirmed staff');
    expect(await at.used('matsudo-mothers', '2026-12-01T11:00')).toBe(1);
  });

  test('pressed twice it is confirmed and told once', async () => {
    const { who, id } = await requested('2026-12-02T11:00');
    await at.office.confirm({ by, bookingId: id });
    expect(await at.office.confirm({ by, bookingId: id })).toEqual({ kind: 'changed', state: 'confirmed' });
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(await at.told(id)).toHaveLength(1);
  });

  test('at another time frees its own seat and takes that one', async () => {
    const { who, id } = await requested('2026-12-03T11:00');
    const done = await at.office.confirm({ by, bookingId: id, startsAt: inTokyo('2026-12-03T16:30') });
    expect(done).toMatchObject({ kind: 'done', booking: { state: 'confirmed', startsAt: inTokyo('2026-12-03T16:30') } });
    await at.house.settle();
    expect(at.heard(who)).toContain('16:30');
    expect(await at.used('matsudo-mothers', '2026-12-03T11:00')).toBe(0);
    expect(await at.used('matsudo-mothers', '2026-12-03T16:30')).toBe(1);
    expect((await at.told(id)).map(({ kind }) => kind)).toEqual(['confirmed']);
  });

  test('one without a time needs a time from staff', async () => {
    const who = await at.person();
    const { id } = await at.wished(who);
    expect(await at.office.confirm({ by, bookingId: id })).toEqual({ kind: 'not-a-time', why: 'count' });
    expect(await at.office.confirm({ by, bookingId: id, startsAt: inTokyo('2026-12-04T16:40') })).toMatchObject({ kind: 'done' });
    expect(await at.booking(id)).toMatchObject({ state: 'confirmed', startsAt: inTokyo('2026-12-04T16:40') });
  });

  test('that moves a booking closes that one, and says so', async () => {
    const who = await at.person();
    const old = await at.booked(who, 'confirmed', '2026-12-07T11:00');
    const { id } = await at.wished(who, old.id);
    await at.office.confirm({ by, bookingId: id, startsAt: inTokyo('2026-12-08T16:00') });
    await at.house.settle();
    expect(at.heard(who)).toContain('予約の日時が変わりました');
    expect([await at.booking(old.id), await at.booking(id)]).toMatchObject([{ state: 'moved' }, { state: 'confirmed' }]);
    expect(await at.used('izumo', '2026-12-07T11:00')).toBe(0);
  });

  test('is refused for what cannot be booked even by staff, and changes nothing', async () => {
    const { id } = await requested('2026-12-09T11:00');
    const confirm = (startsAt: string) => at.office.confirm({ by, bookingId: id, startsAt: inTokyo(startsAt) });
    expect(await confirm('2026-11-20T10:00')).toEqual({ kind: 'not-a-time', why: 'past' });
    expect(await confirm('2026-12-12T11:00')).toEqual({ kind: 'not-a-time', why: 'closed' });
    await requested('2026-12-09T13:00');
    expect(await confirm('2026-12-09T13:00')).toEqual({
      kind: 'slot-taken',
      startsAt: [inTokyo('2026-12-09T13:00')],
      overlaps: [],
    });
    expect(await at.booking(id)).toMatchObject({ state: 'requested', startsAt: inTokyo('2026-12-09T11:00') });
    expect(await at.told(id)).toEqual([]);
    expect(await at.tasks(id)).toEqual(['answer-request']);
  });

  test('on the same day is staff’s to decide, but not after the start', async () => {
    const { id } = await requested('2026-12-10T11:00');
    at.house.clock.set(inTokyo('2026-12-10T11:00'));
    expect(await at.office.confirm({ by, bookingId: id })).toEqual({ kind: 'not-a-time', why: 'past' });
    at.house.clock.set(inTokyo('2026-12-10T10:59'));
    expect(await at.office.confirm({ by, bookingId: id })).toMatchObject({ kind: 'done' });
  });

  test('nobody knows is a change that nobody made', async () => {
    const bookingId = '00000000-0000-4000-8000-000000000000';
    expect(await at.office.confirm({ by, bookingId })).toEqual({ kind: 'changed', state: undefined });
  });
});

describe('declining', () => {
  test('frees the seat and gives staff’s words to the client, and to nobody else', async () => {
    const { who, id } = await requested('2026-12-01T14:00');
    const reason = '担当者が不在のため';
    expect(await at.office.decline({ by, bookingId: id, reason: ` ${reason} ` })).toMatchObject({ kind: 'done', told: 'chat' });
    expect(await at.office.decline({ by, bookingId: id, reason })).toEqual({ kind: 'changed', state: 'declined' });
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(at.heard(who)).toContain(reason);
    expect(await at.used('matsudo-mothers', '2026-12-01T14:00')).toBe(0);
    expect(await at.tasks(id)).toEqual([]);
    const { rows } = await at.sql.query('SELECT row_to_json(a)::text AS it FROM audit a WHERE booking_id = $1', [id]);
    expect(JSON.stringify(rows)).not.toContain(reason);
    expect(at.house.logged.join()).not.toContain(reason);
  });

  test('withdraws an offer with all its seats', async () => {
    const { id } = await requested('2026-12-02T14:00');
    await at.office.offer({ by, bookingId: id, startsAt: [inTokyo('2026-12-03T14:00'), inTokyo('2026-12-04T14:00')] });
    expect(await at.office.decline({ by, bookingId: id, reason: '満員' })).toMatchObject({ kind: 'done' });
    expect(await at.used('matsudo-mothers', '2026-12-03T14:00')).toBe(0);
    expect(await at.used('matsudo-mothers', '2026-12-04T14:00')).toBe(0);
  });

  test('leaves a confirmed booking alone', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-02T15:00');
    expect(await at.office.decline({ by, bookingId: id, reason: 'x' })).toEqual({ kind: 'changed', state: 'confirmed' });
  });
});
