import type { DateTime } from 'luxon';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from './booking-row.ts';
import { tokenHash } from './lookup.ts';
import { dateOf } from './prisma.ts';
import type { Scope, Vault } from './scope.ts';
import type { Booking } from './store.ts';

export async function bookingById(id: string, { tx, vault }: Scope): Promise<Booking | undefined> {
  const rows = await tx.$queryRaw<BookingRow[]>`SELECT ${BOOKING_COLUMNS} FROM booking b WHERE b.id = ${id}::uuid`;
  return rows[0] && bookingFrom(rows[0], vault);
}

/** Soonest first, requests without a time last. A confirmed one whose session was found to be over is not open any more. */
export async function openBookings(scope: Scope): Promise<Booking[]> {
  const clientId = await scope.clientId();
  return clientId === undefined ? [] : await openBookingsOf(clientId, scope);
}

export async function openBookingsOf(clientId: string, scope: Scope): Promise<Booking[]> {
  const rows = await scope.tx.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b
     WHERE b.client_id = ${clientId}::uuid AND b.state IN ('held', 'requested', 'offered', 'confirmed') AND b.ended_at IS NULL
     ORDER BY b.starts_at NULLS LAST, b.created_at, b.id`;
  return rows.map((row) => bookingFrom(row, scope.vault));
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
  const rows = await db.$queryRaw<unknown[]>`
    WITH old AS (
      SELECT id, open_ordinal FROM booking
       WHERE state = 'confirmed' AND ended_at IS NULL AND ends_at <= ${dateOf(now)}
       ORDER BY created_at, id FOR UPDATE
    ), ended AS (
      UPDATE booking b SET ended_at = ${dateOf(now)}, open_ordinal = NULL FROM old WHERE b.id = old.id RETURNING b.id
    ), heir AS (
      -- What waits to replace it counts in its place from now on, so that no other booking takes that.
      UPDATE booking b SET open_ordinal = old.open_ordinal FROM old, ended
       WHERE ended.id = old.id AND b.moves_booking_id = old.id AND b.open_ordinal IS NULL
         AND b.state IN ('held', 'requested', 'offered')
    )
    SELECT FROM ended`;
  return rows.length;
}

export async function bookingByCalendarToken(token: string, vault: Vault): Promise<Booking | undefined> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b WHERE b.calendar_hash = ${tokenHash(token)}`;
  return rows[0] && bookingFrom(rows[0], vault);
}
