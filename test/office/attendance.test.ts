import { beforeEach, describe, expect, test } from 'vitest';
import type { Attendance } from '#office/office.ts';
import { detailsSeen } from '../jobs/booked.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by } from './counter.ts';

const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

const mark = (bookingId: string, what: Attendance) => at.office.attendance({ by, bookingId, what });
const clock = (time: string) => at.house.clock.set(inTokyo(time));

async function confirmed(day: string, centreId = 'izumo') {
  const who = await at.person(centreId);
  const { id } = await at.booked(who, 'confirmed', `${day}T11:00`);
  return { who, id };
}

/** As the sweep does ten minutes after the start. */
async function presumed(day: string) {
  const { who, id } = await confirmed(day);
  clock(`${day}T11:10`);
  await at.within(who.conversationId, async (turn) => {
    const now = at.now;
    await turn.changeState({
      bookingId: id,
      from: ['confirmed'],
      to: 'presumed-cancelled',
      at: now,
      actor: { kind: 'system', id: 'test' },
    });
    await turn.raiseTask({ kind: 'presumed-cancellation', centreId: 'izumo', officeId: 'izumo', bookingId: id, at: now });
  });
  return { who, id };
}

describe('whoever came', () => {
  test.each(['attended', 'attended-by-phone'] as const)(
    '%s: from the day of the session on, and nothing is told',
    async (what) => {
      const { who, id } = await confirmed(what === 'attended' ? '2026-12-01' : '2026-12-02');
      const day = what === 'attended' ? '2026-12-01' : '2026-12-02';
      clock(`${what === 'attended' ? '2026-11-30' : '2026-12-01'}T23:59`);
      expect(await mark(id, what)).toEqual({ kind: 'changed', state: 'confirmed' });
      clock(`${day}T11:05`);
      expect(await mark(id, what)).toMatchObject({ kind: 'done', told: 'nothing', booking: { state: what } });
      expect(await mark(id, what)).toEqual({ kind: 'changed', state: what });
      await at.house.settle();
      expect(at.sent(who.talk)).toEqual([]);
      expect((await at.audit(id)).at(-1)).toBe(`confirmed ${what} staff`);
      expect(await at.used('izumo', `${day}T11:00`)).toBe(1);
    },
  );

  test('after all, although it had been presumed cancelled: nobody has to look at it any more', async () => {
    const { id } = await presumed('2026-12-03');
    expect(await at.tasks(id)).toEqual(['presumed-cancellation']);
    expect(await mark(id, 'attended-by-phone')).toMatchObject({ kind: 'done', booking: { state: 'attended-by-phone' } });
    expect(await at.tasks(id)).toEqual([]);
  });

  test('a mark of today can be taken back, with the meeting details; one of yesterday stands', async () => {
    const { who, id } = await confirmed('2026-12-04');
    await at.office.enterDetails({ by, bookingId: id, access: { url: 'https://example.jp/j/1' } });
    clock('2026-12-04T11:05');
    await mark(id, 'attended');
    expect(await mark(id, 'undo')).toMatchObject({ kind: 'done', told: 'nothing', booking: { state: 'confirmed' } });
    const details = await at.within(who.conversationId, (turn) => turn.details(id));
    expect(details?.access).toEqual({ url: 'https://example.jp/j/1' });
    await mark(id, 'attended');
    clock('2026-12-05T00:00');
    expect(await mark(id, 'undo')).toEqual({ kind: 'changed', state: 'attended' });
  });

  test('a mark that is taken back after the session does not open it again', async () => {
    const { who, id } = await confirmed('2026-12-07');
    clock('2026-12-07T11:05');
    await mark(id, 'attended');
    await at.booked(who, 'confirmed', '2026-12-08T11:00');
    clock('2026-12-07T11:30');
    expect(await mark(id, 'undo')).toMatchObject({ kind: 'done', booking: { state: 'confirmed' } });
    expect(await at.within(who.conversationId, (turn) => turn.openBookings())).toMatchObject([
      { startsAt: inTokyo('2026-12-08T11:00') },
    ]);
  });

  test('is not taken back during the session where the client has booked another since', async () => {
    const { who, id } = await confirmed('2026-12-09');
    clock('2026-12-09T11:05');
    await mark(id, 'attended');
    await at.booked(who, 'confirmed', '2026-12-10T11:00');
    expect(await mark(id, 'undo')).toEqual({ kind: 'changed', state: 'attended' });
  });
});

