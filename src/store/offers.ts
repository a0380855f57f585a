import type { DateTime } from 'luxon';
import { BOOKING_STATE, channelOf, staffIdOf } from './audit.ts';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from './booking-row.ts';
import { StoreFault } from './faults.ts';
import { allOrNothing, lockBooking, lockSeats, seatRows, withMoved } from './locking.ts';
import { dateOf, momentOf, momentOrNone, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Actor, Booking, OfferedTime, Seat, Turn } from './store.ts';

/** The times that staff offer for a request. An open one keeps a seat, as a booking does. */

type Offer = { bookingId: string; seats: Seat[]; until: DateTime; at: DateTime; actor: Actor };
type Offered = Awaited<ReturnType<Turn['offer']>>;

export const offer = (it: Offer, scope: Scope): Promise<Offered> =>
  allOrNothing<Offered>('offered', scope, async () => {
    const locked = await lockBooking(it.bookingId, scope);
    if (locked?.state !== 'requested' && locked?.state !== 'offered') return { kind: 'changed', state: locked?.state };
    await lockSeats(withMoved(locked), it.seats, scope);
    const slots = await takeSeats(it, withMoved(locked), scope);
    const missing = it.seats.filter(({ startsAt }) => !slots.some((slot) => slot.starts_at.getTime() === startsAt.toMillis()));
    if (missing.length > 0) return { kind: 'slot-taken', startsAt: missing.map(({ startsAt }) => startsAt) };
    const booking = await putOut(it, slots, scope);
    return { kind: 'offered', booking, times: await offeredTimes(it.bookingId, scope) };
  });

type Slot = { id: string; starts_at: Date; ends_at: Date };

/**
 * A seat of each slot: one that the request keeps already stays its own, unless the slot was closed. The others are taken. Neither its
 * own seats nor that of the booking which it moves (`ownIds`) stand in the way of times that overlap them: one of all these is kept.
 */
async function takeSeats({ bookingId, seats }: Offer, ownIds: string[], { tx }: Scope): Promise<Slot[]> {
  return tx.$queryRaw<Slot[]>`
    WITH wanted AS (
      SELECT t.*, s.id AS slot_id, s.closed
        FROM jsonb_to_recordset(${JSON.stringify(seatRows(seats))}::jsonb) AS t (
          centre_id text, office_id text, service_id text, starts_at timestamptz, ends_at timestamptz, capacity int)
        JOIN booking b ON b.id = ${bookingId}::uuid
         AND (b.centre_id, b.office_id, b.service_id) = (t.centre_id, t.office_id, t.service_id)
        LEFT JOIN slot s ON (s.centre_id, s.office_id, s.service_id, s.starts_at) = (t.centre_id, t.office_id, t.service_id, t.starts_at)
    ), own AS (
      SELECT b.slot_id FROM booking b WHERE b.id = ${bookingId}::uuid AND b.slot_id IS NOT NULL
      UNION ALL
      SELECT o.slot_id FROM offer_time o WHERE o.booking_id = ${bookingId}::uuid AND o.state = 'open'
    ), kept AS (
      SELECT s.id, s.starts_at, s.ends_at FROM slot s JOIN own ON own.slot_id = s.id JOIN wanted w ON w.slot_id = s.id AND NOT w.closed
    ), taken AS (
      SELECT take_seat(w.centre_id, w.office_id, w.service_id, w.starts_at, w.ends_at, w.capacity, ${ownIds}::uuid[]) AS id,
             w.starts_at, w.ends_at
        FROM wanted w
       WHERE NOT EXISTS (SELECT FROM own WHERE own.slot_id = w.slot_id)
       ORDER BY w.starts_at
    )
    SELECT * FROM kept UNION ALL SELECT * FROM taken WHERE taken.id IS NOT NULL`;
}

