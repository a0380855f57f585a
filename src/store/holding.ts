import type { DateTime } from 'luxon';
import { BOOKING_STATE, channelOf } from './audit.ts';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom, newReference, wishesOf } from './booking-row.ts';
import { tokenHash } from './lookup.ts';
import { dateOf, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Booking, Maker, Seat, Turn } from './store.ts';

/** Bookings come into being here: as a hold on a seat, or as a request without one. */

type Held = Awaited<ReturnType<Turn['hold']>>;
type Requested = Awaited<ReturnType<Turn['request']>>;
type Where = { centreId: string; officeId: string; serviceId: string };
type Terms = { at: DateTime; openBookings: number; movesBookingId?: string | undefined; maker?: Maker | undefined };

/** The columns of what the statements below answer: always one row, with nothing of a booking where none was made. */
type Made = { counted: number | null; slot_id: string | null; id: string | null };

/**
 * The seat and its booking in one statement. The database takes the seat (`take_seat`, in the migration): in the slot and in those that
 * overlap it there has to be room, where what the booking replaces does not count.
 */
export async function hold(seat: Seat, terms: Terms & { until: DateTime }, scope: Scope): Promise<Held> {
  const maker = await makerOf(terms, scope);
  const { centreId, officeId, serviceId, capacity } = seat;
  const [startsAt, endsAt] = [dateOf(seat.startsAt), dateOf(seat.endsAt)];
  const moves = Prisma.sql`${terms.movesBookingId ?? null}::uuid`;
  const rows = await scope.tx.$queryRaw<(Made & BookingRow)[]>`
    WITH counted AS (${counted(seat, maker.clientId, terms)}),
    seat AS (
      SELECT take_seat(${centreId}, ${officeId}, ${serviceId}, ${startsAt}::timestamptz, ${endsAt}::timestamptz, ${capacity}::int,
                       array_remove(ARRAY[${moves}, (SELECT o.moves_booking_id FROM booking o WHERE o.id = ${moves})], NULL)) AS id
        FROM counted WHERE counted.n IS NOT NULL
    ),
    b AS (${await inserted(seat, maker, terms, scope, {
      state: 'held',
      startsAt: seat.startsAt,
      endsAt: seat.endsAt,
      holdUntil: terms.until,
      from: Prisma.sql`SELECT counted.n, seat.id AS slot_id FROM counted, seat WHERE seat.id IS NOT NULL`,
    })}),
    noted AS (${await noted('held', maker, terms.at, scope)})
    SELECT counted.n AS counted, seat.id AS slot_id, ${BOOKING_COLUMNS}
      FROM counted LEFT JOIN seat ON true LEFT JOIN b ON true`;
  const made = rows[0];
  if (made?.id) return { kind: 'held', booking: bookingFrom(made, scope.vault) };
  if (!made || made.counted === null) return { kind: 'already-open' };
  if (made.slot_id === null) return { kind: 'slot-taken' };
  // Another conversation of the same client took the last place in this very moment: the seat goes back.
  await scope.tx.$executeRaw`UPDATE slot SET used = used - 1 WHERE id = ${made.slot_id}::uuid`;
  return { kind: 'already-open' };
}

/** No seat: wished times in the client's words. */
export async function request(wish: Where & Terms & { wishes: string; answerBy: DateTime }, scope: Scope): Promise<Requested> {
  const maker = await makerOf(wish, scope);
  const rows = await scope.tx.$queryRaw<(Made & BookingRow)[]>`
    WITH counted AS (${counted(wish, maker.clientId, wish)}),
    b AS (${await inserted(wish, maker, wish, scope, {
      state: 'requested',
      wishes: wish.wishes,
      answerBy: wish.answerBy,
      from: Prisma.sql`SELECT counted.n, NULL::uuid AS slot_id FROM counted WHERE counted.n IS NOT NULL`,
    })}),
    noted AS (${await noted('requested', maker, wish.at, scope)})
    SELECT counted.n AS counted, ${BOOKING_COLUMNS} FROM counted LEFT JOIN b ON true`;
  const made = rows[0];
  return made?.id ? { kind: 'requested', booking: bookingFrom(made, scope.vault) } : { kind: 'already-open' };
}

