import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { office, type Somebody } from '../booked.ts';

const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));
const STAFF = { kind: 'staff', id: 'somebody' } as const;
const SEAT = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling', capacity: 1 };
const seatAt = (time: string) => ({ ...SEAT, startsAt: inTokyo(time), endsAt: inTokyo(time).plus({ minutes: 30 }) });

/** A request at Izumo to which staff have proposed times. */
async function offered(until: string, times: readonly string[]): Promise<Somebody & { id: string }> {
  const who = await it.somebody('izumo');
  const at = it.house.clock.now();
  const id = await it.house.store.turn(who.conversationId, async (turn) => {
    const { capacity: _, ...where } = SEAT;
    const made = await turn.request({ ...where, wishes: '午後', answerBy: at.plus({ days: 5 }), at, openBookings: 1 });
    if (made.kind !== 'requested') throw new Error(made.kind);
    const put = await turn.offer({
      bookingId: made.booking.id,
      seats: times.map(seatAt),
      until: inTokyo(until),
      at,
      actor: STAFF,
    });
    if (put.kind !== 'offered') throw new Error(put.kind);
    return made.booking.id;
  });
  return { ...who, id };
}

const seatsUsed = async (time: string): Promise<number> =>
  (await it.sql.query('SELECT coalesce(sum(used), 0)::int AS n FROM slot WHERE starts_at = $1', [inTokyo(time).toJSDate()]))
    .rows[0].n;

test('no time was picked (S0 article 6(4), S1 6(3)): void at its moment and not before, its seats are free, the client is told once', async () => {
  const who = await offered('2026-11-25T00:00', ['2026-12-01T11:00', '2026-12-02T11:00']);
  await it.house.at('2026-11-24T23:59');
  expect([await it.state(who.id), await seatsUsed('2026-12-01T11:00')]).toEqual(['offered', 1]);
  await it.house.at('2026-11-25T00:00');
  await it.house.at('2026-11-25T00:01');
  expect(await it.state(who.id)).toBe('expired');
  expect([await seatsUsed('2026-12-01T11:00'), await seatsUsed('2026-12-02T11:00')]).toEqual([0, 0]);
  expect(await it.ledger(who.id)).toEqual(['offer-expired sent']);
  expect(it.got(who)).toHaveLength(1);
  const { rows } = await it.sql.query("SELECT reason FROM audit WHERE booking_id = $1 AND to_state = 'expired'", [who.id]);
  expect(rows).toEqual([{ reason: 'not-picked' }]);
});

test('two processes at once void an offer once', async () => {
  const days = Array.from({ length: 8 }, (_, day) => `2026-12-${String(day + 7).padStart(2, '0')}T15:00`);
  const all = [];
  for (const day of days) all.push(await offered('2026-11-26T00:00', [day]));
  const other = await it.house.sibling();
  it.house.clock.set(inTokyo('2026-11-26T00:00'));
  const swept = await Promise.all([it.house.house.sweep(), other.house.sweep()]);
  await Promise.all([it.house.settle(), other.house.runner.quiet()]);
  await other.close();
  expect(swept.reduce((sum, { offersExpired }) => sum + offersExpired, 0)).toBe(days.length);
  for (const who of all) expect(it.got(who)).toHaveLength(1);
});

test('an offer that staff replace while it runs out stands', async () => {
  const who = await offered('2026-11-27T00:00', ['2026-12-21T11:00']);
  it.house.clock.set(inTokyo('2026-11-27T00:00'));
  const at = it.house.clock.now();
  const offer = { bookingId: who.id, seats: [seatAt('2026-12-22T11:00')], until: at.plus({ days: 2 }), at, actor: STAFF };
  await it.house.store.turn(who.conversationId, (turn) => turn.offer(offer));
  await it.house.house.sweep();
  expect(await it.state(who.id)).toBe('offered');
});

test('a time that was picked before the end, but is not read yet, counts: the offer is left to the next sweep', async () => {
  const who = await offered('2026-11-27T00:00', ['2026-12-21T11:00']);
  const times = await it.house.store.turn(who.conversationId, (turn) => turn.offeredTimes(who.id));
  const occurredAt = inTokyo('2026-11-26T23:59');
  it.house.clock.set(occurredAt);
  const event = { channel: 'line' as const, ...who.talk, eventId: randomUUID(), occurredAt };
  // Stored, and the process killed before its turn.
  await it.house.store.receive([{ ...event, body: { kind: 'text', text: 'はい', messageId: 'm' } }], occurredAt);
  it.house.clock.set(inTokyo('2026-11-27T00:01'));
  expect((await it.house.house.sweep()).offersExpired).toBe(0);
  expect([times.length, await it.state(who.id)]).toEqual([1, 'offered']);
  await it.house.settle();
  // It was read, and picked nothing.
  await it.house.at('2026-11-27T00:02');
  expect(await it.state(who.id)).toBe('expired');
});
