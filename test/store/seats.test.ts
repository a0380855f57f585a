import fc from 'fast-check';
import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import type { Booking, Turn } from '#store/store.ts';
import { holding, NOW, seatAt, somebody, storeForFile } from '../support/store.ts';
import {
  bookedAs,
  bookingFor,
  change,
  freshStart,
  NOBODY,
  offered,
  offering,
  type Person,
  person,
  picking,
  wishing,
} from '../support/store-office.ts';

/** Clients, staff and time at the same seats, in every order and under every lock. */

const parts = storeForFile();

const CAPACITY = 2;
/** So many race; those after them find what they left. */
const AT_ONCE = 6;
const ACTS = [
  'hold',
  'move',
  'release',
  'confirm',
  'request',
  'wish',
  'offer',
  'offer-again',
  'pick',
  'confirm-request',
  'expire',
  'withdraw',
  'decline',
  'book-for',
  'move-for',
  'cancel',
  'attend',
  'close',
  'reopen',
] as const;
type Act = (typeof ACTS)[number];
type Step = { who: number; what: Act; slot: number; elsewhere: boolean };

const step: fc.Arbitrary<Step> = fc.record({
  who: fc.nat(3),
  what: fc.constantFrom(...ACTS),
  slot: fc.nat(2),
  /** Under a lock that is not the client's own: as staff, time or a second conversation of theirs. */
  elsewhere: fc.boolean(),
});

test('whatever clients, staff and time do side by side, every seat is one booking’s or one offered time’s', async () => {
  const others = await Promise.all(Array.from({ length: AT_ONCE }, () => somebody(parts.store)));
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 40 }), async (steps) => {
      const starts = [freshStart(), freshStart(), freshStart()];
      const people = await beginning(starts);
      for (let first = 0; first < steps.length; first += AT_ONCE) {
        await Promise.all(
          steps.slice(first, first + AT_ONCE).map(async (it, i) => {
            const who = people[it.who];
            if (who) await act(it, who, starts, it.elsewhere ? (others[i] ?? who.id) : who.id);
          }),
        );
      }
      await expectProven(starts);
      await expectClosedForAll(starts);
    }),
    { numRuns: 12 },
  );
});

/** Somebody new, somebody with an offer, one with a request, and one who was offered another time for a confirmed booking. */
async function beginning([one = NOW, two = NOW, three = NOW]: readonly DateTime[]): Promise<Person[]> {
  const capacity = { capacity: CAPACITY };
  const [asked, confirmed, wished] = [
    await bookedAs('requested', parts, three, capacity),
    await bookedAs('confirmed', parts, two, capacity),
    await wishing(parts),
  ];
  const moving = await wishing(parts, confirmed.booking.id, confirmed);
  await parts.store.turn(wished.id, (turn) => offered(turn, wished.booking.id, [one, two], capacity));
  await parts.store.turn(moving.id, (turn) => offered(turn, moving.booking.id, [three], capacity));
  return [await person(parts), wished, asked, confirmed];
}

async function act({ what, slot, who: n }: Step, who: Person, starts: readonly DateTime[], lock: string): Promise<void> {
  const start = starts[slot] ?? NOW;
  if (what === 'close' || what === 'reopen') {
    await parts.sql.query('UPDATE slot SET closed = $1 WHERE starts_at = $2', [what === 'close', start.toJSDate()]);
    return;
  }
  const open = await parts.store.turn(who.id, (turn) => turn.openBookings());
  await parts.store.turn(
    lock,
    async (turn) => (await byClient(what, turn, who, open, start)) ?? (await byOffice(what, turn, who, open, starts, n, start)),
  );
}

type Done = Promise<unknown> | undefined;

