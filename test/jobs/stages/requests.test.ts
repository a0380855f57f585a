import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { beforeEach, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { office, type Somebody } from '../booked.ts';

const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

/** A request for another time at Izumo: an answer is promised within three business days, holidays not counted. */
async function requested(answerBy: DateTime): Promise<Somebody & { id: string }> {
  const who = await it.somebody('izumo');
  const made = await it.house.store.turn(who.conversationId, (turn) =>
    turn.request({
      centreId: 'izumo',
      officeId: 'izumo',
      serviceId: 'counselling',
      wishes: '12月の午後',
      answerBy,
      at: it.house.clock.now(),
      openBookings: 1,
    }),
  );
  if (made.kind !== 'requested') throw new Error(made.kind);
  return { ...who, id: made.booking.id };
}

test('an answer that is overdue (S0 article 6(3), S1 6(2)): the client is told to ring and staff see it, once, in the morning', async () => {
  const who = await requested(inTokyo('2026-11-27T00:00'));
  await it.house.at('2026-11-27T08:29');
  expect([await it.ledger(who.id), await it.tasks(who.id)]).toEqual([[], []]);
  await it.house.at('2026-11-27T08:30');
  await it.house.at('2026-11-27T08:31');
  expect(await it.ledger(who.id)).toEqual(['ask-to-ring sent']);
  expect(await it.tasks(who.id)).toEqual(['overdue-request']);
  expect(it.got(who)).toHaveLength(1);
  expect(await it.state(who.id)).toBe('requested');
});

test('nobody is asked to ring while the phone is closed: after a Friday on Monday, and not on a day that staff have closed', async () => {
  const who = await requested(inTokyo('2026-11-28T00:00'));
  const closure = { id: randomUUID(), centreId: 'izumo', officeId: 'izumo', from: '2026-11-30', to: '2026-11-30' };
  await it.sql.query(
    `INSERT INTO closure (id, centre_id, office_id, from_day, to_day, reason, created_at, created_by)
     VALUES ($1, $2, $3, $4, $5, '研修', now(), gen_random_uuid())`,
    Object.values(closure),
  );
  for (const quiet of ['2026-11-28T08:30', '2026-11-28T12:00', '2026-11-29T09:00', '2026-11-30T09:00', '2026-12-01T08:29']) {
    await it.house.at(quiet);
    expect([quiet, await it.ledger(who.id), await it.tasks(who.id)]).toEqual([quiet, [], []]);
  }
  await it.house.at('2026-12-01T08:30');
  expect([await it.ledger(who.id), await it.tasks(who.id)]).toEqual([['ask-to-ring sent'], ['overdue-request']]);
  await it.sql.query('DELETE FROM closure WHERE id = $1', [closure.id]);
});

test('two processes at once tell of it once', async () => {
  const all = await Promise.all(Array.from({ length: 10 }, () => requested(inTokyo('2026-11-28T00:00'))));
  const other = await it.house.sibling();
  it.house.clock.set(inTokyo('2026-11-30T08:30'));
  const swept = await Promise.all([it.house.house.sweep(), other.house.sweep()]);
  await Promise.all([it.house.settle(), other.house.runner.quiet()]);
  await other.close();
  expect(swept.reduce((sum, { overdue }) => sum + overdue, 0)).toBe(10);
  for (const who of all) {
    expect(it.got(who)).toHaveLength(1);
    expect(await it.tasks(who.id)).toEqual(['overdue-request']);
  }
});

test('a request that was withdrawn before is not asked about', async () => {
  const who = await requested(inTokyo('2026-11-29T00:00'));
  const at = it.house.clock.now();
  const actor = { kind: 'client', id: 'somebody' } as const;
  await it.house.store.turn(who.conversationId, (turn) =>
    turn.changeState({ bookingId: who.id, from: ['requested'], to: 'withdrawn', at, actor }),
  );
  await it.house.at('2026-11-30T09:00');
  expect([await it.ledger(who.id), it.got(who)]).toEqual([[], []]);
});

test('a request for a slot whose promise ends as its day begins expires: staff ring, and the client is told in the morning, and is not asked to ring as well', async () => {
  const who = await it.somebody('izumo');
  const startsAt = inTokyo('2026-12-01T11:00');
  const seat = {
    centreId: 'izumo',
    officeId: 'izumo',
    serviceId: 'counselling',
    startsAt,
    endsAt: startsAt.plus({ minutes: 30 }),
  };
  const id = await it.house.store.turn(who.conversationId, async (turn) => {
    const at = it.house.clock.now();
    const held = await turn.hold({ ...seat, capacity: 1 }, { at, until: at.plus({ minutes: 10 }), openBookings: 1 });
    if (held.kind !== 'held') throw new Error(held.kind);
    const actor = { kind: 'client', id: 'somebody' } as const;
    const answerBy = inTokyo('2026-12-01T00:00');
    await turn.changeState({ bookingId: held.booking.id, from: ['held'], to: 'requested', at, actor, answerBy });
    return held.booking.id;
  });
  await it.house.at('2026-11-30T23:59');
  expect(await it.state(id)).toBe('requested');
  await it.house.at('2026-12-01T00:00');
  expect(await it.state(id)).toBe('expired');
  expect([await it.ledger(id), it.got(who)]).toEqual([[], []]);
  expect(await it.tasks(id)).toEqual(['expired-request']);
  await it.house.at('2026-12-01T08:30');
  expect(await it.ledger(id)).toEqual(['expired sent']);
  expect(it.got(who)).toHaveLength(1);
  expect(await it.tasks(id)).toEqual(['expired-request']);
});
