import type { DateTime } from 'luxon';
import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from './booking-row.ts';
import { type DetailsReachedColumns, detailsReachedFrom, JOIN_VALID_DETAILS, REACHED } from './delivered.ts';
import { OFFER_ENDS } from './offers.ts';
import { dateOf, momentOf } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { Booking, Expired, NoticeKind, SessionBegun, SessionDue } from './store.ts';

/** What has become due, longest waiting first. Whoever acts on it judges it again under the lock. */

/** The notice after which a request is not asked about again. */
export const askToRingKey = (bookingId: string): string => `ask-to-ring:${bookingId}`;

export async function answersOverdue(now: DateTime, limit: number, vault: Vault): Promise<Booking[]> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b
     WHERE b.state = 'requested' AND b.answer_by <= ${dateOf(now)}
       AND NOT EXISTS (SELECT FROM notice n WHERE n.once_key = ${askToRingKey('')} || b.id::text)
     ORDER BY b.answer_by, b.id LIMIT ${limit}`;
  return rows.map((row) => bookingFrom(row, vault));
}

export async function offersRunOut(now: DateTime, limit: number, vault: Vault): Promise<Booking[]> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b
     WHERE b.state = 'offered' AND b.offer_by <= ${dateOf(now)} AND ${OFFER_ENDS} <= ${dateOf(now)}
     ORDER BY b.offer_by, b.id LIMIT ${limit}`;
  return rows.map((row) => bookingFrom(row, vault));
}

export async function addressesUnconfirmed(from: DateTime, to: DateTime, limit: number, vault: Vault): Promise<Booking[]> {
  const rows = await vault.db.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b JOIN client k ON k.id = b.client_id
     WHERE b.state = 'confirmed' AND b.starts_at > ${dateOf(from)} AND b.starts_at < ${dateOf(to)}
       AND k.email_index IS NOT NULL AND k.email_confirmed_index IS DISTINCT FROM k.email_index
       AND EXISTS (SELECT FROM meeting_details d WHERE d.booking_id = b.id AND d.void_at IS NULL AND d.details IS NOT NULL)
       AND NOT EXISTS (SELECT FROM staff_task t WHERE t.booking_id = b.id AND t.kind = 'address-unconfirmed')
     ORDER BY b.starts_at, b.id LIMIT ${limit}`;
  return rows.map((row) => bookingFrom(row, vault));
}

/** Far enough back for any standstill; older ones would only surprise. */
const EXPIRED_DAYS = 14;

export async function expiredUntold(now: DateTime, limit: number, vault: Vault): Promise<Expired[]> {
  const rows = await vault.db.$queryRaw<(BookingRow & { offered: boolean; expired_at: Date })[]>`
    SELECT ${BOOKING_COLUMNS}, EXISTS (SELECT FROM offer_time t WHERE t.booking_id = b.id) AS offered, b.updated_at AS expired_at
      FROM booking b JOIN client k ON k.id = b.client_id
     WHERE b.state = 'expired' AND b.updated_at > ${dateOf(now.minus({ days: EXPIRED_DAYS }))} AND k.erased_at IS NULL
       AND NOT EXISTS (SELECT FROM notice n WHERE n.booking_id = b.id AND n.kind IN ('expired', 'offer-expired'))
     ORDER BY b.updated_at, b.id LIMIT ${limit}`;
  return rows.map((row) => ({ booking: bookingFrom(row, vault), offered: row.offered, expiredAt: momentOf(row.expired_at) }));
}

type SessionRow = BookingRow & { told: NoticeKind[]; details_ready: boolean };

/** Confirmed sessions that start in [from, to) and were not found to be over, soonest first; `after` goes on behind one. */
export async function sessionsAround(
  from: DateTime,
  to: DateTime,
  limit: number,
  after: SessionDue['booking'] | undefined,
  vault: Vault,
): Promise<SessionDue[]> {
  const rows = await vault.db.$queryRaw<SessionRow[]>`
    SELECT ${BOOKING_COLUMNS}, d.id IS NOT NULL AS details_ready,
           ARRAY(SELECT DISTINCT n.kind FROM notice n WHERE n.booking_id = b.id) AS told
      FROM booking b
      ${JOIN_VALID_DETAILS}
     WHERE b.state = 'confirmed' AND b.ended_at IS NULL AND b.starts_at >= ${dateOf(from)} AND b.starts_at < ${dateOf(to)}
       AND (b.starts_at, b.id) > (${dateOf(after?.startsAt ?? from)}::timestamptz,
                                  coalesce(${after?.id ?? null}::uuid, '00000000-0000-0000-0000-000000000000'))
     ORDER BY b.starts_at, b.id LIMIT ${limit}`;
  return rows.map((row) => ({
    booking: bookingFrom(row, vault),
    told: row.told,
    detailsReady: row.details_ready,
  }));
}

/** Confirmed sessions that began in [from, now] and were not found to be over, and that staff were not asked to ring about. */
export async function sessionsBegun(
  from: DateTime,
  now: DateTime,
  limit: number,
  after: Booking | undefined,
  vault: Vault,
): Promise<SessionBegun[]> {
  const rows = await vault.db.$queryRaw<(BookingRow & DetailsReachedColumns)[]>`
    SELECT ${BOOKING_COLUMNS}, ${REACHED} FROM booking b ${JOIN_VALID_DETAILS}
     WHERE b.state = 'confirmed' AND b.ended_at IS NULL AND b.starts_at >= ${dateOf(from)} AND b.starts_at <= ${dateOf(now)}
       AND (b.starts_at, b.id) > (${dateOf(after?.startsAt ?? from)}::timestamptz,
                                  coalesce(${after?.id ?? null}::uuid, '00000000-0000-0000-0000-000000000000'))
       AND NOT EXISTS (
         SELECT FROM staff_task t WHERE t.booking_id = b.id AND t.kind IN ('details-not-delivered', 'closed-day-session'))
     ORDER BY b.starts_at, b.id LIMIT ${limit}`;
  return rows.map((row) => ({ booking: bookingFrom(row, vault), reached: detailsReachedFrom(row) }));
}
