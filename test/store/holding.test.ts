import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { held, holding, NOW, quietResult, seatAt, somebody, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();
let days = 0;
/** A start that no other test uses. */
const freshStart = (): DateTime => NOW.plus({ days: ++days }).startOf('hour');

async function usedAt(startsAt: DateTime): Promise<number> {
  const { rows } = await parts.sql.query<{ used: number }>('SELECT used FROM slot WHERE starts_at = $1', [startsAt.toJSDate()]);
  return rows[0]?.used ?? 0;
}

test('a hold takes the seat and makes the booking, with a reference that can be read out', async () => {
  const startsAt = freshStart();
  const id = await somebody(parts.store);
  const booking = await parts.store.turn(id, (turn) => held(turn, seatAt(startsAt)));
  expect(booking).toMatchObject({ state: 'held', conversationId: id, movesBookingId: undefined });
  expect(booking.reference).toMatch(/^[2-9A-HJ-NP-Z]{8}$/);
  expect(booking.startsAt?.toISO()).toBe(startsAt.toISO());
  expect(booking.holdUntil?.toISO()).toBe(NOW.plus({ minutes: 10 }).toISO());
  expect(await usedAt(startsAt)).toBe(1);
});

test('of 200 people who press the same seat at once, one gets it and the others hear that it is taken', async () => {
  const startsAt = freshStart();
  const people = await Promise.all(Array.from({ length: 200 }, () => somebody(parts.store)));
  const outcomes = await Promise.all(
    people.map((id) => parts.store.turn(id, async (turn) => (await turn.hold(seatAt(startsAt), holding())).kind)),
  );
  expect(outcomes.filter((it) => it === 'held')).toHaveLength(1);
  expect(outcomes.filter((it) => it === 'slot-taken')).toHaveLength(199);
  expect(await usedAt(startsAt)).toBe(1);
});

test('a slot for three takes three', async () => {
  const startsAt = freshStart();
  const people = await Promise.all(Array.from({ length: 8 }, () => somebody(parts.store)));
  const outcomes = await Promise.all(
    people.map((id) =>
      parts.store.turn(id, async (turn) => (await turn.hold(seatAt(startsAt, { capacity: 3 }), holding())).kind),
    ),
  );
  expect(outcomes.filter((it) => it === 'held')).toHaveLength(3);
});

test('a second open booking of the same service is refused, and takes no seat', async () => {
  const [first, second] = [freshStart(), freshStart()];
  const id = await somebody(parts.store);
  await parts.store.turn(id, (turn) => held(turn, seatAt(first)));
  const outcome = await parts.store.turn(id, async (turn) => {
    const refused = await turn.hold(seatAt(second), holding());
    // The transaction is still good.
    expect(await turn.openBookings()).toHaveLength(1);
    return refused;
  });
  expect(outcome).toEqual({ kind: 'already-open' });
  expect(await usedAt(second)).toBe(0);
});

test('a centre may allow two', async () => {
  const id = await somebody(parts.store);
  const kinds = await parts.store.turn(id, async (turn) => {
    const one = await turn.hold(seatAt(freshStart()), holding({ openBookings: 2 }));
    const two = await turn.hold(seatAt(freshStart()), holding({ openBookings: 2 }));
    const three = await turn.hold(seatAt(freshStart()), holding({ openBookings: 2 }));
    return [one.kind, two.kind, three.kind];
  });
  expect(kinds).toEqual(['held', 'held', 'already-open']);
});

test('two conversations of one client race for one open booking: one gets it, and the other takes no seat', async () => {
  const id = await somebody(parts.store);
  const clientId = await parts.store.turn(id, async (turn) => (await turn.client())?.id);
  const other = await somebody(parts.store);
  await parts.sql.query('UPDATE conversation SET client_id = $1 WHERE id = $2', [clientId, other]);
  for (let round = 0; round < 5; round++) {
    const [mine, theirs] = [freshStart(), freshStart()];
    const outcomes = await Promise.all([
      parts.store.turn(id, (turn) => turn.hold(seatAt(mine), holding())),
      parts.store.turn(other, (turn) => turn.hold(seatAt(theirs), holding())),
    ]);
    expect(outcomes.map((it) => it.kind).sort()).toEqual(['already-open', 'held']);
    expect((await usedAt(mine)) + (await usedAt(theirs))).toBe(1);
    for (const outcome of outcomes) {
      if (outcome.kind !== 'held') continue;
      const release = { bookingId: outcome.booking.id, from: ['held' as const], to: 'released' as const, at: NOW };
      await parts.store.turn(id, (turn) => turn.changeState({ ...release, actor: { kind: 'system', id: 'test' } }));
    }
  }
});

test('a slot without capacity is taken', async () => {
  const id = await somebody(parts.store);
  const outcome = await parts.store.turn(id, (turn) => turn.hold(seatAt(freshStart(), { capacity: 0 }), holding()));
  expect(outcome).toEqual({ kind: 'slot-taken' });
});

test("the centre file's capacity counts, unless staff set another", async () => {
  const startsAt = freshStart();
  const [first, second, third] = await Promise.all([somebody(parts.store), somebody(parts.store), somebody(parts.store)]);
  await parts.store.turn(first, (turn) => held(turn, seatAt(startsAt, { capacity: 1 })));
  const where = { ...seatAt(startsAt), from: startsAt, to: startsAt.plus({ hours: 1 }) };
  const seen = await parts.store.turn(second, (turn) => turn.seatsUsed({ ...where, capacity: 2 }));
  expect(seen).toMatchObject([{ startsAt, used: 1, capacity: 2, closed: false, openedByStaff: false }]);
  expect(seen[0]?.endsAt.toISO()).toBe(startsAt.plus({ minutes: 30 }).toISO());
  await parts.store.turn(second, (turn) => held(turn, seatAt(startsAt, { capacity: 2 })));
  await parts.sql.query('UPDATE slot SET capacity = 2, capacity_by_staff = true WHERE starts_at = $1', [startsAt.toJSDate()]);
  const outcome = await parts.store.turn(third, (turn) => turn.hold(seatAt(startsAt, { capacity: 9 }), holding()));
  expect(outcome).toEqual({ kind: 'slot-taken' });
  expect(await parts.store.turn(third, (turn) => turn.seatsUsed({ ...where, capacity: 9 }))).toMatchObject([{ capacity: 2 }]);
});

test('a booking without a profile is a fault, not a booking of nobody', async () => {
  const { conversationIds } = await parts.store.receive([textEvent('nobody', 'x')], NOW);
  const hold = parts.store.turn(conversationIds[0] ?? '', (turn) => turn.hold(seatAt(freshStart()), holding()));
  await expect(hold).rejects.toMatchObject({ code: 'turn-misused' });
});

test('a turn that fails after its hold leaves the seat free', async () => {
  const startsAt = freshStart();
  const id = await somebody(parts.store);
  const turn = parts.store.turn(id, async (turn) => {
    await held(turn, seatAt(startsAt));
    throw new Error('on purpose');
  });
  await expect(turn).rejects.toThrow('on purpose');
  expect(await usedAt(startsAt)).toBe(0);
});

test('a request keeps the wishes and takes no seat; a second one is refused', async () => {
  const id = await somebody(parts.store);
  const wish = {
    centreId: 'izumo',
    officeId: 'izumo',
    serviceId: 'counselling',
    wishes: '来週の夕方',
    answerBy: NOW.plus({ days: 3 }),
    at: NOW,
    openBookings: 1,
  };
  const outcomes = await parts.store.turn(id, async (turn) => [await turn.request(wish), await turn.request(wish)]);
  expect(outcomes).toMatchObject([
    { kind: 'requested', booking: { state: 'requested', wishes: '来週の夕方', startsAt: undefined, holdUntil: undefined } },
    { kind: 'already-open' },
  ]);
  const again = await parts.store.turn(id, async (turn) => (await turn.openBookings())[0]);
  expect(again?.wishes).toBe('来週の夕方');
  expect(again?.answerBy?.toISO()).toBe(wish.answerBy.toISO());
});

test('the first state of a booking is in the audit', async () => {
  const id = await somebody(parts.store);
  const booking = await parts.store.turn(id, (turn) => held(turn, seatAt(freshStart())));
  const { rows } = await parts.sql.query(
    'SELECT action, from_state, to_state, channel, actor_kind FROM audit WHERE booking_id = $1',
    [booking.id],
  );
  expect(rows).toEqual([{ action: 'booking-state', from_state: null, to_state: 'held', channel: 'line', actor_kind: 'client' }]);
});

test('a booking made in the very first turn of a conversation is kept with it', async () => {
  const userId = 'first-turn';
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'x')], NOW);
  const id = conversationIds[0] ?? '';
  await parts.store.turn(id, async (turn) => {
    const event = await turn.nextEvent();
    await turn.saveProfile({ name: '山田' }, NOW);
    await held(turn, seatAt(freshStart()));
    await turn.finish(quietResult(userId, { inboxId: event?.id }));
  });
  expect(await parts.store.turn(id, (turn) => turn.openBookings())).toHaveLength(1);
});
