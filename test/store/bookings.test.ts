import fc from 'fast-check';
import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Booking, BookingState, Turn } from '#store/store.ts';
import { BY_CLIENT, held, holding, NOW, seatAt, somebody, storeForFile } from '../support/store.ts';

const parts = storeForFile();
let days = 0;
/** A start that no other test uses. */
const freshStart = (): DateTime => NOW.plus({ days: ++days }).startOf('hour');

const change = (turn: Turn, bookingId: string, from: BookingState, to: BookingState) =>
  turn.changeState({ bookingId, from: [from], to, at: NOW, actor: BY_CLIENT, reason: 'test' });

async function usedAt(startsAt: DateTime): Promise<number> {
  const { rows } = await parts.sql.query<{ used: number }>('SELECT used FROM slot WHERE starts_at = $1', [startsAt.toJSDate()]);
  return rows[0]?.used ?? 0;
}

/** Somebody with a confirmed booking. */
async function booked(startsAt: DateTime): Promise<{ id: string; booking: Booking }> {
  const id = await somebody(parts.store);
  const booking = await parts.store.turn(id, async (turn) => {
    const hold = await held(turn, seatAt(startsAt));
    return change(turn, hold.id, 'held', 'confirmed');
  });
  if (!booking) throw new Error('not confirmed');
  return { id, booking };
}

test('confirming keeps the seat, cancelling frees it, and each step is in the audit', async () => {
  const startsAt = freshStart();
  const { id, booking } = await booked(startsAt);
  expect(booking).toMatchObject({ state: 'confirmed', holdUntil: undefined });
  expect(await usedAt(startsAt)).toBe(1);
  const cancelled = await parts.store.turn(id, (turn) => change(turn, booking.id, 'confirmed', 'cancelled'));
  expect(cancelled?.state).toBe('cancelled');
  expect(await usedAt(startsAt)).toBe(0);
  const { rows } = await parts.sql.query('SELECT from_state, to_state FROM audit WHERE booking_id = $1 ORDER BY seq', [
    booking.id,
  ]);
  expect(rows).toEqual([
    { from_state: null, to_state: 'held' },
    { from_state: 'held', to_state: 'confirmed' },
    { from_state: 'confirmed', to_state: 'cancelled' },
  ]);
});

test('a booking in none of the expected states stays as it is', async () => {
  const startsAt = freshStart();
  const { id, booking } = await booked(startsAt);
  expect(await parts.store.turn(id, (turn) => change(turn, booking.id, 'held', 'released'))).toBeUndefined();
  expect((await parts.store.turn(id, (turn) => turn.booking(booking.id)))?.state).toBe('confirmed');
  expect(await usedAt(startsAt)).toBe(1);
});

test('a seat that was cancelled can be taken by the next person', async () => {
  const startsAt = freshStart();
  const { id, booking } = await booked(startsAt);
  await parts.store.turn(id, (turn) => change(turn, booking.id, 'confirmed', 'cancelled'));
  const next = await somebody(parts.store);
  expect((await parts.store.turn(next, (turn) => turn.hold(seatAt(startsAt), holding()))).kind).toBe('held');
});

test('a move: the old booking stands beside the hold, then becomes moved, and its place goes to the new one', async () => {
  const [before, after] = [freshStart(), freshStart()];
  const { id, booking } = await booked(before);
  const hold = await parts.store.turn(id, (turn) => held(turn, seatAt(after), { movesBookingId: booking.id }));
  expect([await usedAt(before), await usedAt(after)]).toEqual([1, 1]);
  const confirmed = await parts.store.turn(id, async (turn) => {
    await change(turn, booking.id, 'confirmed', 'moved');
    return change(turn, hold.id, 'held', 'confirmed');
  });
  expect(confirmed).toMatchObject({ state: 'confirmed', movesBookingId: booking.id });
  expect([await usedAt(before), await usedAt(after)]).toEqual([0, 1]);
  const third = await parts.store.turn(id, (turn) => turn.hold(seatAt(freshStart()), holding()));
  expect(third).toEqual({ kind: 'already-open' });
});

test('a move that is given up leaves the old booking as it was', async () => {
  const [before, after] = [freshStart(), freshStart()];
  const { id, booking } = await booked(before);
  await parts.store.turn(id, async (turn) => {
    const hold = await held(turn, seatAt(after), { movesBookingId: booking.id });
    await change(turn, hold.id, 'held', 'released');
  });
  expect([await usedAt(before), await usedAt(after)]).toEqual([1, 0]);
  expect(await parts.store.turn(id, (turn) => turn.openBookings())).toMatchObject([{ id: booking.id, state: 'confirmed' }]);
});

test('a move cannot be confirmed while the old booking stands', async () => {
  const { id, booking } = await booked(freshStart());
  const after = await parts.store.turn(id, async (turn) => {
    const hold = await held(turn, seatAt(freshStart()), { movesBookingId: booking.id });
    return change(turn, hold.id, 'held', 'confirmed');
  });
  expect(after).toBeUndefined();
});

