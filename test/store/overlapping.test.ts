import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { held, holding, NOW, seatAt, somebody, storeForFile } from '../support/store.ts';
import { BY_STAFF, bookedAs, bookingFor, offered, offering, person, wishing } from '../support/store-office.ts';

/** Seats of sessions that overlap, whatever minute they start at. */

const parts = storeForFile();
let days = 0;
/** Nine o'clock of a day that no other test uses. */
const freshDay = (): DateTime => NOW.plus({ days: ++days }).startOf('day').set({ hour: 9 });
const after = (start: DateTime, minutes: number) => seatAt(start.plus({ minutes }));

type Times = { starts_at: Date; ends_at: Date };
/** Everybody who keeps a seat that day, by booking or open offer. */
async function sessionsOf(day: DateTime): Promise<Times[]> {
  const { rows } = await parts.sql.query<Times>(
    `SELECT starts_at, ends_at FROM booking WHERE keeps_seat(state) AND starts_at >= $1 AND starts_at < $2
     UNION ALL
     SELECT starts_at, ends_at FROM offer_time WHERE state = 'open' AND starts_at >= $1 AND starts_at < $2 ORDER BY 1`,
    [day.startOf('day').toJSDate(), day.endOf('day').toJSDate()],
  );
  return rows;
}

const overlapping = (rows: readonly Times[]) =>
  rows.filter((one, n) => rows.some((other, m) => m > n && one.starts_at < other.ends_at && other.starts_at < one.ends_at));

test('of 21 people who press 9:00, 9:15 and 9:30 at once, nobody gets a time that overlaps another’s', async () => {
  for (let round = 0; round < 4; round++) {
    const day = freshDay();
    const people = await Promise.all(Array.from({ length: 21 }, () => somebody(parts.store)));
    const outcomes = await Promise.all(
      people.map((id, n) => parts.store.turn(id, async (turn) => (await turn.hold(after(day, (n % 3) * 15), holding())).kind)),
    );
    const sessions = await sessionsOf(day);
    expect(overlapping(sessions)).toEqual([]);
    expect(outcomes.filter((it) => it === 'held')).toHaveLength(sessions.length);
    expect(sessions.length).toBeGreaterThan(0);
    expect(outcomes.filter((it) => it !== 'held' && it !== 'slot-taken')).toEqual([]);
  }
});

test('two sessions that only touch do not overlap', async () => {
  const day = freshDay();
  for (const minutes of [0, 30, 60]) {
    await parts.store.turn(await somebody(parts.store), (turn) => held(turn, after(day, minutes)));
  }
  expect(await sessionsOf(day)).toHaveLength(3);
});

test('room for two is room for two at every moment: one before and one after leave a seat between them', async () => {
  const day = freshDay();
  const two = { capacity: 2 };
  const hold = async (minutes: number) => {
    const id = await somebody(parts.store);
    return parts.store.turn(id, async (turn) => (await turn.hold({ ...after(day, minutes), ...two }, holding())).kind);
  };
  expect([await hold(0), await hold(30), await hold(15), await hold(10)]).toEqual(['held', 'held', 'held', 'slot-taken']);
});

test('another office and another service do not share the seats', async () => {
  const day = freshDay();
  const kinds: string[] = [];
  for (const other of [{}, { officeId: 'plaza' }, { serviceId: 'certification' }]) {
    const id = await somebody(parts.store);
    kinds.push(await parts.store.turn(id, async (turn) => (await turn.hold({ ...after(day, 7), ...other }, holding())).kind));
  }
  expect(kinds).toEqual(['held', 'held', 'held']);
});

test('a client moves within the time that is theirs: the seat that they leave does not stand in the way', async () => {
  const day = freshDay();
  const { id, booking } = await bookedAs('confirmed', parts, day);
  const kind = await parts.store.turn(
    id,
    async (turn) => (await turn.hold(after(day, 15), holding({ movesBookingId: booking.id }))).kind,
  );
  expect(kind).toBe('held');
  const other = await somebody(parts.store);
  expect(await parts.store.turn(other, async (turn) => (await turn.hold(after(day, 30), holding())).kind)).toBe('slot-taken');
});

test('staff move a booking within its own time, and not into another’s', async () => {
  const day = freshDay();
  const { id, clientId, booking } = await bookedAs('confirmed', parts, day);
  await bookedAs('confirmed', parts, day.plus({ minutes: 45 }));
  const move = (minutes: number) =>
    parts.store.turn(id, (turn) => bookingFor(turn, { id, clientId }, after(day, minutes), booking.id));
  expect((await move(30)).kind).toBe('slot-taken');
  expect((await move(15)).kind).toBe('confirmed');
  expect(overlapping(await sessionsOf(day))).toEqual([]);
});

