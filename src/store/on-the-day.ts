import type { DateTime } from 'luxon';
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