function byClient(what: Act, turn: Turn, who: Person, open: readonly Booking[], start: DateTime): Done {
  const [hold, asked, offer, standing] = (['held', 'requested', 'offered', 'confirmed'] as const).map(
    (state) => open.find((it) => it.state === state)?.id,
  );
  const maker = { ...who, conversationId: who.id, actor: { kind: 'client', id: who.clientId } } as const;
  const seat = seatAt(start, { capacity: CAPACITY });
  const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling', at: NOW, openBookings: 1, maker };
  if (what === 'hold') return turn.hold(seat, holding({ maker }));
  if (what === 'move') return turn.hold(seat, holding({ maker, movesBookingId: standing ?? asked }));
  if (what === 'release' && hold) return change(turn, hold, 'held', 'released');
  if (what === 'confirm' && hold) return change(turn, hold, 'held', 'confirmed');
  if (what === 'request' && hold) return change(turn, hold, 'held', 'requested');
  if (what === 'wish') return turn.request({ ...where, wishes: 'x', answerBy: NOW, movesBookingId: standing });
  if (what === 'withdraw') return change(turn, offer ?? asked ?? NOBODY, ['requested', 'offered'], 'withdrawn');
  if (what === 'pick' && offer) return turn.offeredTimes(offer).then((times) => picking(turn, times.at(-1)));
  if (what === 'cancel' && standing) return change(turn, standing, 'confirmed', 'cancelled');
  return undefined;
}

function byOffice(
  what: Act,
  turn: Turn,
  who: Person,
  open: readonly Booking[],
  starts: readonly DateTime[],
  n: number,
  start: DateTime,
): Done {
  const [asked, offer, standing] = (['requested', 'offered', 'confirmed'] as const).map(
    (state) => open.find((it) => it.state === state)?.id,
  );
  const seat = seatAt(start, { capacity: CAPACITY });
  const some = n % 2 ? [...starts].reverse() : starts.filter((it) => it !== start);
  if (what === 'offer' && asked) return offering(turn, asked, some, { capacity: CAPACITY });
  if (what === 'offer-again' && offer) return offering(turn, offer, [start], { capacity: CAPACITY });
  if (what === 'confirm-request' && asked)
    return turn.confirmRequest({ bookingId: asked, at: NOW, actor: { kind: 'staff', id: 'x' } });
  if (what === 'expire' && offer) return change(turn, offer, 'offered', 'expired');
  if (what === 'decline' && (asked ?? offer)) return change(turn, asked ?? offer ?? '', ['requested', 'offered'], 'declined');
  if (what === 'book-for') return bookingFor(turn, who, seat);
  if (what === 'move-for' && (standing ?? offer ?? asked)) return bookingFor(turn, who, seat, standing ?? offer ?? asked);
  if (what === 'attend' && standing) return change(turn, standing, 'confirmed', 'attended');
  return Promise.resolve();
}

/** Counted afresh, not by the function that the database itself counts with. */
async function expectProven(starts: readonly DateTime[]): Promise<void> {
  const { rows } = await parts.sql.query<{ used: number; booked: number; open: number }>(
    `SELECT s.used,
            (SELECT count(*)::int FROM booking b
              WHERE b.slot_id = s.id AND b.state IN ('held', 'requested', 'confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled')) AS booked,
            (SELECT count(*)::int FROM offer_time o JOIN booking b ON b.id = o.booking_id
              WHERE o.slot_id = s.id AND o.state = 'open' AND b.state = 'offered') AS open
       FROM slot s WHERE s.starts_at = ANY($1)`,
    [starts.map((it) => it.toJSDate())],
  );
  for (const { used, booked, open } of rows) {
    expect(used).toBe(booked + open);
    expect(used).toBeLessThanOrEqual(CAPACITY);
  }
  const { rows: stray } = await parts.sql.query(
    `SELECT 1 FROM offer_time o JOIN booking b ON b.id = o.booking_id WHERE o.state = 'open' AND b.state <> 'offered'`,
  );
  expect(stray).toEqual([]);
}

async function expectClosedForAll(starts: readonly DateTime[]): Promise<void> {
  const { rows } = await parts.sql.query<{ starts_at: Date }>('SELECT starts_at FROM slot WHERE closed AND starts_at = ANY($1)', [
    starts.map((it) => it.toJSDate()),
  ]);
  const closed = starts.filter((it) => rows.some(({ starts_at }) => starts_at.getTime() === it.toMillis()));
  const late = await person(parts);
  for (const start of closed) {
    const refused = await parts.store.turn(late.id, (turn) => turn.hold(seatAt(start, { capacity: 99 }), holding()));
    expect(refused).toEqual({ kind: 'slot-taken' });
  }
}
