import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { NOW, storeForFile } from '../../support/store.ts';
import { bookedAs, change, offering, wishing } from '../../support/store-office.ts';
import { inTokyo } from '../../support/tokyo.ts';

const parts = storeForFile();
const place = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
const staff = { by: randomUUID(), at: NOW };

describe('who keeps a seat', () => {
  test('are bookings that stand, in their order, with names; and requests that were offered the time', async () => {
    const startsAt = inTokyo('2026-12-01T11:00');
    const confirmed = await bookedAs('confirmed', parts, startsAt, { capacity: 4 });
    const holding = await bookedAs('held', parts, startsAt, { capacity: 4 });
    const gone = await bookedAs('confirmed', parts, startsAt, { capacity: 4 });
    await parts.store.turn(gone.id, (turn) => change(turn, gone.booking.id, 'confirmed', 'cancelled'));
    const wish = await wishing(parts);
    await parts.store.turn(wish.id, (turn) =>
      offering(turn, wish.booking.id, [startsAt, inTokyo('2026-12-02T11:00')], { capacity: 4 }),
    );
    const holders = await parts.store.reads.calendar.holders({ ...place, startsAt });
    expect(holders.map(({ bookingId, state }) => [bookingId, state]).sort()).toEqual(
      [
        [confirmed.booking.id, 'confirmed'],
        [holding.booking.id, 'held'],
        [wish.booking.id, 'offered'],
      ].sort(),
    );
    expect(holders[0]).toMatchObject({ name: '山田花子', startsAt, endsAt: startsAt.plus({ minutes: 30 }) });
    expect(await parts.store.reads.calendar.holders({ ...place, centreId: 'hakodate', startsAt })).toEqual([]);
    const [slot] = await parts.store.reads.calendar.slots({ ...place, from: startsAt, to: startsAt.plus({ minutes: 1 }) });
    expect(slot?.used).toBe(holders.length);
  });

  test('on days that are to be closed: of one office, or of all', async () => {
    const [one, other] = [inTokyo('2026-12-08T11:00'), inTokyo('2026-12-09T11:00')];
    const here = await bookedAs('confirmed', parts, one);
    const there = await bookedAs('requested', parts, other, { officeId: 'branch' });
    const done = await bookedAs('confirmed', parts, inTokyo('2026-12-09T13:30'));
    await parts.store.turn(done.id, (turn) => change(turn, done.booking.id, 'confirmed', 'attended'));
    const days = { centreId: 'izumo', from: inTokyo('2026-12-08'), to: inTokyo('2026-12-10') };
    const ids = async (where: object) =>
      (await parts.store.reads.calendar.ahead({ ...days, ...where })).map((it) => it.bookingId);
    expect(await ids({})).toEqual([here.booking.id, there.booking.id]);
    expect(await ids({ officeId: 'branch' })).toEqual([there.booking.id]);
    expect(await ids({ to: inTokyo('2026-12-09') })).toEqual([here.booking.id]);
    expect(await ids({ centreId: 'hakodate' })).toEqual([]);
  });
});

describe('closures', () => {
  const days = { centreId: 'izumo', fromDay: '2026-12-21', toDay: '2026-12-22', reason: '棚卸し' };
  const touching = (where: object) => parts.store.reads.closures.touching({ centreId: 'izumo', fromDay: '2026-12-01', ...where });

  test('hold for their days and their office, and no more once they are ended', async () => {
    const id = await parts.store.writes.closures.add({ ...days, officeId: 'branch', ...staff });
    expect(await touching({})).toMatchObject([
      { id, officeId: 'branch', fromDay: '2026-12-21', toDay: '2026-12-22', reason: '棚卸し' },
    ]);
    expect(await touching({ officeId: 'branch', fromDay: '2026-12-22' })).toHaveLength(1);
    expect(await touching({ officeId: 'izumo' })).toEqual([]);
    expect(await touching({ fromDay: '2026-12-23' })).toEqual([]);
    expect(await touching({ toDay: '2026-12-20' })).toEqual([]);
    expect(await touching({ centreId: 'hakodate' })).toEqual([]);
    expect(await parts.store.reads.closures.byId({ centreId: 'hakodate', id })).toBeUndefined();
    expect(await parts.store.writes.closures.end({ centreId: 'hakodate', id, ...staff })).toBe(false);
    expect(await parts.store.writes.closures.end({ centreId: 'izumo', id, ...staff })).toBe(true);
    expect(await parts.store.writes.closures.end({ centreId: 'izumo', id, ...staff })).toBe(false);
    expect(await parts.store.reads.closures.byId({ centreId: 'izumo', id })).toBeUndefined();
    expect(await touching({})).toEqual([]);
    const { rows } = await parts.sql.query(
      "SELECT action, actor_id, detail->>'closureId' AS id FROM audit WHERE detail->>'closureId' = $1 ORDER BY seq",
      [id],
    );
    expect(rows).toEqual(['closure-added', 'closure-ended'].map((action) => ({ action, actor_id: staff.by, id })));
  });

  test('keep the chat from offering the day', async () => {
    const id = await parts.store.writes.closures.add({ ...days, ...staff });
    const who = await bookedAs('held', parts, inTokyo('2026-12-15T11:00'));
    const found = await parts.store.turn(who.id, (turn) =>
      turn.closures({ centreId: 'izumo', from: inTokyo('2026-12-22'), to: inTokyo('2026-12-23') }),
    );
    expect(found).toMatchObject([{ fromDay: '2026-12-21', toDay: '2026-12-22', reason: '棚卸し' }]);
    await parts.store.writes.closures.end({ centreId: 'izumo', id, ...staff });
  });
});

test('an export leaves its audit row', async () => {
  await parts.store.writes.exports.note({
    centreId: 'izumo',
    fromDay: '2026-11-01',
    toDay: '2026-11-30',
    people: true,
    ...staff,
  });
  const { rows } = await parts.sql.query("SELECT actor_kind, actor_id, detail FROM audit WHERE action = 'bookings-exported'");
  expect(rows).toEqual([
    { actor_kind: 'staff', actor_id: staff.by, detail: { fromDay: '2026-11-01', toDay: '2026-11-30', people: true } },
  ]);
});