describe('whoever did not come', () => {
  test('a presumption is confirmed once, and settles what waits', async () => {
    const { who, id } = await presumed('2026-12-11');
    expect(await mark(id, 'no-show')).toMatchObject({
      kind: 'done',
      told: 'nothing',
      booking: { state: 'presumed-cancelled', noShowAt: at.now },
    });
    expect(await mark(id, 'no-show')).toEqual({ kind: 'changed', state: 'presumed-cancelled' });
    expect(await at.tasks(id)).toEqual([]);
    expect((await at.audit(id)).filter((it) => it === 'no-show-confirmed')).toHaveLength(1);
    await at.house.settle();
    expect(at.sent(who.talk)).toEqual([]);
  });

  test('an undone presumption leaves the booking confirmed, and the client hears it', async () => {
    const { who, id } = await presumed('2026-12-14');
    expect(await mark(id, 'undo')).toMatchObject({ kind: 'done', told: 'chat', booking: { state: 'confirmed' } });
    await at.house.settle();
    expect(at.heard(who)).toContain('予約は有効です');
    expect(await at.tasks(id)).toEqual([]);
    expect(await at.told(id)).toMatchObject([{ kind: 'presumption-undone', fate: 'sent' }]);
  });

  test('staff’s own mark waits for the time from which it could be presumed', async () => {
    const { id } = await confirmed('2026-12-15');
    clock('2026-12-15T11:09');
    expect(await mark(id, 'no-show')).toEqual({ kind: 'changed', state: 'confirmed' });
    clock('2026-12-15T11:10');
    expect(await mark(id, 'no-show')).toMatchObject({ kind: 'done', booking: { state: 'cancelled', noShowAt: at.now } });
    clock('2026-12-16T00:00');
    expect(await mark(id, 'undo')).toEqual({ kind: 'changed', state: 'cancelled' });
    clock('2026-12-15T11:12');
    expect(await mark(id, 'undo')).toMatchObject({
      kind: 'done',
      told: 'nothing',
      booking: { state: 'confirmed', noShowAt: undefined },
    });
    expect(await at.used('izumo', '2026-12-15T11:00')).toBe(1);
  });

  test('without a rule of presumption it is staff’s mark from the start on (S3)', async () => {
    const { id } = await confirmed('2026-12-16', 'online-hellowork');
    clock('2026-12-16T10:59');
    expect(await mark(id, 'no-show')).toEqual({ kind: 'changed', state: 'confirmed' });
    clock('2026-12-16T11:00');
    expect(await mark(id, 'no-show')).toMatchObject({ kind: 'done', told: 'nothing', booking: { state: 'cancelled' } });
    const { rows } = await at.sql.query("SELECT reason FROM audit WHERE booking_id = $1 AND to_state = 'cancelled'", [id]);
    expect(rows).toEqual([{ reason: 'no-show' }]);
  });

  test('a certification tells the client to contact the office at once (S3 article 12(3))', async () => {
    const who = await at.person('online-hellowork');
    const centre = at.centre('online-hellowork');
    const service = centre.services.find(({ notAttended }) => notAttended);
    const startsAt = inTokyo('2026-12-17T11:00');
    const booked = await at.office.bookFor({
      by,
      centreId: centre.id,
      client: { id: who.clientId },
      officeId: centre.offices[0]?.id ?? '',
      serviceId: service?.id ?? '',
      startsAt,
    });
    if (booked.kind !== 'done') throw new Error(booked.kind);
    await at.house.settle();
    clock('2026-12-17T11:15');
    expect(await mark(booked.booking.id, 'no-show')).toMatchObject({ kind: 'done', told: 'chat' });
    await at.house.settle();
    expect(at.heard(who, 1)).toContain('すぐに');
    expect((await at.told(booked.booking.id)).map(({ kind }) => kind)).toEqual(['booked', 'not-attended']);
  });
});

