import type { DetailsReached } from '#policy/able-to-come.ts';
import { momentOrNone, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';

/** When the valid meeting details of a booking first got to its client, as far as the outbox, the mails and the tick for My Page know. */

export type DetailsReachedColumns = { reached_chat: Date | null; reached_my_page: Date | null; reached_mail: Date | null };

/**
 * Of the booking `b` and its valid details `d`, joined from the left. The chat has them once it was said that they can be shown, or they
 * were; each reminder says so too. A notice's key names the version that it is about; the others count if they came after it.
 */
export const REACHED = Prisma.sql`
  d.my_page_at AS reached_my_page,
  (SELECT min(o.finished_at)
     FROM outbox o LEFT JOIN notice n ON n.outbox_id = o.id
    WHERE o.booking_id = b.id AND o.state = 'sent'
      AND o.kind IN ('details', 'details-shown', 'reminder-day-before', 'reminder-morning', 'reminder-by-hand', 'room-opens')
      AND (strpos(n.once_key, d.id::text) > 0 OR o.created_at >= d.entered_at)) AS reached_chat,
  (SELECT min(m.finished_at) FROM notice n JOIN mail m ON m.id = n.mail_id
    WHERE n.booking_id = b.id AND n.kind = 'details-mail' AND m.state = 'sent'
      AND strpos(n.once_key, d.id::text) > 0) AS reached_mail`;

export const JOIN_VALID_DETAILS = Prisma.sql`
  LEFT JOIN meeting_details d ON d.booking_id = b.id AND d.void_at IS NULL AND d.details IS NOT NULL`;

export const detailsReachedFrom = (row: DetailsReachedColumns): DetailsReached => ({
  chat: momentOrNone(row.reached_chat),
  'my-page': momentOrNone(row.reached_my_page),
  'e-mail': momentOrNone(row.reached_mail),
});

export async function detailsReached(bookingId: string, { tx }: Scope): Promise<DetailsReached> {
  const rows = await tx.$queryRaw<DetailsReachedColumns[]>`
    SELECT ${REACHED} FROM booking b ${JOIN_VALID_DETAILS} WHERE b.id = ${bookingId}::uuid`;
  return rows[0] ? detailsReachedFrom(rows[0]) : {};
}
