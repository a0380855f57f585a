import type { DateTime } from 'luxon';
import { lockBooking } from './locking.ts';
import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';

/** Contact, and its absence. */

export async function noteContact(
  { bookingId, kind, at }: { bookingId: string; kind: 'late' | 'cannot-connect'; at: DateTime },
  { tx }: Scope,
): Promise<boolean> {
  const noted = await tx.$executeRaw`
    UPDATE booking SET contact_kind = ${kind}, contact_at = ${dateOf(at)}, updated_at = ${dateOf(at)}
     WHERE id = ${bookingId}::uuid AND state IN ('confirmed', 'presumed-cancelled')`;
  return noted > 0;
}

export async function markNoShow(bookingId: string, at: DateTime, { tx }: Scope): Promise<void> {
  await tx.$executeRaw`
    UPDATE booking SET no_show_at = ${dateOf(at)}, updated_at = ${dateOf(at)}
     WHERE id = ${bookingId}::uuid AND state IN ('presumed-cancelled', 'cancelled') AND no_show_at IS NULL`;
}

export async function retakeSeat(bookingId: string, capacity: number, scope: Scope): Promise<boolean> {
  // In a statement of its own: a function that is selected would lock the slot first.
  await lockBooking(bookingId, scope);
  const rows = await scope.tx.$queryRaw<{ slot: string | null }[]>`
    SELECT take_seat(b.centre_id, b.office_id, b.service_id, b.starts_at, b.ends_at, ${capacity}::integer, '{}') AS slot
      FROM booking b WHERE b.id = ${bookingId}::uuid AND b.state = 'cancelled' AND b.no_show_at IS NOT NULL`;
  return typeof rows[0]?.slot === 'string';
}
