import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, NAME } from './counter.ts';
import { placeOf } from './making.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

const bookFor = (client: { id: string } | { profile: { name: string } }, startsAt: string, more: { pageId?: string } = {}) =>
  at.office.bookFor({ by, ...placeOf(at.centre('izumo')), client, startsAt: inTokyo(startsAt), ...more });

describe('booking for a client', () => {
  test('is confirmed at once, also on the same day and outside the published times, and the chat says so', async () => {
    const who = await at.person();
    const done = await bookFor({ id: who.clientId }, '2026-11-20T16:40');
    expect(done).toMatchObject({
      kind: 'done',
      told: 'chat',
      booking: { state: 'confirmed', origin: 'staff', clientId: who.clientId },
    });
    await at.house.settle();
    expect(at.heard(who)).toContain('窓口で予約をお取りしました');
    expect(at.heard(who)).toContain('16:40');
    expect(at.heard(who)).not.toContain(NAME);
    if (done.kind === 'done') expect(await at.audit(done.booking.id)).toEqual(['held staff', 'held confirmed staff']);
  });

  test('without a chat needs nobody to ring: they are on the phone', async () => {
    const done = await bookFor({ profile: { name: '電話 太郎' } }, '2026-12-01T10:15');
    expect(done).toMatchObject({ kind: 'done', told: 'phone', booking: { state: 'confirmed', conversationId: undefined } });
    if (done.kind !== 'done') throw new Error(done.kind);
    expect(await at.told(done.booking.id)).toEqual([{ kind: 'booked', by: null, fate: 'not-needed', why: 'told-by-phone' }]);
    expect(await at.tasks(done.booking.id)).toEqual([]);
  });

  test('of a page that was sent before makes neither a second booking nor a second client', async () => {
    const before = (await at.sql.query('SELECT count(*)::int AS n FROM client')).rows[0].n;
    const pageId = randomUUID();
    const pressed = await Promise.all([
      bookFor({ profile: { name: '電話 次郎' } }, '2026-12-02T10:15', { pageId }),
      bookFor({ profile: { name: '電話 次郎' } }, '2026-12-03T10:15', { pageId }),
    ]);
    expect(pressed.map(({ kind }) => kind).sort()).toEqual(['already-open', 'done']);
    expect((await at.sql.query('SELECT count(*)::int AS n FROM client')).rows[0].n).toBe(before + 1);
    expect((await at.used('izumo', '2026-12-02T10:15')) + (await at.used('izumo', '2026-12-03T10:15'))).toBe(1);
  });

  test('keeps to the number of open bookings, to seats and to days on which the centre is open', async () => {
    const who = await at.person();
    await at.booked(who, 'confirmed', '2026-12-04T11:00');
    expect(await bookFor({ id: who.clientId }, '2026-12-07T11:00')).toEqual({ kind: 'already-open' });
    const other = await at.person();
    const { capacity } = at.centre('izumo').services[0] ?? {};
    for (let taken = 1; taken < (capacity?.value ?? 0); taken += 1)
      await at.booked(await at.person(), 'confirmed', '2026-12-04T11:00');
    expect(await bookFor({ id: other.clientId }, '2026-12-04T11:00')).toEqual({
      kind: 'slot-taken',
      startsAt: [inTokyo('2026-12-04T11:00')],
      overlaps: [],
    });
    expect(await bookFor({ id: other.clientId }, '2026-12-05T11:00')).toEqual({ kind: 'not-a-time', why: 'closed' });
    expect(await bookFor({ id: other.clientId }, '2026-11-20T09:59')).toEqual({ kind: 'not-a-time', why: 'past' });
    expect((await at.sql.query('SELECT 1 FROM booking WHERE client_id = $1', [other.clientId])).rows).toEqual([]);
  });

  test('of another centre is a fault: whoever calls has looked', async () => {
    const who = await at.person('matsudo-mothers');
    await expect(bookFor({ id: who.clientId }, '2026-12-08T11:00')).rejects.toThrow('no such client');
  });
});

