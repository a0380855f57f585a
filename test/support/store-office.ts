import type { DateTime } from 'luxon';
import type { Booking, BookingState, OfferedTime, Seat, Turn } from '#store/store.ts';
import { BY_CLIENT, held, holding, NOW, type StoreUnderTest, seatAt, somebody } from './store.ts';

/** What staff do, on a store under test. */

export const BY_STAFF = { kind: 'staff', id: '5b7c1b9e-0000-4000-8000-000000000001' } as const;

export type Person = { id: string; clientId: string };

/** Somebody, with the ids of their conversation and of the client. */
export async function person(parts: StoreUnderTest): Promise<Person> {
  const id = await somebody(parts.store);
  const clientId = await parts.store.turn(id, async (turn) => (await turn.client())?.id);
  if (clientId === undefined) throw new Error('no client');
  return { id, clientId };
}

export type Booked = Person & { booking: Booking };

/** Somebody with a booking in that state, at that time. */
export async function bookedAs(
  state: 'held' | 'requested' | 'confirmed',
  parts: StoreUnderTest,
  startsAt: DateTime,
  more: Partial<Seat> & { openBookings?: number } = {},
): Promise<Booked> {
  const { openBookings = 1, ...seat } = more;
  const who = await person(parts);
  const booking = await parts.store.turn(who.id, async (turn) => {
    const hold = await held(turn, seatAt(startsAt, seat), { openBookings });
    return state === 'held' ? hold : change(turn, hold.id, 'held', state);
  });
  if (!booking) throw new Error(`not ${state}`);
  return { ...who, booking };
}

/** Somebody who asks for another time, in words. */
export async function wishing(parts: StoreUnderTest, movesBookingId?: string, who?: Person): Promise<Booked> {
  const asking = who ?? (await person(parts));
  const booking = await parts.store.turn(asking.id, (turn) => wish(turn, movesBookingId));
  return { ...asking, booking };
}

export async function wish(turn: Turn, movesBookingId?: string): Promise<Booking> {
  const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
  const made = await turn.request({ ...where, wishes: '夕方', answerBy: NOW, at: NOW, openBookings: 1, movesBookingId });
  if (made.kind !== 'requested') throw new Error(made.kind);
  return made.booking;
}

export const change = (turn: Turn, bookingId: string, from: BookingState | BookingState[], to: BookingState, actor = ACTOR) =>
  turn.changeState({ bookingId, from: [from].flat(), to, at: NOW, actor, reason: 'test' });
const ACTOR: Parameters<Turn['changeState']>[0]['actor'] = BY_CLIENT;

/** An id that is nobody's. */
export const NOBODY = '00000000-0000-4000-8000-000000000000';
export const UNTIL = NOW.plus({ hours: 5 });

export const offering = (turn: Turn, bookingId: string, starts: readonly DateTime[], more: Partial<Seat> = {}) =>
  turn.offer({ bookingId, seats: starts.map((it) => seatAt(it, more)), until: UNTIL, at: NOW, actor: BY_STAFF });

/** The same, where every seat is known to be free. */
export async function offered(turn: Turn, bookingId: string, starts: readonly DateTime[], more: Partial<Seat> = {}) {
  const outcome = await offering(turn, bookingId, starts, more);
  if (outcome.kind !== 'offered') throw new Error(outcome.kind);
  return outcome;
}

export const picking = (turn: Turn, time: OfferedTime | undefined) =>
  turn.pickOffer({ offerId: time?.id ?? NOBODY, at: NOW, actor: BY_CLIENT });

export const bookingFor = (turn: Turn, { id, clientId }: Person, seat: Seat, moves?: string) =>
  turn.bookFor({ clientId, conversationId: id, seat, moves, openBookings: 1, at: NOW, actor: BY_STAFF, reason: 'by phone' });

export const holdAt = (parts: StoreUnderTest, { id }: Person, startsAt: DateTime) =>
  parts.store.turn(id, async (turn) => (await turn.hold(seatAt(startsAt), holding())).kind);

/** `used` of the slots that start then; 0 where there is none. */
export async function usedAt({ sql }: StoreUnderTest, ...starts: readonly DateTime[]): Promise<number[]> {
  const { rows } = await sql.query<{ starts_at: Date; used: number }>(
    `SELECT starts_at, used FROM slot WHERE starts_at = ANY($1)`,
    [starts.map((it) => it.toJSDate())],
  );
  return starts.map((it) => rows.find((row) => row.starts_at.getTime() === it.toMillis())?.used ?? 0);
}

/** From, to and who of every change of a booking's state. */
export async function changesOf({ sql }: StoreUnderTest, bookingId: string): Promise<string[]> {
  const { rows } = await sql.query<{ it: string }>(
    `SELECT concat_ws(' ', from_state, to_state, actor_kind, channel) AS it FROM audit
      WHERE booking_id = $1 AND action = 'booking-state' ORDER BY seq`,
    [bookingId],
  );
  return rows.map(({ it }) => it);
}

let days = 0;
/** A start that no other test of the file uses. */
export const freshStart = (): DateTime => NOW.plus({ days: ++days }).startOf('hour');
