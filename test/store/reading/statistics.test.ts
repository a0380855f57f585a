import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor, BookingState, Seat } from '#store/store.ts';
import { held, seatAt, somebody, storeForFile } from '../../support/store.ts';
import { inTokyo } from '../../support/tokyo.ts';

const parts = storeForFile();
const BY_STAFF: Actor = { kind: 'staff', id: randomUUID() };

type Made = {
  made: string;
  startsAt: string;
  to?: BookingState;
  by?: Actor;
  why?: string;
  seat?: Partial<Seat>;
  noShow?: boolean;
};

/** A booking that went from confirmed to another state; answers its id. */
async function booked({ made, startsAt, to, by, why = 'test', seat = {}, noShow = false }: Made): Promise<string> {
  const at = inTokyo(made);
  const conversationId = await somebody(parts.store);
  return parts.store.turn(conversationId, async (turn) => {
    const { id, clientId } = await held(turn, seatAt(inTokyo(startsAt), { capacity: 9, ...seat }), { at });
    const client: Actor = { kind: 'client', id: clientId };
    const change = (from: BookingState, next: BookingState, actor: Actor) =>
      turn.changeState({ bookingId: id, from: [from], to: next, at, actor, reason: why });
    if (to === 'released') await change('held', 'released', client);
    else await change('held', 'confirmed', client);
    if (to !== undefined && to !== 'released') await change('confirmed', to, by ?? client);
    if (noShow) await turn.markNoShow(id, at);
    return id;
  });
}

async function wished(made: string, to?: BookingState): Promise<void> {
  const at = inTokyo(made);
  const conversationId = await somebody(parts.store);
  await parts.store.turn(conversationId, async (turn) => {
    const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
    const asked = await turn.request({ ...where, wishes: '夕方', answerBy: at, at, openBookings: 1 });
    if (asked.kind !== 'requested') throw new Error(asked.kind);
    const { id } = asked.booking;
    if (to) await turn.changeState({ bookingId: id, from: ['requested'], to, at, actor: BY_STAFF });
  });
}

const PERIOD = { centreId: 'izumo', from: inTokyo('2026-11-16'), to: inTokyo('2026-11-30'), by: 'week' as const };
const of = async (week?: string, officeId?: string, period: { from: DateTime; to: DateTime } = PERIOD) =>
  (await parts.store.reads.statistics.bookings({ ...PERIOD, ...period })).find(
    (it) => it.since === week && it.officeId === officeId,
  );

beforeAll(async () => {
  // The week from Monday 16 November: held, by phone, missed, presumed.
  await booked({ made: '2026-11-10T09:00', startsAt: '2026-11-16T00:00', to: 'attended' });
  await booked({ made: '2026-11-15T09:00', startsAt: '2026-11-16T09:30', to: 'attended' });
  await booked({ made: '2026-11-12T23:30', startsAt: '2026-11-17T09:30', to: 'attended-by-phone' });
  await booked({ made: '2026-11-11T09:00', startsAt: '2026-11-18T09:30', to: 'presumed-cancelled', noShow: true });
  await booked({ made: '2026-11-11T09:00', startsAt: '2026-11-22T23:30', to: 'presumed-cancelled' });
  // The week from the 23rd: cancelled by both, marked as missed by staff, another office, and what is still to come.
  await booked({ made: '2026-11-20T09:00', startsAt: '2026-11-23T00:00', to: 'cancelled' });
  await booked({ made: '2026-11-20T09:00', startsAt: '2026-11-24T09:30', to: 'cancelled', by: BY_STAFF });
  await booked({ made: '2026-11-20T09:00', startsAt: '2026-12-08T09:30', to: 'cancelled', by: BY_STAFF, why: 'asked-by-client' });
  await booked({ made: '2026-11-20T09:00', startsAt: '2026-11-24T09:30', to: 'cancelled', by: BY_STAFF, noShow: true });
  await booked({ made: '2026-11-20T09:00', startsAt: '2026-11-25T09:30', to: 'moved' });
  await booked({ made: '2026-11-20T09:00', startsAt: '2026-11-26T09:30', seat: { officeId: 'branch' } });
  await booked({ made: '2026-11-20T09:00', startsAt: '2026-11-26T11:00', to: 'released' });
  await wished('2026-11-24T10:00', 'declined');
  await wished('2026-11-24T10:00', 'expired');
  await wished('2026-11-24T10:00');
  // Outside, and of another centre.
  await booked({ made: '2026-11-10T09:00', startsAt: '2026-11-15T23:30', to: 'attended' });
  await booked({ made: '2026-11-10T09:00', startsAt: '2026-11-30T00:00' });
  await booked({ made: '2026-11-10T09:00', startsAt: '2026-11-18T09:30', seat: { centreId: 'hakodate' } });
});