describe('moving', () => {
  test('tells both times, takes one seat and frees the other, on the same day too; the old details are void', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-09T11:00');
    await at.office.enterDetails({ by, bookingId: id, access: { meetingId: '123 4567 8901' } });
    at.house.clock.set(inTokyo('2026-12-09T10:30'));
    const moved = await at.office.move({
      by,
      bookingId: id,
      wish: 'office',
      startsAt: inTokyo('2026-12-09T16:10'),
      reason: ' 担当者の都合 ',
    });
    expect(moved).toMatchObject({
      kind: 'done',
      told: 'chat',
      booking: { state: 'confirmed', startsAt: inTokyo('2026-12-09T16:10') },
    });
    await at.house.settle();
    expect(at.sent(who.talk).at(-1)).toMatch(/11:00.*16:10|16:10.*11:00/s);
    expect(at.sent(who.talk).at(-1)).toContain('担当者の都合');
    expect(await at.used('izumo', '2026-12-09T11:00')).toBe(0);
    expect(await at.used('izumo', '2026-12-09T16:10')).toBe(1);
    expect(await at.booking(id)).toMatchObject({ state: 'moved' });
    expect((await at.sql.query('SELECT void_at IS NULL AS valid FROM meeting_details WHERE booking_id = $1', [id])).rows).toEqual(
      [{ valid: false }],
    );
    expect(await at.tasks(id)).toEqual([]);
  });

  test('pressed twice is done once', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-10T11:00');
    const act = { by, bookingId: id, wish: 'office', startsAt: inTokyo('2026-12-10T16:00') } as const;
    await at.office.move(act);
    expect(await at.office.move(act)).toEqual({ kind: 'changed', state: 'moved' });
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(await at.used('izumo', '2026-12-10T16:00')).toBe(1);
  });

  test('to where it is already is no time for it', async () => {
    const { id } = await at.booked(await at.person(), 'confirmed', '2026-12-11T11:00');
    expect(await at.office.move({ by, bookingId: id, wish: 'office', startsAt: inTokyo('2026-12-11T11:00') })).toEqual({
      kind: 'not-a-time',
      why: 'twice',
    });
  });

  test('to a full slot leaves the booking where it was', async () => {
    const { id } = await at.booked(await at.person(), 'confirmed', '2026-12-14T11:00');
    await at.booked(await at.person(), 'confirmed', '2026-12-14T15:00', { capacity: 1 });
    await at.sql.query('UPDATE slot SET capacity = 1, capacity_by_staff = true WHERE starts_at = $1', [
      inTokyo('2026-12-14T15:00').toJSDate(),
    ]);
    const startsAt = inTokyo('2026-12-14T15:00');
    expect(await at.office.move({ by, bookingId: id, wish: 'office', startsAt })).toEqual({
      kind: 'slot-taken',
      startsAt: [startsAt],
      overlaps: [],
    });
    expect(await at.booking(id)).toMatchObject({ state: 'confirmed', startsAt: inTokyo('2026-12-14T11:00') });
    expect(await at.told(id)).toEqual([]);
  });

  test('ends what the client had begun in order to move the same booking', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-15T11:00');
    const held = await at.booked(who, 'held', '2026-12-16T11:00', { movesBookingId: id });
    expect(await at.office.move({ by, bookingId: id, wish: 'office', startsAt: inTokyo('2026-12-17T11:00') })).toMatchObject({
      kind: 'done',
    });
    expect(await at.booking(held.id)).toMatchObject({ state: 'released' });
    expect(await at.used('izumo', '2026-12-16T11:00')).toBe(0);
  });

  test('to another office asks for a seat there', async () => {
    const who = await at.person('hakodate');
    const centre = at.centre('hakodate');
    const { id } = await at.booked(who, 'confirmed', '2026-12-18T11:00');
    const officeId = centre.offices[1]?.id ?? '';
    const moved = await at.office.move({ by, bookingId: id, wish: 'office', officeId, startsAt: inTokyo('2026-12-18T11:00') });
    expect(moved).toMatchObject({ kind: 'done', booking: { officeId, startsAt: inTokyo('2026-12-18T11:00') } });
  });
});

describe('cancelling', () => {
  test('on the same day frees the seat and gives the reason to the client, once', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-21T11:00');
    at.house.clock.set(inTokyo('2026-12-21T09:00'));
    expect(await at.office.cancel({ by, bookingId: id, wish: 'office', reason: '停電のため' })).toMatchObject({
      kind: 'done',
      told: 'chat',
      booking: { state: 'cancelled' },
    });
    expect(await at.office.cancel({ by, bookingId: id, wish: 'office', reason: '停電のため' })).toEqual({
      kind: 'changed',
      state: 'cancelled',
    });
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(at.heard(who)).toContain('停電のため');
    expect(await at.used('izumo', '2026-12-21T11:00')).toBe(0);
    expect((await at.audit(id)).at(-1)).toBe('confirmed cancelled staff');
  });

  test('at the wish of the client, who rang, neither blames the office nor offers other times', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-23T11:00');
    expect(await at.office.cancel({ by, bookingId: id, wish: 'client' })).toMatchObject({ kind: 'done', told: 'chat' });
    await at.house.settle();
    expect(at.heard(who)).toContain('お申し出により、この予約をキャンセルしました。');
    expect(at.heard(who)).not.toMatch(/申し訳ありません|窓口の都合|もう一度予約するとき/);
    const { rows } = await at.sql.query("SELECT reason FROM audit WHERE booking_id = $1 AND to_state = 'cancelled'", [id]);
    expect(rows).toEqual([{ reason: 'asked-by-client' }]);
  });

  test('a client who has blocked us is to be rung', async () => {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', '2026-12-22T11:00');
    await at.house.platform.block(who.talk);
    await at.house.settle();
    expect(await at.office.cancel({ by, bookingId: id, wish: 'office', reason: '停電' })).toMatchObject({
      kind: 'done',
      told: 'ring',
    });
    expect(await at.told(id)).toEqual([{ kind: 'cancelled', by: null, fate: 'failed', why: 'unreachable' }]);
    expect(await at.tasks(id)).toEqual(['not-delivered']);
  });
});