/** Whoever writes in this conversation, unless staff act for somebody. */
async function makerOf({ maker }: Terms, scope: Scope): Promise<Maker> {
  if (maker) return maker;
  const clientId = await scope.needClient();
  const { conversation, event } = await scope.opening();
  const conversationId = conversation || event ? scope.conversationId : undefined;
  return { clientId, conversationId, actor: { kind: 'client', id: clientId } };
}

/**
 * Which of the client's open bookings the new one will be: the lowest free number; 0 where it moves one that still stands, and so
 * does not count; none (NULL) where as many are open as may be, or where another already waits to replace the same booking.
 */
function counted({ centreId, serviceId }: Where, clientId: string, { openBookings, movesBookingId }: Terms): Prisma.Sql {
  const moves = movesBookingId ?? null;
  return Prisma.sql`
    SELECT CASE
      WHEN EXISTS (SELECT FROM booking o WHERE o.moves_booking_id = ${moves}::uuid AND o.state IN ('held', 'requested', 'offered'))
        THEN NULL
      WHEN EXISTS (
        SELECT FROM booking o
         WHERE o.id = ${moves}::uuid
           AND (o.open_ordinal IS NOT NULL OR o.moves_booking_id IS NOT NULL AND o.state IN ('requested', 'offered')))
        THEN 0
      ELSE (
        SELECT min(n) FROM generate_series(1, ${openBookings}::int) n
         WHERE NOT EXISTS (
           SELECT FROM booking o
            WHERE o.client_id = ${clientId}::uuid AND o.centre_id = ${centreId} AND o.service_id = ${serviceId} AND o.open_ordinal = n))
    END AS n`;
}

type Row = {
  state: 'held' | 'requested';
  startsAt?: DateTime;
  endsAt?: DateTime;
  holdUntil?: DateTime;
  answerBy?: DateTime;
  wishes?: string;
  /** A row of `n` and `slot_id`, or none. */
  from: Prisma.Sql;
};

/** What moves another came in as that one did, whoever moves it. */
async function inserted(where: Where, maker: Maker, terms: Terms, scope: Scope, row: Row): Promise<Prisma.Sql> {
  const { vault } = scope;
  const id = scope.newId();
  const origin = maker.actor.kind === 'staff' ? 'staff' : ((await channelOf(maker.actor, scope)) ?? 'line');
  const orNone = (moment: DateTime | undefined) => (moment ? dateOf(moment) : null);
  return Prisma.sql`
    INSERT INTO booking (id, reference, centre_id, office_id, service_id, client_id, conversation_id, state, slot_id, starts_at, ends_at,
                         hold_until, answer_by, wishes, moves_booking_id, open_ordinal, open_limit, calendar_hash, origin,
                         created_at, updated_at)
    SELECT ${id}::uuid, ${newReference()}, ${where.centreId}, ${where.officeId}, ${where.serviceId}, ${maker.clientId}::uuid,
           ${maker.conversationId ?? null}::uuid, ${row.state}, f.slot_id, ${orNone(row.startsAt)}::timestamptz, ${orNone(row.endsAt)}::timestamptz,
           ${orNone(row.holdUntil)}::timestamptz, ${orNone(row.answerBy)}::timestamptz,
           ${row.wishes === undefined ? null : vault.sealing.seal(row.wishes, wishesOf(id))},
           ${terms.movesBookingId ?? null}::uuid, nullif(f.n, 0), ${terms.openBookings}::int,
           ${tokenHash(vault.lookup.calendarToken(id))},
           coalesce((SELECT o.origin FROM booking o WHERE o.id = ${terms.movesBookingId ?? null}::uuid), ${origin}),
           ${dateOf(terms.at)}::timestamptz, ${dateOf(terms.at)}::timestamptz
      FROM (${row.from}) f
    ON CONFLICT (client_id, centre_id, service_id, open_ordinal) WHERE open_ordinal IS NOT NULL DO NOTHING
    RETURNING *`;
}

/** Every change of state writes an audit row, the first one too. */
async function noted(to: Booking['state'], { actor }: Maker, at: DateTime, scope: Scope): Promise<Prisma.Sql> {
  return Prisma.sql`
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, booking_id, conversation_id, action, to_state, channel)
    SELECT ${dateOf(at)}::timestamptz, ${actor.kind}, ${actor.id}, b.centre_id, b.id, b.conversation_id, ${BOOKING_STATE}, ${to},
           ${await channelOf(actor, scope)}
      FROM b`;
}
