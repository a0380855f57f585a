import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { whileLocked } from '../support/locked.ts';
import { holding, NOW, seatAt, somebody, storeForFile } from '../support/store.ts';
import {
  bookedAs,
  bookingFor,
  change,
  changesOf,
  freshStart,
  offered,
  type Person,
  person,
  usedAt,
  wish,
  wishing,
} from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);
const book = (who: Person, startsAt: DateTime, moves?: string) =>
  turn(who.id, (it) => bookingFor(it, who, seatAt(startsAt), moves));
const stateOf = async (who: Person, bookingId: string) => (await turn(who.id, (it) => it.booking(bookingId)))?.state;

test('staff book for a client: confirmed at once, from the console, in the client’s conversation', async () => {
  const start = freshStart();
  const who = await person(parts);
  const outcome = await book(who, start);
  if (outcome.kind !== 'confirmed') throw new Error(outcome.kind);
  expect(outcome.booking).toMatchObject({ state: 'confirmed', clientId: who.clientId, conversationId: who.id, origin: 'staff' });
  expect(outcome.booking.confirmedAt?.toISO()).toBe(NOW.toISO());
  expect(outcome.before).toBeUndefined();
  expect(await usedAt(parts, start)).toEqual([1]);
  expect(await changesOf(parts, outcome.booking.id)).toEqual(['held staff console', 'held confirmed staff console']);
});

test('a client without any conversation can be booked for', async () => {
  const start = freshStart();
  const outcome = await turn('00000000-0000-4000-8000-00000000c0de', async (it) => {
    const clientId = await it.addClient({ centreId: 'izumo', profile: { name: '電話太郎', phone: '0853-21-0000' }, at: NOW });
    const actor = { kind: 'staff' as const, id: 'x' };
    const seat = seatAt(start);
    return it.bookFor({ clientId, conversationId: undefined, seat, openBookings: 1, at: NOW, actor });
  });
  expect(outcome).toMatchObject({ kind: 'confirmed', booking: { conversationId: undefined, origin: 'staff' } });
});

test('a move by staff: the new seat, the old one free, the old booking moved and named', async () => {
  const [before, after] = [freshStart(), freshStart()];
  const old = await bookedAs('confirmed', parts, before);
  const outcome = await book(old, after, old.booking.id);
  expect(outcome).toMatchObject({
    kind: 'confirmed',
    booking: { state: 'confirmed', movesBookingId: old.booking.id },
    before: { id: old.booking.id, state: 'moved' },
  });
  expect(await usedAt(parts, before, after)).toEqual([0, 1]);
});

test('a move to a time that is full changes nothing, also for the rest of the turn', async () => {
  const [before, full] = [freshStart(), freshStart()];
  await bookedAs('confirmed', parts, full);
  const old = await bookedAs('confirmed', parts, before);
  const outcome = await turn(old.id, async (it) => {
    const refused = await bookingFor(it, old, seatAt(full), old.booking.id);
    expect((await it.booking(old.booking.id))?.state).toBe('confirmed');
    return refused;
  });
  expect(outcome).toEqual({ kind: 'slot-taken' });
  expect(await usedAt(parts, before, full)).toEqual([1, 1]);
  expect(await changesOf(parts, old.booking.id)).toEqual(['held client line', 'held confirmed client line']);
});

test('a booking may be moved within its own seat, as when only the length was wrong', async () => {
  const start = freshStart();
  const old = await bookedAs('confirmed', parts, start);
  expect(await book(old, start, old.booking.id)).toMatchObject({ kind: 'confirmed' });
  expect(await usedAt(parts, start)).toEqual([1]);
});

test('a request is answered by booking: it is withdrawn, and its seat is free', async () => {
  const [asked, given] = [freshStart(), freshStart()];
  const old = await bookedAs('requested', parts, asked);
  const outcome = await book(old, given, old.booking.id);
  expect(outcome).toMatchObject({ kind: 'confirmed', before: { id: old.booking.id, state: 'withdrawn' } });
  expect(await usedAt(parts, asked, given)).toEqual([0, 1]);
});

test('an offered time can be booked by phone: the offer’s own seat is used', async () => {
  const [one, two] = [freshStart(), freshStart()];
  const asking = await wishing(parts);
  await turn(asking.id, (it) => offered(it, asking.booking.id, [one, two]));
  expect(await book(asking, one, asking.booking.id)).toMatchObject({ kind: 'confirmed', before: { state: 'withdrawn' } });
  expect(await usedAt(parts, one, two)).toEqual([1, 0]);
});

test('a request that would have moved a confirmed booking takes that one with it', async () => {
  const [before, after] = [freshStart(), freshStart()];
  const old = await bookedAs('confirmed', parts, before);
  const asking = await turn(old.id, (it) => wish(it, old.booking.id));
  const outcome = await book(old, after, asking.id);
  expect(outcome).toMatchObject({
    kind: 'confirmed',
    booking: { movesBookingId: old.booking.id },
    before: { id: old.booking.id, state: 'moved' },
  });
  expect(await stateOf(old, asking.id)).toBe('withdrawn');
  expect(await usedAt(parts, before, after)).toEqual([0, 1]);
});

