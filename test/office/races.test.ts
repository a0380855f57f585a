import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, SOMEBODY as by, COLLEAGUE, type Person } from './counter.ts';
import { placeOf } from './making.ts';

/**
 * Two people do something to the same booking in the same moment: one outcome, the other finds it changed, and the client hears one
 * thing. Real PostgreSQL, real transactions, both orders.
 */
const at = atCounter();
beforeEach(() => at.house.clock.set(inTokyo('2026-11-20T10:00')));

const ROUNDS = Array.from({ length: 20 }, (_, round) => round);
const MATSUDO = 'matsudo-mothers';
/** Business days far from today; the same times come round again, and others that overlap them. */
const DAYS = ['2026-12-07', '2026-12-08', '2026-12-09', '2026-12-10', '2026-12-11'];
const dayOf = (round: number): string => DAYS[round % DAYS.length] ?? '';
const startOf = (round: number, minute = 0): string => `${dayOf(round)}T${11 + (round % 3)}:${String(minute).padStart(2, '0')}`;

/** With room for all: what is raced for here is the booking, not the seat. */
beforeAll(async () => {
  for (const centreId of [MATSUDO, 'izumo']) {
    const { officeId, serviceId } = placeOf(at.centre(centreId));
    await at.sql.query(
      `INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity, capacity_by_staff)
       SELECT $1, $2, $3, minute, minute + interval '30 minutes', 50, true
         FROM unnest($4::timestamptz[]) AS day, generate_series(day + interval '9 hours', day + interval '15 hours', '1 minute') AS minute`,
      [centreId, officeId, serviceId, DAYS.map((day) => inTokyo(day).toJSDate())],
    );
  }
});

type Act = () => Promise<unknown>;
/** The second begins before the first has got anywhere; which of them that is alternates. */
async function atOnce(round: number, one: Act, other: Act): Promise<[unknown, unknown]> {
  if (round % 2 === 0) return Promise.all([one(), other()]);
  const [second, first] = await Promise.all([other(), one()]);
  return [first, second];
}

const kindsOf = (outcomes: unknown[]): string[] => outcomes.map((it) => (it as { kind: string }).kind);
const one = async (sql: string, ...values: unknown[]): Promise<number> =>
  (await at.sql.query<{ n: number }>(sql, values)).rows[0]?.n ?? 0;

/** No seat is lost, none is taken twice: `used` is what bookings and offers keep. */
const wrongSlots = () =>
  one(`SELECT count(*)::int AS n FROM slot s WHERE s.used <>
         (SELECT count(*) FROM booking b WHERE b.slot_id = s.id AND keeps_seat(b.state))
       + (SELECT count(*) FROM offer_time o WHERE o.slot_id = s.id AND o.state = 'open')`);

async function requested(round: number) {
  const who = await at.person(MATSUDO);
  const { id } = await at.booked(who, 'requested', startOf(round), { capacity: 50 });
  return { who, id };
}

const heardOf = async (who: Person): Promise<number> => {
  await at.house.settle();
  return at.sent(who.talk).length;
};

describe('two staff answer one request', () => {
  test('confirming and declining', async () => {
    const results = new Set<string>();
    for (const round of ROUNDS) {
      const { who, id } = await requested(round);
      const outcomes = await atOnce(
        round,
        () => at.office.confirm({ by, bookingId: id }),
        () => at.office.decline({ by: COLLEAGUE, bookingId: id, reason: '満員' }),
      );
      expect(kindsOf(outcomes).sort()).toEqual(['changed', 'done']);
      const state = (await at.booking(id))?.state ?? '';
      expect(outcomes).toContainEqual({ kind: 'changed', state });
      expect(await at.told(id)).toMatchObject([{ kind: state }]);
      expect(await heardOf(who)).toBe(1);
      results.add(state);
      await at.office.cancel({ by, bookingId: id, wish: 'office', reason: '終わり' });
    }
    expect([...results].every((state) => state === 'confirmed' || state === 'declined')).toBe(true);
    expect(await wrongSlots()).toBe(0);
  });

  test('offering and confirming', async () => {
    for (const round of ROUNDS) {
      const { who, id } = await requested(round);
      const outcomes = await atOnce(
        round,
        () => at.office.offer({ by, bookingId: id, startsAt: [inTokyo(startOf(round, 30)), inTokyo(startOf(round, 40))] }),
        () => at.office.confirm({ by: COLLEAGUE, bookingId: id }),
      );
      expect(kindsOf(outcomes).sort()).toEqual(['changed', 'done']);
      const state = (await at.booking(id))?.state;
      expect(outcomes).toContainEqual({ kind: 'changed', state });
      expect(await heardOf(who)).toBe(1);
      await at.office.cancel({ by, bookingId: id, wish: 'office', reason: '終わり' });
    }
    expect(await wrongSlots()).toBe(0);
  });

  test('confirming twice', async () => {
    for (const round of ROUNDS) {
      const { who, id } = await requested(round);
      const outcomes = await atOnce(
        round,
        () => at.office.confirm({ by, bookingId: id }),
        () => at.office.confirm({ by: COLLEAGUE, bookingId: id }),
      );
      expect(kindsOf(outcomes).sort()).toEqual(['changed', 'done']);
      expect(await heardOf(who)).toBe(1);
    }
  });
});

