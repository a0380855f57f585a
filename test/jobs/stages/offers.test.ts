import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

test('no time was picked (S0 article 6(4), S1 6(3)): void at its moment and not before, its seats are free', async () => {
  const who = await offered('2026-11-25T00:00', ['2026-12-01T11:00', '2026-12-02T11:00']);
  await it.house.at('2026-11-24T23:59');
  expect([await it.state(who.id), await seatsUsed('2026-12-01T11:00')]).toEqual(['offered', 1]);
  await it.house.at('2026-11-25T00:00');
  await it.house.at('2026-11-25T00:01');
  expect(await it.state(who.id)).toBe('expired');
  expect([await seatsUsed('2026-12-01T11:00'), await seatsUsed('2026-12-02T11:00')]).toEqual([0, 0]);
  expect([await it.ledger(who.id), it.got(who)]).toEqual([[], []]);
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

describe('an offer that the client has not heard of', () => {
  const LAST = '2026-12-29';
  const at = () => it.house.clock.now();
  /** Told as the office tells it; while the platform takes no push. */
  async function unheard(fate: 'refused' | 'down' | 'quota', day: string, until = '2026-11-28T00:00') {
    const who = await offered(until, [`${day}T11:00`]);
    const fault = fate === 'refused' ? { status: 400, message: 'refused' } : { status: 500 };
    if (fate === 'quota') it.house.platform.setMonthlyQuota('izumo', 0);
    else it.house.platform.fail({ fault: { kind: 'status', ...fault }, times: 1_000, path: '/push' });
    await tellOf(who, until);
    await it.house.house.runner.deliver([who.conversationId]);
    return who;
  }
  const tellOf = (who: Somebody & { id: string }, until: string) =>
    it.house.store.turn(who.conversationId, async (turn) => {
      const booking = await turn.booking(who.id);
      await turn.tell({
        ...{ onceKey: `offered:${randomUUID()}`, kind: 'offered', centreId: 'izumo', officeId: 'izumo', bookingId: who.id },
        ...{ clientId: booking?.clientId, conversationId: who.conversationId, at: at() },
        what: {
          by: 'chat',
          channel: 'line',
          rendered: [{ type: 'text', text: 'ご提案' }],
          needsState: 'offered',
          uselessAt: inTokyo(until),
        },
      });
    });
  afterEach(() => {
    it.house.platform.clearFaults();
    it.house.platform.setMonthlyQuota('izumo', undefined);
  });

  test('does not run out: its seat is kept, and staff are asked to ring', async () => {
    const who = await unheard('refused', '2027-01-12');
    expect(await it.tasks(who.id)).toEqual(['not-delivered']);
    await it.house.at('2026-12-01T10:00');
    expect([await it.state(who.id), await seatsUsed('2027-01-12T11:00')]).toEqual(['offered', 1]);
    expect(await it.tasks(who.id)).toEqual(['not-delivered']);
  });

  test('does not run out where the month’s pushes are used up: one task for the centre, and one to ring each client', async () => {
    const both = [await unheard('quota', '2027-01-18'), await unheard('quota', '2027-01-19')];
    for (const { id } of both) expect(await it.tasks(id)).toEqual(['not-delivered']);
    const { rows } = await it.sql.query("SELECT centre_id FROM staff_task WHERE kind = 'push-quota'");
    expect(rows).toEqual([{ centre_id: 'izumo' }]);
    const { tasks } = it.house.store.reads;
    const open = await tasks.open({ centreId: 'izumo', limit: 100 });
    for (const { id } of both) {
      expect(open).toContainEqual(
        expect.objectContaining({
          kind: 'not-delivered',
          booking: expect.objectContaining({ id }),
          client: expect.objectContaining({ profile: expect.objectContaining({ name: '山田 花子' }) }),
        }),
      );
    }
    await it.house.at('2026-12-02T10:00');
    for (const { id } of both) expect(await it.state(id)).toBe('offered');
  });

  test('does not run out while its notice is still queued; at its end that has failed, and staff are asked to ring', async () => {
    it.house.clock.set(inTokyo('2026-11-27T09:00'));
    const who = await unheard('down', '2027-01-13');
    expect(await it.tasks(who.id)).toEqual([]);
    await it.house.at('2026-11-28T00:00');
    it.house.platform.clearFaults();
    await it.house.at('2026-11-28T00:01');
    expect([await it.state(who.id), await it.tasks(who.id)]).toEqual(['offered', ['not-delivered']]);
    expect(it.got(who)).toEqual([]);
  });

  test('runs out as its last day begins, whoever has heard of it or not', async () => {
    const who = await unheard('refused', LAST);
    await it.house.at('2026-12-28T23:59');
    expect(await it.state(who.id)).toBe('offered');
    await it.house.at('2026-12-29T00:00');
    expect(await it.state(who.id)).toBe('expired');
    expect(await seatsUsed(`${LAST}T11:00`)).toBe(0);
  });

  test('runs out with its last time where it was made on that very day', async () => {
    it.house.clock.set(inTokyo('2027-01-20T09:00'));
    const who = await unheard('refused', '2027-01-20', '2027-01-20T11:00');
    await it.house.at('2027-01-20T10:59');
    expect(await it.state(who.id)).toBe('offered');
    await it.house.at('2027-01-20T11:00');
    expect(await it.state(who.id)).toBe('expired');
  });

  /** As the office's page does it. */
  const rung = (who: Somebody & { id: string }, day: string) =>
    it.house.store.turn(who.conversationId, (turn) =>
      turn.settleTasks({ bookingId: who.id, kinds: ['not-delivered'] }, inTokyo(day), { ...STAFF, id: randomUUID() }),
    );

  test('keeps its deadline where staff have rung about it before', async () => {
    const who = await unheard('refused', '2027-01-15');
    await rung(who, '2026-11-26T10:00');
    await it.house.at('2026-11-27T23:59');
    expect(await it.state(who.id)).toBe('offered');
    await it.house.at('2026-11-28T00:00');
    expect(await it.state(who.id)).toBe('expired');
  });

  test('runs out with the day on which staff rang about it, where that is after its deadline', async () => {
    const who = await unheard('refused', '2027-01-21');
    await it.house.at('2026-12-03T14:00');
    await rung(who, '2026-12-03T14:00');
    await it.house.at('2026-12-03T23:59');
    expect(await it.state(who.id)).toBe('offered');
    await it.house.at('2026-12-04T00:00');
    expect(await it.state(who.id)).toBe('expired');
  });

  test('runs out as any other once it was told again and arrived; then nobody has to ring any more', async () => {
    const who = await unheard('refused', '2027-01-14');
    it.house.platform.clearFaults();
    await tellOf(who, '2026-11-28T00:00');
    await it.house.house.runner.deliver([who.conversationId]);
    expect(await it.tasks(who.id)).toEqual([]);
    await it.house.at('2026-11-28T00:00');
    expect(await it.state(who.id)).toBe('expired');
  });
});
