import type { DateTime } from 'luxon';
import { BOOKING_STATE, channelOf, staffIdOf } from './audit.ts';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from './booking-row.ts';
import { lockBooking, lockSeats } from './locking.ts';
import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Actor, Booking, Turn } from './store.ts';

type Change = Parameters<Turn['changeState']>[0] & {
  /** The open offered time that becomes the booking's own. */
  picks?: string | undefined;
};

/**
 * The state, the seats where the new state keeps none, the count of open bookings, tasks, meeting details and the audit row, in one
 * statement. A booking that closes hands its place among the open ones to the one that waits to replace it. To confirm a move, close
 * the old one first. Answers undefined as well where a booking that never counted would have to count and as many are open as may be.
 */
export async function changeState(change: Change, scope: Scope): Promise<Booking | undefined> {
  // An offer may be replaced while we wait for its booking: only what is read afterwards knows the times that are open then.
  if (change.from.includes('offered') && change.to !== 'offered') {
    const locked = await lockBooking(change.bookingId, scope);
    if (locked?.state === 'offered') await lockSeats([locked.id], [], scope);
  }
  const { bookingId, from, to, actor, reason, answerBy, picks } = change;
  const at = dateOf(change.at);
  const rows = await scope.tx.$queryRaw<BookingRow[]>`
    WITH old AS (
      SELECT id, state, slot_id, open_ordinal, open_limit, ended_at, client_id, centre_id, service_id, moves_booking_id,
             -- A mark that is taken back after the session leaves nothing open.
             (state IN ('attended', 'attended-by-phone', 'presumed-cancelled') OR no_show_at IS NOT NULL) AND ends_at <= ${at} AS over
        FROM booking WHERE id = ${bookingId}::uuid AND state = ANY(${from}::text[]) FOR UPDATE
    ), picked AS (
      SELECT o.id, o.slot_id, o.starts_at, o.ends_at FROM offer_time o, old
       WHERE o.id = ${picks ?? null}::uuid AND o.booking_id = old.id AND o.state = 'open'
    ), place AS (
      SELECT CASE
        WHEN ${to} NOT IN ('held', 'requested', 'offered', 'confirmed') THEN NULL
        WHEN old.open_ordinal IS NOT NULL THEN old.open_ordinal
        WHEN old.ended_at IS NOT NULL OR old.over THEN NULL
        WHEN ${to} <> 'confirmed' AND old.moves_booking_id IS NOT NULL THEN NULL
        ELSE (
          SELECT min(n) FROM generate_series(1, old.open_limit) n
           WHERE NOT EXISTS (
             SELECT FROM booking o WHERE o.client_id = old.client_id AND o.centre_id = old.centre_id
                AND o.service_id = old.service_id AND o.open_ordinal = n))
      END AS n FROM old
    ), b AS (
      UPDATE booking
         SET state = ${to}, open_ordinal = place.n, updated_at = ${at},
             slot_id = coalesce(picked.slot_id, booking.slot_id),
             starts_at = coalesce(picked.starts_at, booking.starts_at),
             ends_at = coalesce(picked.ends_at, booking.ends_at),
             hold_until = CASE WHEN ${to} = 'held' THEN booking.hold_until END,
             offer_by = CASE WHEN ${to} = 'offered' THEN booking.offer_by END,
             no_show_at = CASE WHEN ${to} IN ('presumed-cancelled', 'cancelled') THEN booking.no_show_at END,
             confirmed_at = CASE WHEN ${to} = 'confirmed' THEN coalesce(booking.confirmed_at, ${at}) ELSE booking.confirmed_at END,
             ended_at = CASE WHEN ${to} = 'confirmed' AND old.over THEN coalesce(booking.ended_at, ${at}) ELSE booking.ended_at END,
             answer_by = coalesce(${answerBy ? dateOf(answerBy) : null}::timestamptz, booking.answer_by)
        FROM old CROSS JOIN place LEFT JOIN picked ON true
       WHERE booking.id = old.id AND (${to} <> 'confirmed' OR place.n IS NOT NULL OR old.ended_at IS NOT NULL OR old.over)
         AND (${picks ?? null}::uuid IS NULL OR picked.id IS NOT NULL)
      RETURNING booking.*
    ), closed AS (
      UPDATE offer_time o
         SET state = CASE WHEN o.id = ${picks ?? null}::uuid THEN 'picked' ELSE 'closed' END, closed_at = ${at}
        FROM old, b
       WHERE o.booking_id = b.id AND o.state = 'open' AND old.state = 'offered' AND b.state <> 'offered'
      RETURNING o.slot_id, o.state
    ), freed AS (
      UPDATE slot SET used = used - 1
        FROM (SELECT closed.slot_id FROM closed WHERE closed.state = 'closed'
              UNION ALL
              SELECT old.slot_id FROM old, b WHERE keeps_seat(old.state) AND NOT keeps_seat(b.state)) free
       WHERE slot.id = free.slot_id
    ), heir AS (
      UPDATE booking
         SET open_ordinal = coalesce(booking.open_ordinal, old.open_ordinal),
             -- A request that was itself a move and is withdrawn for another hands on what it was to replace.
             moves_booking_id = CASE WHEN b.state = 'moved' THEN booking.moves_booking_id
                                     ELSE coalesce(old.moves_booking_id, booking.moves_booking_id) END
        FROM old, b
       WHERE booking.moves_booking_id = b.id AND booking.state IN ('held', 'requested', 'offered')
         AND b.state NOT IN ('held', 'requested', 'offered', 'confirmed')
    ), void AS (
      UPDATE meeting_details d SET void_at = ${at} FROM old, b
       WHERE d.booking_id = b.id AND d.void_at IS NULL AND old.state = 'confirmed' AND b.state <> 'confirmed'
    ), valid AS (
      -- A mark of attendance that is taken back: the details were never replaced, and a meeting that was made is there still.
      UPDATE meeting_details d SET void_at = NULL FROM old, b
       WHERE old.state IN ('attended', 'attended-by-phone', 'presumed-cancelled', 'cancelled') AND b.state = 'confirmed' AND d.details IS NOT NULL
         AND d.id = (SELECT l.id FROM meeting_details l WHERE l.booking_id = b.id ORDER BY l.entered_at DESC LIMIT 1)
    ), settled AS (
      UPDATE staff_task t SET done_at = ${at}, done_by = ${staffIdOf(actor)}::uuid FROM old, b
       WHERE t.booking_id = b.id AND t.done_at IS NULL
         AND (t.kind IN ('answer-request', 'overdue-request') AND b.state NOT IN ('requested', 'offered')
           OR t.kind IN ('not-connected', 'presumed-cancellation', 'late', 'cannot-connect', 'my-page', 'no-address',
                         'address-unconfirmed', 'make-meeting', 'details-not-delivered', 'closed-day-session')
              AND b.state IN ('attended', 'attended-by-phone', 'cancelled', 'moved')
           OR t.kind IN ('not-delivered', 'blocked')
              AND b.state IN ('attended', 'attended-by-phone', 'cancelled', 'moved', 'withdrawn', 'declined')
           -- What could not be told of a request is overtaken by its confirmation, which has a notice of its own.
           OR t.kind = 'not-delivered' AND old.state IN ('requested', 'offered') AND b.state = 'confirmed'
           OR t.kind = 'presumed-cancellation' AND old.state = 'presumed-cancelled')
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, booking_id, conversation_id, action, from_state, to_state, reason, channel)
      SELECT ${at}::timestamptz, ${actor.kind}, ${actor.id}, b.centre_id, b.id, b.conversation_id, ${BOOKING_STATE},
             old.state, b.state, ${reason ?? null}, ${await channelOf(actor, scope)}
        FROM old, b
    )
    SELECT ${BOOKING_COLUMNS} FROM b`;
  return rows[0] && bookingFrom(rows[0], scope.vault);
}

/** Makes room for the one that is about to be confirmed: what it moves becomes `moved`, unless its session is over already. */
export async function closeMoved(
  bookingId: string | undefined,
  { at, actor }: { at: DateTime; actor: Actor },
  scope: Scope,
): Promise<Booking | undefined> {
  if (bookingId === undefined) return undefined;
  const rows = await scope.tx.$queryRaw<unknown[]>`
    SELECT FROM booking WHERE id = ${bookingId}::uuid AND state = 'confirmed' AND ended_at IS NULL`;
  if (rows.length === 0) return undefined;
  return changeState({ bookingId, from: ['confirmed'], to: 'moved', at, actor, reason: 'moved' }, scope);
}