test('staff confirm while the sweep expires', async () => {
  for (const round of ROUNDS.slice(0, 8)) {
    const { who, id } = await requested(round);
    const before = at.sent(who.talk).length;
    // The last second before its day, in which staff may still confirm, has just gone by for the sweep.
    at.house.clock.set(inTokyo(`${dayOf(round)}T00:00`));
    const [confirmed] = await atOnce(
      round,
      () => at.office.confirm({ by, bookingId: id }),
      () => at.house.house.sweep(),
    );
    await at.house.settle();
    const state = (await at.booking(id))?.state;
    const heard = at.sent(who.talk).slice(before).join('\n');
    if ((confirmed as { kind: string }).kind === 'done') {
      expect(state).toBe('confirmed');
      expect(heard).toContain('予約が確定しました');
      expect(heard).not.toContain('無効になりました');
    } else {
      expect(confirmed).toEqual({ kind: 'changed', state: 'expired' });
      expect(state).toBe('expired');
      // The client hears of it in the morning.
      expect(heard).toBe('');
      await at.house.at(`${dayOf(round)}T08:30`);
      const toldThen = at.sent(who.talk).slice(before).join('\n');
      expect(toldThen).toContain('無効になりました');
      expect(toldThen).not.toContain('予約が確定しました');
    }
    at.house.clock.set(inTokyo('2026-11-20T10:00'));
  }
  expect(await wrongSlots()).toBe(0);
});

describe('the client acts while staff do', () => {
  /** Up to the last question before the cancellation. */
  async function aboutToCancel(round: number) {
    const who = await at.person('izumo');
    const { id } = await at.booked(who, 'confirmed', `${dayOf(round)}T15:00`, { capacity: 50 });
    await at.say(who.talk, '予約をキャンセルしたい');
    return { who, id };
  }

  test('the client cancels while staff move it', async () => {
    const states = new Set<string>();
    for (const round of ROUNDS) {
      const { who, id } = await aboutToCancel(round);
      const [moved] = await atOnce(
        round,
        () =>
          at.office.move({
            by,
            bookingId: id,
            wish: 'office',
            startsAt: inTokyo(`${dayOf(round)}T${10 + (round % 2)}:${10 + round}`),
          }),
        () => at.house.platform.pressLabel(who.talk, 'キャンセルする'),
      );
      await at.house.settle();
      const state = (await at.booking(id))?.state ?? '';
      states.add(state);
      const open = await at.within(who.conversationId, (turn) => turn.openBookings());
      if ((moved as { kind: string }).kind === 'done') {
        expect([state, open.length]).toEqual(['moved', 1]);
        expect(at.heard(who)).toContain('予約の日時を変更しました');
        expect(at.heard(who)).toMatch(/キャンセルしていません。この予約の日時は、[^。]+ に変更されています。/);
        expect(at.heard(who)).toContain(`cancel:${open[0]?.id}`);
      } else {
        expect(moved).toEqual({ kind: 'changed', state: 'cancelled' });
        expect([state, open.length]).toEqual(['cancelled', 0]);
        expect(at.heard(who)).toContain('予約をキャンセルしました');
        expect(at.heard(who)).not.toContain('予約の日時を変更しました');
      }
    }
    expect([...states].every((state) => state === 'moved' || state === 'cancelled')).toBe(true);
    expect(await wrongSlots()).toBe(0);
  });

  test('the client picks an offered time while staff withdraw or cancel it', async () => {
    for (const round of ROUNDS) {
      const { who, id } = await requested(round);
      await at.office.offer({ by, bookingId: id, startsAt: [inTokyo(startOf(round, 20)), inTokyo(startOf(round, 50))] });
      await at.house.settle();
      const label = at.house.platform
        .offered(who.talk)
        .map((it) => String(it['label']))
        .find((it) => it.includes(':20'));
      const withdraw = round % 4 < 2 ? at.office.decline : at.office.cancel;
      const [withdrawn] = await atOnce(
        round,
        () => withdraw({ by, bookingId: id, wish: 'office', reason: '担当者の都合' }),
        () => at.house.platform.pressLabel(who.talk, label ?? ''),
      );
      await at.house.settle();
      const state = (await at.booking(id))?.state;
      if ((withdrawn as { kind: string }).kind === 'changed') {
        expect(withdrawn).toEqual({ kind: 'changed', state: 'confirmed' });
        expect(state).toBe('confirmed');
        expect(at.heard(who)).toContain('確定');
      } else if (state === 'cancelled') {
        // The pick came first, and cancelling what is confirmed is staff’s right.
        expect(at.heard(who)).toContain('予約をキャンセルしました');
      } else {
        expect(state).toBe('declined');
        expect(at.heard(who)).toContain('お受けできませんでした');
        expect(at.heard(who)).not.toContain('予約が確定しました');
      }
      await at.office.cancel({ by, bookingId: id, wish: 'office', reason: '終わり' });
    }
    expect(await wrongSlots()).toBe(0);
  });
});