test('what the client had begun in order to move the same booking is over with it', async () => {
  const [before, begun, after] = [freshStart(), freshStart(), freshStart()];
  const old = await bookedAs('confirmed', parts, before);
  const hold = await turn(old.id, (it) => it.hold(seatAt(begun), holding({ movesBookingId: old.booking.id })));
  expect(await book(old, after, old.booking.id)).toMatchObject({ kind: 'confirmed' });
  expect(hold.kind === 'held' && (await stateOf(old, hold.booking.id))).toBe('released');
  expect(await usedAt(parts, before, begun, after)).toEqual([0, 0, 1]);
  expect(await turn(old.id, (it) => it.openBookings())).toHaveLength(1);
});

test('with what the client had begun, all bookings are locked before any slot', async () => {
  const [before, begun, after] = [freshStart(), freshStart(), freshStart()];
  const old = await bookedAs('confirmed', parts, before);
  const hold = await turn(old.id, (it) => it.hold(seatAt(begun), holding({ movesBookingId: old.booking.id })));
  if (hold.kind !== 'held') throw new Error(hold.kind);
  const elsewhere = await somebody(parts.store);
  const outcome = await whileLocked(
    parts,
    ['SELECT FROM booking WHERE id = $1 FOR UPDATE', [hold.booking.id]],
    () => turn(elsewhere, (it) => bookingFor(it, old, seatAt(after), old.booking.id)),
    ['SELECT FROM slot WHERE starts_at = ANY($1) FOR UPDATE NOWAIT', [[before, begun].map((it) => it.toJSDate())]],
  );
  expect(outcome).toMatchObject({ kind: 'confirmed', before: { state: 'moved' } });
  expect(await stateOf(old, hold.booking.id)).toBe('released');
  expect(await usedAt(parts, before, begun, after)).toEqual([0, 0, 1]);
});

test('as many as the centre allows, staff or not', async () => {
  const start = freshStart();
  const who = await bookedAs('confirmed', parts, freshStart());
  expect(await book(who, start)).toEqual({ kind: 'already-open' });
  expect(await usedAt(parts, start)).toEqual([0]);
});

test('what was cancelled meanwhile is not moved', async () => {
  const start = freshStart();
  const old = await bookedAs('confirmed', parts, freshStart());
  await turn(old.id, (it) => change(it, old.booking.id, 'confirmed', 'cancelled'));
  expect(await book(old, start, old.booking.id)).toEqual({ kind: 'changed', state: 'cancelled' });
  expect(await usedAt(parts, start)).toEqual([0]);
});

test('a client cancels while staff move: one of them, and both seats add up', async () => {
  for (let round = 0; round < 6; round++) {
    const [before, after] = [freshStart(), freshStart()];
    const old = await bookedAs('confirmed', parts, before);
    const elsewhere = await somebody(parts.store);
    const [moved, cancelled] = await Promise.all([
      turn(elsewhere, (it) => bookingFor(it, old, seatAt(after), old.booking.id)),
      turn(old.id, (it) => change(it, old.booking.id, 'confirmed', 'cancelled')),
    ]);
    expect([moved.kind === 'confirmed', cancelled !== undefined].filter(Boolean)).toHaveLength(1);
    expect(await usedAt(parts, before, after)).toEqual([0, moved.kind === 'confirmed' ? 1 : 0]);
  }
});

test('two bookings swap their times at once without standing in each other’s way for good', async () => {
  const [one, two] = [freshStart(), freshStart()];
  const [mine, theirs] = [
    await bookedAs('confirmed', parts, one, { capacity: 2 }),
    await bookedAs('confirmed', parts, two, { capacity: 2 }),
  ];
  const move = (who: typeof mine, to: DateTime) =>
    turn(who.id, (it) => bookingFor(it, who, seatAt(to, { capacity: 2 }), who.booking.id));
  const outcomes = await Promise.all([move(mine, two), move(theirs, one)]);
  expect(outcomes.map(({ kind }) => kind)).toEqual(['confirmed', 'confirmed']);
  expect(await usedAt(parts, one, two)).toEqual([1, 1]);
});

test('nobody gets into a closed slot: no hold, and no booking by staff; who is in stays', async () => {
  const start = freshStart();
  const inside = await bookedAs('confirmed', parts, start, { capacity: 5 });
  await parts.sql.query('UPDATE slot SET closed = true WHERE starts_at = $1', [start.toJSDate()]);
  const who = await person(parts);
  const seat = seatAt(start, { capacity: 5 });
  expect(await turn(who.id, (it) => it.hold(seat, holding()))).toEqual({ kind: 'slot-taken' });
  expect(await turn(who.id, (it) => bookingFor(it, who, seat))).toEqual({ kind: 'slot-taken' });
  expect(await stateOf(inside, inside.booking.id)).toBe('confirmed');
  const where = { ...seat, from: start, to: start.plus({ hours: 1 }) };
  expect(await turn(who.id, (it) => it.seatsUsed(where))).toMatchObject([
    { startsAt: start, used: 1, capacity: 0, closed: true },
  ]);
});

test('a slot that staff opened has room, also where the centre file has none', async () => {
  const start = freshStart();
  await parts.sql.query(
    `INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity, capacity_by_staff, opened_by_staff)
     VALUES ('izumo', 'izumo', 'counselling', $1, $1::timestamptz + interval '30 min', 1, true, true)`,
    [start.toJSDate()],
  );
  const [first, second] = [await person(parts), await person(parts)];
  const hold = (who: Person) => turn(who.id, async (it) => (await it.hold(seatAt(start, { capacity: 0 }), holding())).kind);
  expect([await hold(first), await hold(second)]).toEqual(['held', 'slot-taken']);
});