describe('bookings are counted', () => {
  test('by weeks that begin on Monday in Tokyo', async () => {
    expect(await of('2026-11-16')).toMatchObject({
      bookings: 5,
      attended: 2,
      attendedByPhone: 1,
      noShow: 1,
      presumed: 1,
      open: 0,
    });
    expect(await of('2026-11-23')).toMatchObject({ bookings: 7, attended: 0, open: 2 });
    expect(await of('2026-11-09')).toBeUndefined();
    expect(await of('2026-11-30')).toBeUndefined();
  });

  test('by months of the calendar in Tokyo, where that was asked for', async () => {
    const period = { ...PERIOD, from: inTokyo('2026-11-01'), to: inTokyo('2026-12-01'), by: 'month' as const };
    const found = await parts.store.reads.statistics.bookings(period);
    const whole = found.find(({ since, officeId }) => since === undefined && officeId === undefined);
    expect(found.filter(({ officeId }) => officeId === undefined).map(({ since }) => since)).toEqual(['2026-11-01', undefined]);
    expect(found.find(({ since, officeId }) => since === '2026-11-01' && officeId === undefined)).toEqual({
      ...whole,
      since: '2026-11-01',
    });
  });

  test('by kind of ending: a session that was marked as missed is no cancellation by staff', async () => {
    expect(await of('2026-11-23')).toMatchObject({ byClient: 1, byStaff: 1, noShow: 1, declined: 1, expired: 1, withdrawn: 0 });
  });

  test("what staff cancelled since the client asked for it, by phone, is the client's", async () => {
    const period = { from: inTokyo('2026-12-07'), to: inTokyo('2026-12-14') };
    expect(await of('2026-12-07', undefined, period)).toMatchObject({ byClient: 1, byStaff: 0 });
  });

  test('once where they were moved, and not at all where they were only held', async () => {
    expect(await of('2026-11-23')).toMatchObject({ moved: 1 });
    expect(await of()).toMatchObject({ bookings: 12, moved: 1 });
  });

  test('by office too', async () => {
    expect(await of(undefined, 'branch')).toMatchObject({ bookings: 1, open: 1 });
    expect(await of('2026-11-23', 'branch')).toMatchObject({ bookings: 1 });
    expect(await of(undefined, 'izumo')).toMatchObject({ bookings: 11 });
  });

  test('of one centre only', async () => {
    const other = await parts.store.reads.statistics.bookings({ ...PERIOD, centreId: 'hakodate' });
    expect(other.find(({ since, officeId }) => since === undefined && officeId === undefined)).toMatchObject({ bookings: 1 });
  });

  test('with the median of calendar days between making and session, whatever the hour', async () => {
    // 6, 1, 5, 7 and 11 days.
    expect(await of('2026-11-16')).toMatchObject({ leadDays: 6 });
    expect(await of('2026-11-16', undefined, { from: inTokyo('2026-11-16'), to: inTokyo('2026-11-17') })).toMatchObject({
      leadDays: 3.5,
    });
    expect(await parts.store.reads.statistics.bookings({ ...PERIOD, centreId: 'nowhere' })).toEqual([
      expect.objectContaining({ bookings: 0, leadDays: undefined }),
    ]);
  });
});

test('days are counted from the first application, however often it was moved since', async () => {
  const conversationId = await somebody(parts.store);
  const seat = (day: string) => seatAt(inTokyo(`${day}T09:30`), { capacity: 9 });
  await parts.store.turn(conversationId, async (turn) => {
    const first = await held(turn, seat('2027-01-12'), { at: inTokyo('2027-01-04T09:00') });
    const { clientId } = first;
    const change = { bookingId: first.id, from: ['held' as const], to: 'confirmed' as const, at: inTokyo('2027-01-04T09:00') };
    await turn.changeState({ ...change, actor: { kind: 'client', id: clientId } });
    let moves = first.id;
    for (const [day, made] of [
      ['2027-01-13', '2027-01-06'],
      ['2027-01-14', '2027-01-08'],
    ] as const) {
      const at = inTokyo(`${made}T09:00`);
      const moved = await turn.bookFor({
        clientId,
        conversationId,
        seat: seat(day),
        moves,
        openBookings: 1,
        at,
        actor: BY_STAFF,
      });
      if (moved.kind !== 'confirmed') throw new Error(moved.kind);
      expect(moved.booking.origin).toBe(first.origin);
      moves = moved.booking.id;
    }
  });
  const period = { from: inTokyo('2027-01-11'), to: inTokyo('2027-01-18') };
  expect(await of('2027-01-11', undefined, period)).toMatchObject({ bookings: 1, moved: 2, leadDays: 10 });
});