test('staff book nobody into a time that overlaps another', async () => {
  const day = freshDay();
  await bookedAs('confirmed', parts, day);
  const who = await person(parts);
  const book = (minutes: number) => parts.store.turn(who.id, (turn) => bookingFor(turn, who, after(day, minutes)));
  expect((await book(7)).kind).toBe('slot-taken');
  expect((await book(30)).kind).toBe('confirmed');
});

test('times that overlap may be offered to one client, not a time that overlaps somebody else’s', async () => {
  const day = freshDay();
  await bookedAs('confirmed', parts, day.plus({ minutes: 60 }));
  const wish = await wishing(parts);
  const offer = (...minutes: number[]) =>
    parts.store.turn(wish.id, (turn) =>
      offering(
        turn,
        wish.booking.id,
        minutes.map((it) => day.plus({ minutes: it })),
      ),
    );
  expect(await offer(0, 45)).toMatchObject({ kind: 'slot-taken', startsAt: [day.plus({ minutes: 45 })] });
  expect((await offer(0, 15)).kind).toBe('offered');
  const other = await somebody(parts.store);
  expect(await parts.store.turn(other, async (turn) => (await turn.hold(after(day, 20), holding())).kind)).toBe('slot-taken');
});

test('clients and staff at once at every minute of an hour: at no moment more people than there is room for', async () => {
  for (let round = 0; round < 3; round++) {
    const day = freshDay();
    await Promise.all(
      Array.from({ length: 18 }, async (_, n) => {
        const at = day.plus({ minutes: (n * 7) % 60 });
        if (n % 3 === 0) {
          const who = await person(parts);
          return parts.store.turn(who.id, (turn) => bookingFor(turn, who, seatAt(at)));
        }
        if (n % 3 === 1) {
          const wish = await wishing(parts);
          return parts.store.turn(wish.id, (turn) => offering(turn, wish.booking.id, [at]));
        }
        return parts.store.turn(await somebody(parts.store), (turn) => turn.hold(seatAt(at), holding()));
      }),
    );
    expect(overlapping(await sessionsOf(day))).toEqual([]);
  }
});

test('an offered time of one client is no other’s, also at midnight', async () => {
  const midnight = freshDay().startOf('day');
  const wish = await wishing(parts);
  await parts.store.turn(wish.id, (turn) => offered(turn, wish.booking.id, [midnight.minus({ minutes: 15 })]));
  const other = await somebody(parts.store);
  expect(await parts.store.turn(other, async (turn) => (await turn.hold(seatAt(midnight), holding())).kind)).toBe('slot-taken');
});

test('the database refuses at commit what overlaps, whatever a programme may try', async () => {
  const day = freshDay();
  await bookedAs('confirmed', parts, day);
  const { booking } = await bookedAs('confirmed', parts, day.plus({ hours: 2 }));
  const smuggle = parts.sql.query(
    `WITH s AS (
       INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity, used)
       SELECT centre_id, office_id, service_id, $2, $3, 1, 1 FROM booking WHERE id = $1 RETURNING id
     ), freed AS (UPDATE slot SET used = used - 1 WHERE id = (SELECT slot_id FROM booking WHERE id = $1))
     UPDATE booking SET slot_id = s.id, starts_at = $2, ends_at = $3 FROM s WHERE booking.id = $1`,
    [booking.id, day.plus({ minutes: 10 }).toJSDate(), day.plus({ minutes: 40 }).toJSDate()],
  );
  await expect(smuggle).rejects.toEqual(expect.objectContaining({ constraint: 'slot_overlaps_have_room' }));
});

test('what was booked stays when the room becomes less', async () => {
  const day = freshDay();
  const two = { capacity: 2 };
  const first = await bookedAs('confirmed', parts, day, two);
  await bookedAs('confirmed', parts, day.plus({ minutes: 15 }), two);
  await parts.sql.query('UPDATE slot SET capacity = 1, capacity_by_staff = true WHERE starts_at >= $1 AND starts_at < $2', [
    day.toJSDate(),
    day.plus({ hours: 1 }).toJSDate(),
  ]);
  const attended = await parts.store.turn(first.id, (turn) =>
    turn.changeState({ bookingId: first.booking.id, from: ['confirmed'], to: 'attended', at: NOW, actor: BY_STAFF }),
  );
  expect(attended?.state).toBe('attended');
  expect(await sessionsOf(day)).toHaveLength(2);
});