test('only one booking at a time waits to replace another', async () => {
  const { id, booking } = await booked(freshStart());
  const outcome = await parts.store.turn(id, async (turn) => {
    await held(turn, seatAt(freshStart()), { movesBookingId: booking.id });
    return turn.hold(seatAt(freshStart()), holding({ movesBookingId: booking.id }));
  });
  expect(outcome).toEqual({ kind: 'already-open' });
});

test('where the old booking is cancelled while its successor waits, the successor takes its place', async () => {
  const { id, booking } = await booked(freshStart());
  const outcome = await parts.store.turn(id, async (turn) => {
    await held(turn, seatAt(freshStart()), { movesBookingId: booking.id });
    await change(turn, booking.id, 'confirmed', 'cancelled');
    return turn.hold(seatAt(freshStart()), holding());
  });
  expect(outcome).toEqual({ kind: 'already-open' });
});

test('a request in place of one that was withdrawn for it counts as open', async () => {
  const id = await somebody(parts.store);
  const wish = {
    centreId: 'izumo',
    officeId: 'izumo',
    serviceId: 'counselling',
    answerBy: NOW.plus({ days: 2 }),
    at: NOW,
    openBookings: 1,
  };
  const kinds = await parts.store.turn(id, async (turn) => {
    const first = await turn.request({ ...wish, wishes: '朝' });
    if (first.kind !== 'requested') throw new Error(first.kind);
    await change(turn, first.booking.id, 'requested', 'withdrawn');
    const second = await turn.request({ ...wish, wishes: '夕方', movesBookingId: first.booking.id });
    const third = await turn.request({ ...wish, wishes: '昼' });
    return [second.kind, third.kind];
  });
  expect(kinds).toEqual(['requested', 'already-open']);
});

test('a closed booking stays closed', async () => {
  const { id, booking } = await booked(freshStart());
  await parts.store.turn(id, (turn) => change(turn, booking.id, 'confirmed', 'cancelled'));
  await expect(parts.store.turn(id, (turn) => change(turn, booking.id, 'cancelled', 'confirmed'))).rejects.toThrow('final');
});

test('open bookings come soonest first, requests without a time last', async () => {
  const id = await somebody(parts.store);
  const [soon, later] = [freshStart(), freshStart()];
  const open = await parts.store.turn(id, async (turn) => {
    await turn.request({
      centreId: 'izumo',
      officeId: 'izumo',
      serviceId: 'counselling',
      wishes: 'x',
      answerBy: NOW,
      at: NOW,
      openBookings: 3,
    });
    await held(turn, seatAt(later), { openBookings: 3 });
    await held(turn, seatAt(soon), { openBookings: 3 });
    return turn.openBookings();
  });
  expect(open.map((it) => it.startsAt?.toISO())).toEqual([soon.toISO(), later.toISO(), undefined]);
});

test('holds that have run out are found, at the very moment and not before', async () => {
  const id = await somebody(parts.store);
  const until = NOW.minus({ days: 300 });
  const hold = await parts.store.turn(id, (turn) => held(turn, seatAt(freshStart()), { until }));
  expect(await parts.store.holdsRunOut(until.minus({ milliseconds: 1 }), 10)).toEqual([]);
  expect((await parts.store.holdsRunOut(until, 10)).map((it) => it.id)).toEqual([hold.id]);
});

test('requests are found when their day begins in Tokyo; those without a day are never found', async () => {
  const startsAt = NOW.minus({ days: 100 }).set({ hour: 9 });
  const answerBy = startsAt.minus({ days: 50 });
  const id = await somebody(parts.store);
  const other = await somebody(parts.store);
  const slotted = await parts.store.turn(id, async (turn) => {
    const hold = await held(turn, seatAt(startsAt));
    await turn.changeState({ bookingId: hold.id, from: ['held'], to: 'requested', at: NOW, actor: BY_CLIENT, answerBy });
    return hold.id;
  });
  const wished = await parts.store.turn(other, async (turn) => {
    const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
    const made = await turn.request({ ...where, wishes: 'x', answerBy, at: NOW, openBookings: 1 });
    return made.kind === 'requested' ? made.booking.id : undefined;
  });
  const found = async (now: DateTime) => (await parts.store.requestsBegun(now, 10)).map((it) => it.id);
  expect(await found(startsAt.startOf('day').minus({ milliseconds: 1 }))).toEqual([]);
  expect(await found(startsAt.startOf('day'))).toEqual([slotted]);
  expect(await found(startsAt.plus({ days: 60 }))).not.toContain(wished);
});

