import { expect, test } from 'vitest';
import { NOW, somebody, storeForFile } from '../support/store.ts';
import {
  BY_STAFF,
  bookedAs,
  change,
  changesOf,
  freshStart,
  NOBODY,
  offered,
  picking,
  usedAt,
  wishing,
} from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);
const confirming = (id: string, bookingId: string) =>
  turn(id, (it) => it.confirmRequest({ bookingId, at: NOW, actor: BY_STAFF }));

/** Somebody who was offered these times. */
async function offeredTo(
  starts: ReturnType<typeof freshStart>[],
  movesBookingId?: string,
  who?: { id: string; clientId: string },
) {
  const asking = await wishing(parts, movesBookingId, who);
  const { times } = await turn(asking.id, (it) => offered(it, asking.booking.id, starts));
  return { ...asking, times };
}

test('the client’s pick confirms the booking at that time and frees the others', async () => {
  const [one, two, three] = [freshStart(), freshStart(), freshStart()];
  const { id, booking, times } = await offeredTo([one, two, three]);
  const picked = await turn(id, (it) => picking(it, times[1]));
  expect(picked).toMatchObject({ kind: 'picked', booking: { id: booking.id, state: 'confirmed', offerBy: undefined } });
  expect(picked.kind === 'picked' && picked.booking.startsAt?.toISO()).toBe(two.toISO());
  expect(picked.kind === 'picked' && picked.booking.confirmedAt?.toISO()).toBe(NOW.toISO());
  expect(await usedAt(parts, one, two, three)).toEqual([0, 1, 0]);
  expect((await changesOf(parts, booking.id)).at(-1)).toBe('offered confirmed client line');
  const { rows } = await parts.sql.query('SELECT state FROM offer_time WHERE booking_id = $1 ORDER BY starts_at', [booking.id]);
  expect(rows.map(({ state }) => state)).toEqual(['closed', 'picked', 'closed']);
});

test('two picks at once, from two conversations: one is confirmed, the other hears that it is gone', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, two] = [freshStart(), freshStart()];
    const { id, times } = await offeredTo([one, two]);
    const elsewhere = await somebody(parts.store);
    const outcomes = await Promise.all([turn(id, (it) => picking(it, times[0])), turn(elsewhere, (it) => picking(it, times[1]))]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['gone', 'picked']);
    const used = await usedAt(parts, one, two);
    expect(used.sort()).toEqual([0, 1]);
  }
});

test('a client picks while staff decline: one outcome, and no seat is lost', async () => {
  for (let round = 0; round < 5; round++) {
    const start = freshStart();
    const { id, booking, times } = await offeredTo([start]);
    const elsewhere = await somebody(parts.store);
    const [picked, declined] = await Promise.all([
      turn(id, (it) => picking(it, times[0])),
      turn(elsewhere, (it) => change(it, booking.id, ['requested', 'offered'], 'declined')),
    ]);
    expect([picked.kind === 'picked', declined !== undefined].filter(Boolean)).toHaveLength(1);
    expect(await usedAt(parts, start)).toEqual([picked.kind === 'picked' ? 1 : 0]);
  }
});

test('a client picks while staff cancel the booking that it would move: both are told the truth, and seats add up', async () => {
  for (let round = 0; round < 5; round++) {
    const [before, after] = [freshStart(), freshStart()];
    const old = await bookedAs('confirmed', parts, before);
    const { id, booking, times } = await offeredTo([after], old.booking.id, old);
    const elsewhere = await somebody(parts.store);
    const [picked, cancelled] = await Promise.all([
      turn(id, (it) => picking(it, times[0])),
      turn(elsewhere, (it) => change(it, old.booking.id, 'confirmed', 'cancelled')),
    ]);
    expect(picked).toMatchObject({ kind: 'picked', booking: { id: booking.id, state: 'confirmed' } });
    const stood = await turn(id, (it) => it.booking(old.booking.id));
    expect(stood?.state).toBe(cancelled ? 'cancelled' : 'moved');
    expect(await usedAt(parts, before, after)).toEqual([0, 1]);
  }
});

test('a pick that moves a confirmed booking closes that one in the same moment', async () => {
  const [before, after] = [freshStart(), freshStart()];
  const old = await bookedAs('confirmed', parts, before);
  const { id, times } = await offeredTo([after], old.booking.id, old);
  expect(await usedAt(parts, before, after)).toEqual([1, 1]);
  const picked = await turn(id, (it) => picking(it, times[0]));
  expect(picked).toMatchObject({ kind: 'picked', booking: { movesBookingId: old.booking.id } });
  expect((await turn(id, (it) => it.booking(old.booking.id)))?.state).toBe('moved');
  expect(await usedAt(parts, before, after)).toEqual([0, 1]);
  expect(await turn(id, (it) => it.openBookings())).toHaveLength(1);
});

