import type { DateTime } from 'luxon';
import type { Span } from '#policy/seats.ts';
import { CLIENT_COLUMNS, type ClientRow, clientFrom } from '../clients.ts';
import { dateOf, momentOf, Prisma } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState } from '../store.ts';

/** What the console's calendar shows: the slots that have a row, who sits in them, and the days that staff closed. */

export type CalendarSlot = {
  startsAt: DateTime;
  /** Exclusive. */
  endsAt: DateTime;
  used: number;
  /** How many of those are kept for offers that nobody has answered yet. */
  offered: number;
  /** The row's own; it only counts where staff set it, or where the centre file knows no such slot. */
  capacity: number;
  capacityByStaff: boolean;
  closed: boolean;
  openedByStaff: boolean;
};

export type SlotKey = { centreId: string; officeId: string; serviceId: string };

type SlotRow = {
  starts_at: Date;
  ends_at: Date;
  used: number;
  offered: number;
  capacity: number;
  capacity_by_staff: boolean;
  closed: boolean;
  opened_by_staff: boolean;
};

async function slotsOf(where: SlotsBetween, { db }: Vault): Promise<CalendarSlot[]> {
  const { centreId, officeId, serviceId, from, to } = where;
  const rows = await db.$queryRaw<SlotRow[]>`
    SELECT starts_at, ends_at, used, capacity, capacity_by_staff, closed, opened_by_staff,
           (SELECT count(*)::int FROM offer_time o WHERE o.slot_id = slot.id AND o.state = 'open') AS offered
      FROM slot
     WHERE centre_id = ${centreId} AND office_id = ${officeId} AND service_id = ${serviceId}
       AND starts_at > ${dateOf(from.minus({ days: 1 }))} AND starts_at < ${dateOf(to)} AND ends_at > ${dateOf(from)}
     ORDER BY starts_at`;
  return rows.map((it) => ({
    startsAt: momentOf(it.starts_at),
    endsAt: momentOf(it.ends_at),
    used: it.used,
    offered: it.offered,
    capacity: it.capacity,
    capacityByStaff: it.capacity_by_staff,
    closed: it.closed,
    openedByStaff: it.opened_by_staff,
  }));
}

/** Somebody who keeps a seat: by a booking, or by a time that staff offered them (`state` is then `offered`). */
export type SeatHolder = {
  bookingId: string;
  reference: string;
  state: BookingState;
  officeId: string;
  serviceId: string;
  startsAt: DateTime;
  endsAt: DateTime;
  clientId: string;
  /** Absent once the client was erased. */
  name: string | undefined;
  phone: string | undefined;
};

type HolderRow = {
  booking_id: string;
  reference: string;
  state: BookingState;
  office_id: string;
  service_id: string;
  starts_at: Date;
  ends_at: Date;
} & ClientRow;

function holderFrom(row: HolderRow, vault: Vault): SeatHolder {
  const { profile } = clientFrom(row, vault);
  return {
    bookingId: row.booking_id,
    reference: row.reference,
    state: row.state,
    officeId: row.office_id,
    serviceId: row.service_id,
    startsAt: momentOf(row.starts_at),
    endsAt: momentOf(row.ends_at),
    clientId: row.id,
    name: profile?.name,
    phone: profile?.phone,
  };
}

const holders = ({ startsAt, ...key }: SlotKey & { startsAt: DateTime }, vault: Vault): Promise<SeatHolder[]> =>
  holdersOf(key, Prisma.sql`starts_at = ${dateOf(startsAt)}`, vault);

const overlapping = ({ startsAt, endsAt, ...key }: SlotKey & Span, vault: Vault): Promise<SeatHolder[]> =>
  holdersOf(
    key,
    Prisma.sql`starts_at > ${dateOf(startsAt.minus({ days: 1 }))} AND starts_at < ${dateOf(endsAt)} AND ends_at > ${dateOf(startsAt)}
       AND starts_at <> ${dateOf(startsAt)}`,
    vault,
  );

async function holdersOf(key: SlotKey, when: Prisma.Sql, vault: Vault): Promise<SeatHolder[]> {
  const { centreId, officeId, serviceId } = key;
  const rows = await vault.db.$queryRaw<HolderRow[]>`
    WITH s AS (
      SELECT id, starts_at, ends_at FROM slot
       WHERE centre_id = ${centreId} AND office_id = ${officeId} AND service_id = ${serviceId} AND ${when}
    ), seat AS (
      SELECT b.id AS booking_id, s.starts_at, s.ends_at FROM s JOIN booking b ON b.slot_id = s.id AND keeps_seat(b.state)
      UNION ALL
      SELECT o.booking_id, s.starts_at, s.ends_at FROM s JOIN offer_time o ON o.slot_id = s.id AND o.state = 'open'
    )
    SELECT b.id AS booking_id, b.reference, b.state, b.office_id, b.service_id, seat.starts_at, seat.ends_at, ${CLIENT_COLUMNS}
      FROM seat JOIN booking b ON b.id = seat.booking_id JOIN client k ON k.id = b.client_id
     ORDER BY seat.starts_at, b.created_at, b.id`;
  return rows.map((row) => holderFrom(row, vault));
}

async function ahead(where: Ahead, vault: Vault): Promise<SeatHolder[]> {
  const { centreId, officeId, from, to } = where;
  const rows = await vault.db.$queryRaw<HolderRow[]>`
    SELECT b.id AS booking_id, b.reference, b.state, b.office_id, b.service_id, b.starts_at, b.ends_at, ${CLIENT_COLUMNS}
      FROM booking b JOIN client k ON k.id = b.client_id
     WHERE b.centre_id = ${centreId} AND (${officeId ?? null}::text IS NULL OR b.office_id = ${officeId ?? null})
       AND b.starts_at >= ${dateOf(from)} AND b.starts_at < ${dateOf(to)}
       AND b.state IN ('held', 'requested', 'confirmed')
     UNION ALL
    SELECT b.id, b.reference, b.state, b.office_id, b.service_id, o.starts_at, o.ends_at, ${CLIENT_COLUMNS}
      FROM booking b JOIN offer_time o ON o.booking_id = b.id AND o.state = 'open' JOIN client k ON k.id = b.client_id
     WHERE b.centre_id = ${centreId} AND (${officeId ?? null}::text IS NULL OR b.office_id = ${officeId ?? null})
       AND b.state = 'offered' AND o.starts_at >= ${dateOf(from)} AND o.starts_at < ${dateOf(to)}
     ORDER BY 6, 2`;
  return rows.map((row) => holderFrom(row, vault));
}

type SlotsBetween = SlotKey & { from: DateTime; to: DateTime };
type Ahead = { centreId: string; officeId?: string | undefined; from: DateTime; to: DateTime };

export const calendarOver = (vault: Vault) => ({
  /** Slots with a row that touch [from, to), soonest first, also those that began before. The others are as the centre file has them, with nobody in them. */
  slots: (where: SlotsBetween): Promise<CalendarSlot[]> => retrying(() => slotsOf(where, vault)),
  /** Who keeps a seat of the slot, in the order in which they came. */
  holders: (where: SlotKey & { startsAt: DateTime }): Promise<SeatHolder[]> => retrying(() => holders(where, vault)),
  /** Who keeps a seat of another slot that overlaps this time, soonest first. */
  overlapping: (where: SlotKey & Span): Promise<SeatHolder[]> => retrying(() => overlapping(where, vault)),
  /** Bookings that still count and start in [from, to): whom closing these days hits. All offices without `officeId`. */
  ahead: (where: Ahead): Promise<SeatHolder[]> => retrying(() => ahead(where, vault)),
});