describe('a mark that is taken back during the session', () => {
  /** Confirmed on a day on which nothing else of this file is, at 11:00, by somebody who has all that they need to come. */
  async function ableToCome(day: string, centreId = 'hakodate') {
    const { who, id } = await confirmed(day, centreId);
    const booking = await at.booking(id);
    if (!booking) throw new Error('just made');
    await detailsSeen(at.house.store, at.sql, { booking, conversationId: who.conversationId }, at.now);
    await at.house.at(`${day}T10:58`);
    return { who, id, before: at.sent(who.talk).length };
  }
  const absent = async (id: string) => (await at.told(id)).filter(({ kind }) => /^(not-connected|presumed)/.test(kind));
  const notNeeded = (kind: string) => ({ kind, by: null, fate: 'not-needed', why: 'marked-by-staff' });

  test.each(['attended', 'attended-by-phone'] as const)(
    '(%s) leaves it to staff: the client, whom somebody has seen, is neither rung nor presumed absent by a machine',
    async (what) => {
      const day = what === 'attended' ? '2026-11-24' : '2026-11-25';
      const { who, id, before } = await ableToCome(day);
      await at.house.at(`${day}T11:04`);
      await mark(id, what);
      await at.house.at(`${day}T11:15`);
      expect(await mark(id, 'undo')).toMatchObject({ kind: 'done', told: 'nothing', booking: { state: 'confirmed' } });
      await at.house.at(`${day}T11:16`);
      expect((await at.booking(id))?.state).toBe('confirmed');
      expect(at.sent(who.talk)).toHaveLength(before);
      expect(await absent(id)).toEqual([notNeeded('not-connected'), notNeeded('presumed-cancelled')]);
      expect(await at.tasks(id)).toEqual([]);
    },
  );

  test('(a no-show) is not found again by the machine in the next minute', async () => {
    const { who, id } = await ableToCome('2026-11-26');
    await at.house.at('2026-11-26T11:05');
    const before = at.sent(who.talk).length;
    clock('2026-11-26T11:10');
    expect(await mark(id, 'no-show')).toMatchObject({ kind: 'done', booking: { state: 'cancelled' } });
    expect(await mark(id, 'undo')).toMatchObject({ kind: 'done', booking: { state: 'confirmed' } });
    await at.house.at('2026-11-26T11:11');
    expect((await at.booking(id))?.state).toBe('confirmed');
    expect(at.sent(who.talk)).toHaveLength(before);
    expect((await absent(id)).map(({ kind, why }) => [kind, why])).toEqual([
      ['not-connected', null],
      ['presumed-cancelled', 'marked-by-staff'],
    ]);
  });

  test('but before it begins, a slip says nothing about who will come', async () => {
    const { id } = await ableToCome('2026-11-27');
    await mark(id, 'attended');
    await mark(id, 'undo');
    expect(await absent(id)).toEqual([]);
    await at.house.at('2026-11-27T11:10');
    expect((await at.booking(id))?.state).toBe('presumed-cancelled');
  });
});

test('a no-show is not taken back during the session where its client was deleted since: nobody would have to come', async () => {
  const { who, id } = await confirmed('2026-12-18');
  clock('2026-12-18T11:10');
  await mark(id, 'no-show');
  await at.within(who.conversationId, (turn) => turn.eraseClient(at.now));
  expect(await mark(id, 'undo')).toEqual({ kind: 'changed', state: 'cancelled' });
  expect(await at.used('izumo', '2026-12-18T11:00')).toBe(0);
});
