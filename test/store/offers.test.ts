import { expect, test } from 'vitest';
import { BY_CLIENT, NOW, seatAt, somebody, storeForFile } from '../support/store.ts';
import {
  BY_STAFF,
  bookedAs,
  change,
  changesOf,
  freshStart,
  holdAt,
  NOBODY,
  offered,
  offering,
  person,
  UNTIL,
  usedAt,
  wishing,
} from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);

test('an offer keeps a seat of each time, frees the own one, and remembers what was asked', async () => {
  const [asked, one, two] = [freshStart(), freshStart(), freshStart()];
  const { id, booking } = await bookedAs('requested', parts, asked);
  const outcome = await turn(id, (it) => offered(it, booking.id, [two, one]));
  expect(outcome.booking).toMatchObject({ id: booking.id, state: 'offered', startsAt: undefined, endsAt: undefined });
  expect(outcome.booking.offerBy?.toISO()).toBe(UNTIL.toISO());
  expect(outcome.booking.askedStartsAt?.toISO()).toBe(asked.toISO());
  expect(outcome.times.map(({ startsAt }) => startsAt.toISO())).toEqual([one.toISO(), two.toISO()]);
  expect(await usedAt(parts, asked, one, two)).toEqual([0, 1, 1]);
  expect((await changesOf(parts, booking.id)).at(-1)).toBe('requested offered staff console');
});

test('a request in words can be put to times as well', async () => {
  const one = freshStart();
  const { id, booking } = await wishing(parts);
  const outcome = await turn(id, (it) => offered(it, booking.id, [one]));
  expect(outcome.booking).toMatchObject({ state: 'offered', askedStartsAt: undefined, wishes: '夕方' });
  expect(await usedAt(parts, one)).toEqual([1]);
});

test('the own time can be among the offered ones: its seat goes over and is at no moment anybody else’s', async () => {
  const [asked, other] = [freshStart(), freshStart()];
  const { id, booking } = await bookedAs('requested', parts, asked);
  await turn(id, (it) => offered(it, booking.id, [asked, other]));
  expect(await usedAt(parts, asked, other)).toEqual([1, 1]);
  expect(await holdAt(parts, await person(parts), asked)).toBe('slot-taken');
});

test('where one seat cannot be had nothing at all is changed, and the missing times are named', async () => {
  const [asked, full, free] = [freshStart(), freshStart(), freshStart()];
  await bookedAs('confirmed', parts, full);
  const { id, booking } = await bookedAs('requested', parts, asked);
  const outcome = await turn(id, async (it) => {
    const refused = await offering(it, booking.id, [full, free]);
    expect((await it.booking(booking.id))?.state).toBe('requested');
    return refused;
  });
  expect(outcome).toEqual({ kind: 'slot-taken', startsAt: [full] });
  expect(await usedAt(parts, asked, full, free)).toEqual([1, 1, 0]);
  expect(await turn(id, (it) => it.offeredTimes(booking.id))).toEqual([]);
  expect(await changesOf(parts, booking.id)).toEqual(['held client line', 'held requested client line']);
});

test('offering again replaces the times: those that stay keep their ids and seats, the others are freed', async () => {
  const [one, two, three] = [freshStart(), freshStart(), freshStart()];
  const { id, booking } = await wishing(parts);
  const first = await turn(id, (it) => offered(it, booking.id, [one, two]));
  const second = await turn(id, (it) => offered(it, booking.id, [two, three]));
  expect(await usedAt(parts, one, two, three)).toEqual([0, 1, 1]);
  expect(second.times[0]).toEqual(first.times[1]);
  expect(second.times).toHaveLength(2);
  expect(await turn(id, (it) => it.offeredTimes(booking.id))).toEqual(second.times);
});

test('a second offer remembers what was asked at first', async () => {
  const [asked, one, two] = [freshStart(), freshStart(), freshStart()];
  const { id, booking } = await bookedAs('requested', parts, asked);
  const last = await turn(id, async (it) => {
    await offered(it, booking.id, [one]);
    return offered(it, booking.id, [two]);
  });
  expect(last.booking.askedStartsAt?.toISO()).toBe(asked.toISO());
});

