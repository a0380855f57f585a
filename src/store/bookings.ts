import type { DateTime } from 'luxon';
import { BOOKING_STATE } from './audit.ts';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from './booking-row.ts';
import { tokenHash } from './lookup.ts';
import { dateOf } from './prisma.ts';
import type { Scope, Vault } from './scope.ts';
import type { Booking, Turn } from './store.ts';

export async function bookingById(id: string, { tx, vault }: Scope): Promise<Booking | undefined> {
  const rows = await tx.$queryRaw<BookingRow[]>`SELECT ${BOOKING_COLUMNS} FROM booking b WHERE b.id = ${id}::uuid`;
  return rows[0] && bookingFrom(rows[0], vault);
}

/** Soonest first, requests without a time last. A confirmed one whose session was found to be over is not open any more. */
export async function openBookings(scope: Scope): Promise<Booking[]> {
  const clientId = await scope.clientId();
  if (clientId === undefined) return [];
  const rows = await scope.tx.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b
     WHERE b.client_id = ${clientId}::uuid AND b.state IN ('held', 'requested', 'offered', 'confirmed') AND b.ended_at IS NULL
     ORDER BY b.starts_at NULLS LAST, b.created_at, b.id`;
  return rows.map((row) => bookingFrom(row, scope.vault));
}

/**
 * One statement: the state, the seat where the new state keeps none, the count of open bookings and the audit row. A booking that
 * closes hands its place among the open ones to the one that waits to replace it. To confirm a move, close the old one first.
 * Answers undefined as well where a booking that never counted would have to count and as many are open as may be.
 */
export async function changeState(change: Parameters<Turn['changeState']>[0], scope: Scope): Promise<Booking | undefined> {
  const { bookingId, from, to, at, actor, reason, answerBy } = change;
  const { conversation, event } = await scope.opening();
  const rows = await scope.tx.$queryRaw<BookingRow[]>`
    WITH old AS (
      SELECT id, state, slot_id, open_ordinal, open_limit, ended_at, client_id, centre_id, service_id, moves_booking_id
        FROM booking WHERE id = ${bookingId}::uuid AND state = ANY(${from}::text[]) FOR UPDATE
    ), place AS (
      SELECT CASE
        WHEN ${to} NOT IN ('held', 'requested', 'offered', 'confirmed') THEN NULL
        WHEN old.open_ordinal IS NOT NULL THEN old.open_ordinal
        WHEN old.ended_at IS NOT NULL THEN NULL
        WHEN ${to} <> 'confirmed' AND old.moves_booking_id IS NOT NULL THEN NULL
        ELSE (
          SELECT min(n) FROM generate_series(1, old.open_limit) n
           WHERE NOT EXISTS (
             SELECT FROM booking o WHERE o.client_id = old.client_id AND o.centre_id = old.centre_id
                AND o.service_id = old.service_id AND o.open_ordinal = n))
      END AS n FROM old
    ), b AS (
      UPDATE booking
         SET state = ${to}, open_ordinal = place.n, updated_at = ${dateOf(at)},
             hold_until = CASE WHEN ${to} = 'held' THEN booking.hold_until END,
             answer_by = coalesce(${answerBy ? dateOf(answerBy) : null}::timestamptz, booking.answer_by)
        FROM old, place
       WHERE booking.id = old.id AND (${to} <> 'confirmed' OR place.n IS NOT NULL OR old.ended_at IS NOT NULL)
      RETURNING booking.*
    ), freed AS (
      UPDATE slot SET used = used - 1 FROM old, b
       WHERE slot.id = old.slot_id AND keeps_seat(old.state) AND NOT keeps_seat(b.state)
    ), heir AS (
      UPDATE booking
         SET open_ordinal = coalesce(booking.open_ordinal, old.open_ordinal),
             -- A request that was itself a move and is withdrawn for another hands on what it was to replace.
             moves_booking_id = CASE WHEN b.state = 'moved' THEN booking.moves_booking_id
                                     ELSE coalesce(old.moves_booking_id, booking.moves_booking_id) END
        FROM old, b
       WHERE booking.moves_booking_id = b.id AND booking.state IN ('held', 'requested', 'offered')
         AND b.state NOT IN ('held', 'requested', 'offered', 'confirmed')
    ), answered AS (
      UPDATE staff_task SET done_at = ${dateOf(at)} FROM b
       WHERE staff_task.booking_id = b.id AND staff_task.kind = 'answer-request' AND staff_task.done_at IS NULL
         AND b.state NOT IN ('requested', 'offered')
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, booking_id, conversation_id, action, from_state, to_state, reason, channel)
      SELECT ${dateOf(at)}::timestamptz, ${actor.kind}, ${actor.id}, b.centre_id, b.id, b.conversation_id, ${BOOKING_STATE},
             old.state, b.state, ${reason ?? null}, ${conversation?.channel ?? event?.channel ?? null}
        FROM old, b
    )
    SELECT ${BOOKING_COLUMNS} FROM b`;
  return rows[0] && bookingFrom(rows[0], scope.vault);
}

export async function holdsRunOut(now: DateTime, limit: number, vault: Vault): Promise<Booking[]> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b
     WHERE b.state = 'held' AND b.hold_until <= ${dateOf(now)} ORDER BY b.hold_until LIMIT ${limit}`;
  return rows.map((row) => bookingFrom(row, vault));
}

/** Requests whose day has begun in Asia/Tokyo. Those without a day stand until staff answer or the client withdraws them. */
export async function requestsBegun(now: DateTime, limit: number, vault: Vault): Promise<Booking[]> {
  const dayEnds = now.startOf('day').plus({ days: 1 });
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b
     WHERE b.state = 'requested' AND b.starts_at < ${dateOf(dayEnds)}
     ORDER BY b.starts_at LIMIT ${limit}`;
  return rows.map((row) => bookingFrom(row, vault));
}

/** What became of them is for staff to say; they only stop standing in the way of the next booking. */
export async function closeEnded(now: DateTime, { db }: Vault): Promise<number> {
  return db.$executeRaw`
    UPDATE booking SET ended_at = ${dateOf(now)}, open_ordinal = NULL
     WHERE state = 'confirmed' AND ended_at IS NULL AND ends_at <= ${dateOf(now)}`;
}

export async function bookingByCalendarToken(token: string, vault: Vault): Promise<Booking | undefined> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b WHERE b.calendar_hash = ${tokenHash(token)}`;
  return rows[0] && bookingFrom(rows[0], vault);
}