test('what waits to replace a booking takes its place when its session is over: nothing else may', async () => {
  const startsAt = freshStart();
  const { id, booking } = await booked(startsAt);
  const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
  const wish = { ...where, wishes: 'x', answerBy: NOW.plus({ days: 3 }), at: NOW, openBookings: 1, movesBookingId: booking.id };
  const waiting = await parts.store.turn(id, (turn) => turn.request(wish));
  if (waiting.kind !== 'requested') throw new Error(waiting.kind);
  await parts.store.closeEnded(startsAt.plus({ minutes: 30 }));
  expect((await parts.store.turn(id, (turn) => turn.hold(seatAt(freshStart()), holding()))).kind).toBe('already-open');
  const seats = [seatAt(freshStart())];
  const picked = await parts.store.turn(id, async (turn) => {
    const it = { bookingId: waiting.booking.id, seats, until: NOW.plus({ days: 2 }), at: NOW, actor: BY_CLIENT };
    const offered = await turn.offer(it);
    if (offered.kind !== 'offered') throw new Error(offered.kind);
    return turn.pickOffer({ offerId: offered.times[0]?.id ?? '', at: NOW, actor: BY_CLIENT });
  });
  expect(picked).toMatchObject({ kind: 'picked', booking: { state: 'confirmed' } });
});

test('a confirmed booking whose session is over no longer stands in the way of the next one', async () => {
  const startsAt = freshStart();
  const { id, booking } = await booked(startsAt);
  await parts.store.closeEnded(startsAt.plus({ minutes: 29 }));
  expect(await parts.store.turn(id, (turn) => turn.openBookings())).toHaveLength(1);
  await parts.store.closeEnded(startsAt.plus({ minutes: 30 }));
  expect(await parts.store.turn(id, (turn) => turn.openBookings())).toEqual([]);
  expect((await parts.store.turn(id, (turn) => turn.hold(seatAt(freshStart()), holding()))).kind).toBe('held');
  expect((await parts.store.turn(id, (turn) => change(turn, booking.id, 'confirmed', 'attended')))?.state).toBe('attended');
  expect(await usedAt(startsAt)).toBe(1);
});

test('the calendar token leads to the booking and is always the same', async () => {
  const { id, booking } = await booked(freshStart());
  const token = await parts.store.turn(id, (turn) => turn.calendarToken(booking.id));
  expect(await parts.store.turn(id, (turn) => turn.calendarToken(booking.id))).toBe(token);
  expect((await parts.store.bookingByCalendarToken(token))?.id).toBe(booking.id);
  expect(await parts.store.bookingByCalendarToken(`${token}x`)).toBeUndefined();
});

test('whatever people do side by side, the seats used are the bookings that keep one', async () => {
  const step = fc.record({
    who: fc.nat(3),
    what: fc.constantFrom('hold', 'move', 'release', 'confirm', 'confirm-move', 'cancel', 'attend'),
    slot: fc.nat(1),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const starts = [freshStart(), freshStart()];
      const people = await Promise.all(Array.from({ length: 4 }, () => somebody(parts.store)));
      await Promise.all(steps.map(({ who, what, slot }) => act(people[who] ?? '', what, starts[slot] ?? NOW)));
      for (const startsAt of starts) await expectProven(startsAt, 2);
    }),
    { numRuns: 25 },
  );
});

async function act(id: string, what: string, startsAt: DateTime): Promise<void> {
  await parts.store.turn(id, async (turn) => {
    const open = await turn.openBookings();
    const standing = open.find((it) => it.state === 'confirmed');
    const hold = open.find((it) => it.state === 'held');
    const seat = seatAt(startsAt, { capacity: 2 });
    if (what === 'hold') await turn.hold(seat, holding());
    if (what === 'move' && standing) await turn.hold(seat, holding({ movesBookingId: standing.id }));
    if (what === 'release' && hold) await change(turn, hold.id, 'held', 'released');
    if (what === 'confirm' && hold) await change(turn, hold.id, 'held', 'confirmed');
    if (what === 'confirm-move' && hold && standing) {
      await change(turn, standing.id, 'confirmed', 'moved');
      await change(turn, hold.id, 'held', 'confirmed');
    }
    if (what === 'cancel' && standing) await change(turn, standing.id, 'confirmed', 'cancelled');
    if (what === 'attend' && standing) await change(turn, standing.id, 'confirmed', 'attended');
  });
}

async function expectProven(startsAt: DateTime, capacity: number): Promise<void> {
  const { rows } = await parts.sql.query<{ used: number; booked: number }>(
    `SELECT s.used, count(b.id)::int AS booked
       FROM slot s LEFT JOIN booking b ON b.slot_id = s.id AND b.state IN ('held', 'confirmed', 'attended')
      WHERE s.starts_at = $1 GROUP BY s.id`,
    [startsAt.toJSDate()],
  );
  for (const { used, booked } of rows) {
    expect(used).toBe(booked);
    expect(used).toBeLessThanOrEqual(capacity);
  }
}