test.each(['expired', 'declined', 'withdrawn', 'cancelled'] as const)(
  'an offer that is %s frees every seat of it',
  async (to) => {
    const [one, two] = [freshStart(), freshStart()];
    const { id, booking } = await wishing(parts);
    await turn(id, (it) => offered(it, booking.id, [one, two]));
    const closed = await turn(id, (it) => change(it, booking.id, ['requested', 'offered'], to));
    expect(closed).toMatchObject({ state: to, offerBy: undefined });
    expect(await usedAt(parts, one, two)).toEqual([0, 0]);
    expect(await turn(id, (it) => it.offeredTimes(booking.id))).toEqual([]);
  },
);

test('what is neither requested nor offered cannot be put to other times', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  expect(await turn(id, (it) => offering(it, booking.id, [freshStart()]))).toEqual({ kind: 'changed', state: 'confirmed' });
  expect(await turn(id, (it) => offering(it, NOBODY, [freshStart()]))).toEqual({ kind: 'changed', state: undefined });
});

test('a closed time cannot be offered, not even to the one who asked for it', async () => {
  const [asked, closed] = [freshStart(), freshStart()];
  const { id, booking } = await bookedAs('requested', parts, asked);
  await turn(id, async (it) => offered(it, (await wishing(parts)).booking.id, [closed]));
  await parts.sql.query('UPDATE slot SET closed = true WHERE starts_at = ANY($1)', [[asked.toJSDate(), closed.toJSDate()]]);
  expect(await turn(id, (it) => offering(it, booking.id, [asked, closed], { capacity: 5 }))).toEqual({
    kind: 'slot-taken',
    startsAt: [asked, closed],
  });
  expect(await usedAt(parts, asked, closed)).toEqual([1, 1]);
});

test("staff's capacity counts for an offer, whatever the centre file says", async () => {
  const [narrow, wide] = [freshStart(), freshStart()];
  await bookedAs('confirmed', parts, narrow);
  await bookedAs('confirmed', parts, wide);
  const set = 'UPDATE slot SET capacity = $1, capacity_by_staff = true WHERE starts_at = $2';
  await parts.sql.query(set, [1, narrow.toJSDate()]);
  await parts.sql.query(set, [2, wide.toJSDate()]);
  const { id, booking } = await wishing(parts);
  expect(await turn(id, (it) => offering(it, booking.id, [narrow], { capacity: 9 }))).toMatchObject({ kind: 'slot-taken' });
  expect(await turn(id, (it) => offering(it, booking.id, [wide], { capacity: 0 }))).toMatchObject({ kind: 'offered' });
});

test('a time of another office is not to be had', async () => {
  const { id, booking } = await wishing(parts);
  const elsewhere = await turn(id, (it) => offering(it, booking.id, [freshStart()], { officeId: 'elsewhere' }));
  expect(elsewhere).toMatchObject({ kind: 'slot-taken' });
});

test('an offered time is shown to the client of the conversation and to nobody else', async () => {
  const start = freshStart();
  const { id, booking } = await wishing(parts);
  const { times } = await turn(id, (it) => offered(it, booking.id, [start]));
  const offerId = times[0]?.id ?? '';
  expect(await turn(id, (it) => it.offeredTime(offerId))).toMatchObject({ booking: { id: booking.id }, time: times[0] });
  const other = await somebody(parts.store);
  expect(await turn(other, (it) => it.offeredTime(offerId))).toBeUndefined();
  await turn(id, (it) => change(it, booking.id, 'offered', 'expired'));
  expect(await turn(id, (it) => it.offeredTime(offerId))).toBeUndefined();
});

test('fifty people before the seats that are offered get none of them', async () => {
  const starts = [freshStart(), freshStart()];
  const { id, booking } = await wishing(parts);
  await turn(id, (it) => offered(it, booking.id, starts));
  const people = await Promise.all(Array.from({ length: 50 }, () => person(parts)));
  const kinds = await Promise.all(people.map((who, i) => holdAt(parts, who, starts[i % 2] ?? NOW)));
  expect(new Set(kinds)).toEqual(new Set(['slot-taken']));
  expect(await usedAt(parts, ...starts)).toEqual([1, 1]);
});

