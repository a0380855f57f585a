import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { BookingState, Seat } from './store.ts';

/**
 * What touches several bookings and seats takes them in one order, bookings before slots before days, so that two of them never wait
 * for each other: bookings as they were made, slots as they start. A day is locked by `take_seat`: whoever takes a seat on it.
 */

export type Locked = { id: string; state: BookingState; slotId: string | undefined; movesBookingId: string | undefined };

type LockedRow = { id: string; state: BookingState; slot_id: string | null; moves_booking_id: string | null };

/** The booking, and with it the one that it moves. What is read after this is as it will stay until the commit. */
export async function lockBooking(id: string, { tx }: Scope): Promise<Locked | undefined> {
  const rows = await tx.$queryRaw<LockedRow[]>`
    SELECT b.id, b.state, b.slot_id, b.moves_booking_id FROM booking b
     WHERE b.id = ${id}::uuid OR b.id = (SELECT n.moves_booking_id FROM booking n WHERE n.id = ${id}::uuid)
     ORDER BY b.created_at, b.id FOR UPDATE`;
  const row = rows.find((it) => it.id === id);
  return (
    row && {
      id,
      state: row.state,
      slotId: row.slot_id ?? undefined,
      movesBookingId: row.moves_booking_id ?? undefined,
    }
  );
}

export const withMoved = ({ id, movesBookingId }: Locked): string[] =>
  movesBookingId === undefined ? [id] : [id, movesBookingId];

/** The slots that these bookings keep seats of, with or without an offer, and those of `seats`, which are made where they have no row. */
export async function lockSeats(bookingIds: string[], seats: readonly Seat[], { tx }: Scope): Promise<void> {
  if (seats.length > 0) await makeSlots(seats, tx);
  await tx.$queryRaw`
    SELECT s.id FROM slot s
     WHERE s.id IN (
       SELECT b.slot_id FROM booking b WHERE b.id = ANY(${bookingIds}::uuid[])
       UNION ALL
       SELECT o.slot_id FROM offer_time o WHERE o.booking_id = ANY(${bookingIds}::uuid[]) AND o.state = 'open')
        OR (s.centre_id, s.office_id, s.service_id, s.starts_at) IN (
       SELECT centre_id, office_id, service_id, starts_at FROM jsonb_to_recordset(${JSON.stringify(seatRows(seats))}::jsonb) AS t (
         centre_id text, office_id text, service_id text, starts_at timestamptz))
     ORDER BY s.starts_at, s.id FOR UPDATE`;
}

/** With nobody in them: what does not exist cannot be locked. */
async function makeSlots(seats: readonly Seat[], tx: Scope['tx']): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity, used)
    SELECT t.centre_id, t.office_id, t.service_id, t.starts_at, t.ends_at, greatest(t.capacity, 1), 0
      FROM jsonb_to_recordset(${JSON.stringify(seatRows(seats))}::jsonb) AS t (
        centre_id text, office_id text, service_id text, starts_at timestamptz, ends_at timestamptz, capacity int)
     ORDER BY t.starts_at
    ON CONFLICT (centre_id, office_id, service_id, starts_at) DO NOTHING`;
}

/** Seats as JSON, for `jsonb_to_recordset`. */
export const seatRows = (seats: readonly Seat[]) =>
  seats.map(({ centreId, officeId, serviceId, startsAt, endsAt, capacity }) => ({
    centre_id: centreId,
    office_id: officeId,
    service_id: serviceId,
    starts_at: dateOf(startsAt).toISOString(),
    ends_at: dateOf(endsAt).toISOString(),
    capacity,
  }));

/** Undoes all that `work` wrote where its outcome is not the one that was wanted; the rest of the transaction stands. */
export async function allOrNothing<T extends { kind: string }>(
  wanted: T['kind'],
  scope: Scope,
  work: () => Promise<T>,
): Promise<T> {
  await scope.tx.$executeRaw`SAVEPOINT all_or_nothing`;
  const outcome = await work();
  if (outcome.kind !== wanted) await scope.tx.$executeRaw`ROLLBACK TO SAVEPOINT all_or_nothing`;
  await scope.tx.$executeRaw`RELEASE SAVEPOINT all_or_nothing`;
  return outcome;
}