describe('reminders are counted', () => {
  test('by week and office, and how many of them left', async () => {
    const reminder = async (at: string, state: string, kind = 'reminder-morning', officeId = 'izumo') =>
      parts.sql.query(
        `INSERT INTO notice (id, once_key, kind, centre_id, office_id, state, why, created_at)
         VALUES (gen_random_uuid(), gen_random_uuid()::text, $1, 'izumo', $2, $3, 'test', $4)`,
        [kind, officeId, state, inTokyo(at).toJSDate()],
      );
    await reminder('2026-11-16T08:00', 'failed');
    await reminder('2026-11-22T23:59', 'not-needed', 'reminder-by-hand');
    await reminder('2026-11-23T00:00', 'failed', 'reminder-day-before', 'branch');
    await reminder('2026-11-23T00:00', 'failed', 'confirmed');
    const { rows } = await parts.sql.query('SELECT id FROM conversation LIMIT 1');
    await parts.sql.query(
      `WITH o AS (INSERT INTO outbox (id, conversation_id, kind, channel, centre_id, state, sent_by, created_at, finished_at)
                  VALUES (gen_random_uuid(), $1, 'reminder-morning', 'line', 'izumo', 'sent', 'push', $2, $2) RETURNING id)
       INSERT INTO notice (id, once_key, kind, centre_id, office_id, channel, outbox_id, created_at)
       SELECT gen_random_uuid(), 'sent', 'reminder-morning', 'izumo', 'izumo', 'line', o.id, $2 FROM o`,
      [rows[0].id, inTokyo('2026-11-17T08:00').toJSDate()],
    );
    const found = await parts.store.reads.statistics.reminders(PERIOD);
    const at = (week?: string, officeId?: string) => found.find((it) => it.since === week && it.officeId === officeId);
    expect(at()).toMatchObject({ reminders: 4, sent: 1 });
    expect(at('2026-11-16')).toMatchObject({ reminders: 3, sent: 1 });
    expect(at('2026-11-23', 'branch')).toMatchObject({ reminders: 1, sent: 0 });
  });
});

describe('the export', () => {
  const all = async (where: { people: boolean; centreId?: string }) => {
    const found = [];
    for await (const batch of parts.store.reads.bookingExport.batches({ ...PERIOD, ...where })) found.push(...batch);
    return found;
  };

  test('holds every booking of the period once, those without a time last, and no holds', async () => {
    const found = await all({ people: false });
    expect(found).toHaveLength(13);
    expect(new Set(found.map(({ reference }) => reference)).size).toBe(13);
    expect(found.map(({ state }) => state)).not.toContain('released');
    expect(found.slice(-3).map(({ startsAt }) => startsAt)).toEqual([undefined, undefined, undefined]);
    const starts = found.slice(0, -3).map(({ startsAt }) => startsAt?.toMillis() ?? 0);
    expect(starts).toEqual(starts.toSorted((one, other) => one - other));
  });

  test('says who cancelled and by which code', async () => {
    const cancelled = (await all({ people: false })).filter(({ state, noShow }) => state === 'cancelled' && !noShow);
    expect(cancelled.map(({ endedBy, endedWhy }) => [endedBy, endedWhy])).toEqual([
      ['client', 'test'],
      ['staff', 'test'],
    ]);
  });

  test('opens names only where they were asked for', async () => {
    expect((await all({ people: false })).every((it) => !('name' in it))).toBe(true);
    expect((await all({ people: true })).every(({ name }) => name === '山田花子')).toBe(true);
  });

  test('goes on behind a full batch without leaving out those of the same moment', async () => {
    const startsAt = inTokyo('2027-03-01T09:30');
    const conversationId = await somebody(parts.store);
    const clientId = await parts.store.turn(conversationId, async (turn) => (await turn.client())?.id);
    await parts.sql.query(
      `INSERT INTO booking (id, reference, centre_id, office_id, service_id, client_id, state, calendar_hash, open_limit, created_at, updated_at)
       SELECT gen_random_uuid(), lpad(translate(n::text, '01', 'XY'), 8, 'A'), 'many', 'many', 'counselling', $1, 'declined', 'h' || n, 1, $2, $2
         FROM generate_series(1, 1203) n`,
      [clientId, startsAt.toJSDate()],
    );
    const found = [];
    const where = { centreId: 'many', from: startsAt.startOf('day'), to: startsAt.plus({ days: 1 }), people: false };
    for await (const batch of parts.store.reads.bookingExport.batches(where))
      found.push(...batch.map(({ reference }) => reference));
    expect(new Set(found).size).toBe(1203);
    expect(found).toHaveLength(1203);
  });
});