test('two offers of the same times in opposite order: one gets them all, the other nothing', async () => {
  for (let round = 0; round < 5; round++) {
    const starts = [freshStart(), freshStart(), freshStart()];
    const [mine, theirs] = [await wishing(parts), await wishing(parts)];
    const kinds = await Promise.all([
      turn(mine.id, async (it) => (await offering(it, mine.booking.id, starts)).kind),
      turn(theirs.id, async (it) => (await offering(it, theirs.booking.id, [...starts].reverse())).kind),
    ]);
    expect(kinds.sort()).toEqual(['offered', 'slot-taken']);
    expect(await usedAt(parts, ...starts)).toEqual([1, 1, 1]);
  }
});

test('an offer that is replaced while it runs out leaves no seat behind, from whatever conversation', async () => {
  for (let round = 0; round < 8; round++) {
    const [one, two] = [freshStart(), freshStart()];
    const { id, booking } = await wishing(parts);
    await turn(id, (it) => offered(it, booking.id, [one]));
    // Another lock than the client's own: nothing but the database keeps the two apart.
    const elsewhere = await somebody(parts.store);
    const [again, ended] = await Promise.all([
      turn(id, (it) => offering(it, booking.id, [two])),
      turn(elsewhere, (it) => change(it, booking.id, ['requested', 'offered'], 'expired')),
    ]);
    expect(ended?.state).toBe('expired');
    expect(['offered', 'changed']).toContain(again.kind);
    expect(await usedAt(parts, one, two)).toEqual([0, 0]);
  }
});

test('an offer settles the alert about a request that waited too long', async () => {
  const { id, booking } = await wishing(parts);
  await turn(id, async (it) => {
    await it.raiseTask({ kind: 'overdue-request', centreId: 'izumo', bookingId: booking.id, at: NOW });
    await offered(it, booking.id, [freshStart()]);
  });
  const { rows } = await parts.sql.query('SELECT done_at, done_by FROM staff_task WHERE booking_id = $1', [booking.id]);
  expect(rows).toEqual([{ done_at: NOW.toJSDate(), done_by: BY_STAFF.id }]);
});

test('the database itself refuses an offer without a time, and a time without an offer', async () => {
  const start = freshStart();
  const { id, booking } = await wishing(parts);
  const { times } = await turn(id, (it) => offered(it, booking.id, [start]));
  const refused = (constraint: string) => expect.objectContaining({ constraint });
  await expect(
    parts.sql.query(`UPDATE offer_time SET state = 'closed', closed_at = now() WHERE id = $1`, [times[0]?.id]),
  ).rejects.toThrow();
  await expect(
    parts.sql.query(`UPDATE booking SET state = 'expired', open_ordinal = NULL WHERE id = $1`, [booking.id]),
  ).rejects.toEqual(refused('booking_offered_until'));
  await expect(parts.sql.query('UPDATE slot SET used = 0 WHERE starts_at = $1', [start.toJSDate()])).rejects.toEqual(
    refused('slot_used_is_booked'),
  );
  const own = `UPDATE booking SET slot_id = (SELECT id FROM slot WHERE starts_at = $2), starts_at = $2, ends_at = $2::timestamptz + interval '30 min' WHERE id = $1`;
  await expect(parts.sql.query(own, [booking.id, start.toJSDate()])).rejects.toEqual(refused('booking_offered_without_slot'));
});

test('a client who withdraws an offer may book at once', async () => {
  const { id, booking } = await wishing(parts);
  await turn(id, (it) => offered(it, booking.id, [freshStart()]));
  const kind = await turn(id, async (it) => {
    await it.changeState({ bookingId: booking.id, from: ['offered'], to: 'withdrawn', at: NOW, actor: BY_CLIENT });
    return (await it.hold(seatAt(freshStart()), { until: UNTIL, at: NOW, openBookings: 1 })).kind;
  });
  expect(kind).toBe('held');
});