/** The request becomes an offer; seats that are no longer wanted are freed. Its own slot is remembered as what was asked for. */
async function putOut({ bookingId, until, at, actor }: Offer, slots: readonly Slot[], scope: Scope): Promise<Booking> {
  const now = dateOf(at);
  const times = slots.map((slot) => ({
    id: scope.newId(),
    slot_id: slot.id,
    starts_at: slot.starts_at.toISOString(),
    ends_at: slot.ends_at.toISOString(),
  }));
  const rows = await scope.tx.$queryRaw<BookingRow[]>`
    WITH wanted AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(times)}::jsonb) AS t (
        id uuid, slot_id uuid, starts_at timestamptz, ends_at timestamptz)
    ), old AS (
      SELECT id, state, slot_id FROM booking WHERE id = ${bookingId}::uuid
    ), b AS (
      UPDATE booking
         SET state = 'offered', offer_by = ${dateOf(until)}, asked_starts_at = coalesce(booking.asked_starts_at, booking.starts_at),
             slot_id = NULL, starts_at = NULL, ends_at = NULL, updated_at = ${now}
        FROM old WHERE booking.id = old.id
      RETURNING booking.*
    ), closed AS (
      UPDATE offer_time o SET state = 'closed', closed_at = ${now}
       WHERE o.booking_id = ${bookingId}::uuid AND o.state = 'open' AND NOT EXISTS (SELECT FROM wanted w WHERE w.slot_id = o.slot_id)
      RETURNING o.slot_id
    ), freed AS (
      UPDATE slot SET used = used - 1
        FROM (SELECT slot_id FROM closed
              UNION ALL
              SELECT old.slot_id FROM old WHERE NOT EXISTS (SELECT FROM wanted w WHERE w.slot_id = old.slot_id)) free
       WHERE slot.id = free.slot_id
    ), put AS (
      INSERT INTO offer_time (id, booking_id, slot_id, starts_at, ends_at, created_at)
      SELECT w.id, ${bookingId}::uuid, w.slot_id, w.starts_at, w.ends_at, ${now}::timestamptz FROM wanted w
       WHERE NOT EXISTS (
         SELECT FROM offer_time o WHERE o.booking_id = ${bookingId}::uuid AND o.slot_id = w.slot_id AND o.state = 'open')
    ), settled AS (
      UPDATE staff_task t SET done_at = ${now}, done_by = ${staffIdOf(actor)}::uuid
       WHERE t.booking_id = ${bookingId}::uuid AND t.done_at IS NULL
         AND t.kind IN ('answer-request', 'overdue-request', 'not-delivered')
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, booking_id, conversation_id, action, from_state, to_state, channel)
      SELECT ${now}::timestamptz, ${actor.kind}, ${actor.id}, b.centre_id, b.id, b.conversation_id, ${BOOKING_STATE}, old.state, b.state,
             ${await channelOf(actor, scope)}
        FROM old, b
    )
    SELECT ${BOOKING_COLUMNS} FROM b`;
  if (!rows[0]) throw new StoreFault('turn-misused', 'A booking that is locked cannot be gone.');
  return bookingFrom(rows[0], scope.vault);
}

/** The last notice of the offer of `b`, and when staff rang about it where it did not arrive; no row where none is in the chat's ledger. */
const TOLD = Prisma.sql`
  SELECT coalesce(o.state, n.state) IN ('queued', 'failed') AS unheard,
         (SELECT max(t.done_at) FROM staff_task t
           WHERE t.booking_id = b.id AND t.kind = 'not-delivered' AND t.done_by IS NOT NULL AND n.id = ANY(t.undelivered)) AS rung_at
    FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id
   WHERE n.booking_id = b.id AND n.kind = 'offered' ORDER BY n.created_at DESC, o.seq DESC NULLS LAST LIMIT 1`;

/**
 * When the offer of the booking `b` runs out: at its deadline. While its notice is on its way or has failed, the client cannot know: then
 * as the last offered day begins (an offer made on that day: at its own deadline, as ever); where staff have rung about it, by the end
 * of the day on which they did, if that is sooner. What was never told in the chat was told otherwise. Days are those of Asia/Tokyo.
 */
export const OFFER_ENDS = Prisma.sql`(
  SELECT CASE WHEN NOT coalesce(told.unheard, false) THEN b.offer_by
              WHEN told.rung_at IS NULL THEN latest.at
              ELSE least(latest.at, greatest(b.offer_by, date_trunc('day', told.rung_at, 'Asia/Tokyo') + interval '24 hours')) END
    FROM (SELECT greatest(b.offer_by, date_trunc('day', max(t.starts_at), 'Asia/Tokyo')) AS at
            FROM offer_time t WHERE t.booking_id = b.id AND t.state = 'open') latest
    LEFT JOIN LATERAL (${TOLD}) told ON true)`;

export async function offerEnds(bookingId: string, { tx }: Scope): Promise<DateTime | undefined> {
  const rows = await tx.$queryRaw<{ ends: Date | null }[]>`
    SELECT ${OFFER_ENDS} AS ends FROM booking b WHERE b.id = ${bookingId}::uuid AND b.state = 'offered'`;
  return momentOrNone(rows[0]?.ends ?? null);
}

type TimeRow = { id: string; starts_at: Date; ends_at: Date };
const timeFrom = (row: TimeRow): OfferedTime => ({
  id: row.id,
  startsAt: momentOf(row.starts_at),
  endsAt: momentOf(row.ends_at),
});

export async function offeredTimes(bookingId: string, { tx }: Scope): Promise<OfferedTime[]> {
  const rows = await tx.$queryRaw<TimeRow[]>`
    SELECT id, starts_at, ends_at FROM offer_time WHERE booking_id = ${bookingId}::uuid AND state = 'open' ORDER BY starts_at`;
  return rows.map(timeFrom);
}

/** Only the client's own: a button of another conversation leads nowhere. */
export async function offeredTime(offerId: string, scope: Scope): Promise<{ booking: Booking; time: OfferedTime } | undefined> {
  const clientId = await scope.clientId();
  if (clientId === undefined) return undefined;
  const rows = await scope.tx.$queryRaw<(BookingRow & { o_id: string; o_starts_at: Date; o_ends_at: Date })[]>`
    SELECT ${BOOKING_COLUMNS}, o.id AS o_id, o.starts_at AS o_starts_at, o.ends_at AS o_ends_at
      FROM offer_time o JOIN booking b ON b.id = o.booking_id
     WHERE o.id = ${offerId}::uuid AND o.state = 'open' AND b.state = 'offered' AND b.client_id = ${clientId}::uuid`;
  const row = rows[0];
  if (!row) return undefined;
  const time = timeFrom({ id: row.o_id, starts_at: row.o_starts_at, ends_at: row.o_ends_at });
  return { booking: bookingFrom(row, scope.vault), time };
}