test('a pick beside an old booking whose session is over leaves that one to staff', async () => {
  const [before, after] = [freshStart(), freshStart()];
  const old = await bookedAs('confirmed', parts, before);
  const { id, times } = await offeredTo([after], old.booking.id, old);
  await parts.sql.query('UPDATE booking SET ended_at = now(), open_ordinal = NULL WHERE id = $1', [old.booking.id]);
  expect((await turn(id, (it) => picking(it, times[0]))).kind).toBe('picked');
  expect((await turn(id, (it) => it.booking(old.booking.id)))?.state).toBe('confirmed');
});

test('a time that was replaced, or that never was, is gone', async () => {
  const { id, booking, times } = await offeredTo([freshStart()]);
  await turn(id, (it) => offered(it, booking.id, [freshStart()]));
  expect(await turn(id, (it) => picking(it, times[0]))).toEqual({ kind: 'gone' });
  expect(await turn(id, (it) => it.pickOffer({ offerId: NOBODY, at: NOW, actor: BY_STAFF }))).toEqual({ kind: 'gone' });
  expect((await turn(id, (it) => it.booking(booking.id)))?.state).toBe('offered');
});

test('a pick of a replaced time has not closed the booking that it would have moved', async () => {
  const before = freshStart();
  const old = await bookedAs('confirmed', parts, before);
  const { id, booking, times } = await offeredTo([freshStart()], old.booking.id, old);
  await turn(id, (it) => offered(it, booking.id, [freshStart()]));
  expect(await turn(id, (it) => picking(it, times[0]))).toEqual({ kind: 'gone' });
  expect((await turn(id, (it) => it.booking(old.booking.id)))?.state).toBe('confirmed');
  expect(await usedAt(parts, before)).toEqual([1]);
});

test('staff confirm a request at its own time', async () => {
  const start = freshStart();
  const { id, booking } = await bookedAs('requested', parts, start);
  const confirmed = await confirming(id, booking.id);
  expect(confirmed).toMatchObject({ kind: 'confirmed', booking: { state: 'confirmed' } });
  expect(confirmed.kind === 'confirmed' && confirmed.booking.confirmedAt?.toISO()).toBe(NOW.toISO());
  expect(await usedAt(parts, start)).toEqual([1]);
  expect((await changesOf(parts, booking.id)).at(-1)).toBe('requested confirmed staff console');
});

test('two staff answer one request at once: one confirms, the other hears what it is now', async () => {
  for (let round = 0; round < 5; round++) {
    const { id, booking } = await bookedAs('requested', parts, freshStart());
    const elsewhere = await somebody(parts.store);
    const outcomes = await Promise.all([confirming(id, booking.id), confirming(elsewhere, booking.id)]);
    expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['changed', 'confirmed']);
    expect(outcomes).toContainEqual({ kind: 'changed', state: 'confirmed' });
  }
});

test('a confirmation and an offer at once: one of them holds', async () => {
  for (let round = 0; round < 5; round++) {
    const [asked, other] = [freshStart(), freshStart()];
    const { id, booking } = await bookedAs('requested', parts, asked);
    const elsewhere = await somebody(parts.store);
    const [confirmed, put] = await Promise.all([
      confirming(id, booking.id),
      turn(elsewhere, (it) => offered(it, booking.id, [other]).catch(() => undefined)),
    ]);
    expect([confirmed.kind === 'confirmed', put !== undefined].filter(Boolean)).toHaveLength(1);
    expect(await usedAt(parts, asked, other)).toEqual(put ? [0, 1] : [1, 0]);
  }
});

test('a confirmed move closes the old booking', async () => {
  const [before, after] = [freshStart(), freshStart()];
  const old = await bookedAs('confirmed', parts, before);
  const waiting = await turn(old.id, async (it) => {
    const hold = await it.hold(
      {
        centreId: 'izumo',
        officeId: 'izumo',
        serviceId: 'counselling',
        startsAt: after,
        endsAt: after.plus({ minutes: 30 }),
        capacity: 1,
      },
      { until: NOW, at: NOW, openBookings: 1, movesBookingId: old.booking.id },
    );
    return hold.kind === 'held' ? change(it, hold.booking.id, 'held', 'requested') : undefined;
  });
  expect(await confirming(old.id, waiting?.id ?? '')).toMatchObject({ kind: 'confirmed' });
  expect((await turn(old.id, (it) => it.booking(old.booking.id)))?.state).toBe('moved');
  expect(await usedAt(parts, before, after)).toEqual([0, 1]);
});

test('a request without a time of its own cannot be confirmed as it is', async () => {
  const { id, booking } = await wishing(parts);
  expect(await confirming(id, booking.id)).toEqual({ kind: 'changed', state: 'requested' });
  expect((await turn(id, (it) => it.booking(booking.id)))?.state).toBe('requested');
});
