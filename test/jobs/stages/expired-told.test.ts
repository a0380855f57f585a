import { beforeEach, describe, expect, test } from 'vitest';
import type { Booking } from '#store/store.ts';
import { inTokyo } from '../../support/tokyo.ts';
import { confirmed, office, type Somebody } from '../booked.ts';

const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

const WHERE = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
const SYSTEM = { kind: 'system', id: 'test' } as const;
const seatAt = (time: string) => ({
  ...WHERE,
  startsAt: inTokyo(time),
  endsAt: inTokyo(time).plus({ minutes: 30 }),
  capacity: 9,
});
type Who = Somebody & { id: string };

/** A request that expires as the day of its slot begins. */
async function requested(startsAt: string, who?: Somebody, moves?: string): Promise<Who> {
  const somebody = who ?? (await it.somebody('izumo'));
  const at = it.house.clock.now();
  const id = await it.house.store.turn(somebody.conversationId, async (turn) => {
    const hold = { at, until: at.plus({ minutes: 10 }), openBookings: 1, movesBookingId: moves };
    const held = await turn.hold(seatAt(startsAt), hold);
    if (held.kind !== 'held') throw new Error(held.kind);
    const change = { bookingId: held.booking.id, from: ['held' as const], to: 'requested' as const, at, actor: SYSTEM };
    await turn.changeState({ ...change, answerBy: inTokyo(startsAt).startOf('day') });
    return held.booking.id;
  });
  return { ...somebody, id };
}

/** An offer that can be picked until the day of its one time begins. */
async function offered(startsAt: string): Promise<Who> {
  const who = await requested(startsAt);
  const at = it.house.clock.now();
  const until = inTokyo(startsAt).startOf('day');
  await it.house.store.turn(who.conversationId, (turn) =>
    turn.offer({ bookingId: who.id, seats: [seatAt(startsAt)], until, at, actor: SYSTEM }),
  );
  return who;
}

const book = (who: Somebody, startsAt: string): Promise<Booking> =>
  confirmed(it.house.store, who.conversationId, seatAt(startsAt), it.house.clock.now());

describe('of what expired at midnight', () => {
  for (const [what, make, kind] of [
    ['a request that staff had not answered', requested, 'expired'],
    ['an offer of which no time was picked', offered, 'offer-expired'],
  ] as const) {
    test(`${what}: the client is told in the morning, once`, async () => {
      const who = await make('2026-11-26T11:00');
      await it.house.at('2026-11-26T00:00');
      expect(await it.state(who.id)).toBe('expired');
      await it.house.at('2026-11-26T08:29');
      expect([await it.ledger(who.id), it.got(who)]).toEqual([[], []]);
      await it.house.at('2026-11-26T08:30');
      await it.house.at('2026-11-26T08:31');
      expect(await it.ledger(who.id)).toEqual([`${kind} sent`]);
      expect(it.got(who)).toHaveLength(1);
    });
  }

  test('two processes at once tell it once', async () => {
    const all = [];
    for (let count = 0; count < 8; count += 1) all.push(await requested('2026-11-27T11:00'));
    const other = await it.house.sibling();
    await it.house.at('2026-11-27T00:00');
    it.house.clock.set(inTokyo('2026-11-27T08:30'));
    const swept = await Promise.all([it.house.house.sweep(), other.house.sweep()]);
    await Promise.all([it.house.settle(), other.house.runner.quiet()]);
    await other.close();
    expect(swept.reduce((sum, { expiredTold }) => sum + expiredTold, 0)).toBe(all.length);
    for (const who of all) expect(it.got(who)).toHaveLength(1);
  });

  test('while nothing ran: everybody is told at once by day, and not before the morning where it is night', async () => {
    const [byDay, byNight] = [await requested('2026-11-30T11:00'), await requested('2026-12-01T11:00')];
    await it.house.at('2026-11-30T14:00');
    expect([await it.ledger(byDay.id), await it.state(byNight.id)]).toEqual([['expired sent'], 'requested']);
    await it.house.at('2026-12-01T21:00');
    expect([await it.ledger(byNight.id), await it.state(byNight.id)]).toEqual([[], 'expired']);
    await it.house.at('2026-12-02T08:30');
    expect(await it.ledger(byNight.id)).toEqual(['expired sent']);
  });

  test('it is not told to whoever has asked or booked anew since: the ledger says so, and nobody has to ring', async () => {
    const who = await requested('2026-12-03T11:00');
    await it.house.at('2026-12-03T00:00');
    expect(await it.tasks(who.id)).toEqual(['expired-request']);
    it.house.clock.set(inTokyo('2026-12-03T07:00'));
    await book(who, '2026-12-10T11:00');
    await it.house.at('2026-12-03T08:30');
    expect(await it.ledger(who.id)).toEqual(['expired not-needed booked-again']);
    expect([it.got(who), await it.tasks(who.id)]).toEqual([[], []]);
  });

  test('it is told to whoever wanted to move a booking that stands', async () => {
    const who = await it.booked('2026-12-09T11:00', WHERE);
    const { id } = await requested('2026-12-04T11:00', who, who.booking.id);
    await it.house.at('2026-12-04T08:30');
    expect(await it.ledger(id)).toEqual(['expired sent']);
  });
});
