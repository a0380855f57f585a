import type { DateTime } from 'luxon';
import { staffIdOf } from './audit.ts';
import { StoreFault } from './faults.ts';
import { dateOf, momentOf, momentOrNone } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Actor, MeetingAccess, MeetingDetails } from './store.ts';

/** How to get into the meeting of a booking. They are void as soon as it is no longer confirmed (`changing.ts`). */

type DetailsRow = { id: string; details: string; entered_at: Date; renewed: boolean; my_page_at: Date | null };

const placeOf = (id: string) => ({ table: 'meeting_details', column: 'details', id });

export async function enterDetails(
  { bookingId, access, at, actor }: { bookingId: string; access: MeetingAccess; at: DateTime; actor: Actor },
  scope: Scope,
): Promise<MeetingDetails> {
  const id = scope.newId();
  const sealed = scope.vault.sealing.sealJson(access, placeOf(id));
  const rows = await scope.tx.$queryRaw<DetailsRow[]>`
    WITH b AS (
      SELECT id FROM booking WHERE id = ${bookingId}::uuid AND state = 'confirmed' FOR UPDATE
    ), void AS (
      UPDATE meeting_details d SET void_at = ${dateOf(at)} FROM b WHERE d.booking_id = b.id AND d.void_at IS NULL RETURNING d.entered_at
    ), settled AS (
      -- Whoever has entered them, nobody has to any more.
      UPDATE staff_task t SET done_at = ${dateOf(at)}, done_by = ${staffIdOf(actor)}::uuid FROM b
       WHERE t.booking_id = b.id AND t.kind = 'make-meeting' AND t.done_at IS NULL
    )
    INSERT INTO meeting_details (id, booking_id, details, entered_at, entered_by)
    -- Later than those before, also on a clock that stands still: the newest are the ones that count.
    SELECT ${id}::uuid, b.id, ${sealed}, greatest(${dateOf(at)}::timestamptz, (SELECT max(entered_at) FROM void) + interval '1 ms'), ${actor.id}
      FROM b
    RETURNING id, details, entered_at, my_page_at,
              EXISTS (SELECT FROM meeting_details o WHERE o.booking_id = meeting_details.booking_id) AS renewed`;
  if (!rows[0]) throw new StoreFault('turn-misused', 'Only a confirmed booking has meeting details.');
  return detailsFrom(rows[0], scope);
}

export async function details(bookingId: string, scope: Scope): Promise<MeetingDetails | undefined> {
  const rows = await scope.tx.$queryRaw<DetailsRow[]>`
    SELECT d.id, d.details, d.entered_at, d.my_page_at,
           EXISTS (SELECT FROM meeting_details o WHERE o.booking_id = d.booking_id AND o.entered_at < d.entered_at) AS renewed
      FROM meeting_details d JOIN booking b ON b.id = d.booking_id AND b.state = 'confirmed'
     WHERE d.booking_id = ${bookingId}::uuid AND d.void_at IS NULL AND d.details IS NOT NULL`;
  return rows[0] && detailsFrom(rows[0], scope);
}

/**
 * The beginnings of the ledger's keys that hold the address that it went to: `details-mail:<details>:<address>` (`address:` names the
 * booking), and `:again:<n>` where it was sent again. Erasing empties that part.
 */
export const ADDRESSED = ['address', 'confirm-address', 'details-mail', 'details-by-mail'] as const;
export type Addressed = (typeof ADDRESSED)[number];

export async function detailsMailed(bookingId: string, { tx }: Scope): Promise<string[]> {
  const rows = await tx.$queryRaw<{ address: string }[]>`
    SELECT DISTINCT split_part(n.once_key, ':', 3) AS address FROM notice n JOIN mail m ON m.id = n.mail_id
     WHERE n.booking_id = ${bookingId}::uuid AND n.kind = 'details-mail'
       -- One that is being handed over in this very moment counts as well.
       AND (m.state = 'sent' OR m.state = 'queued' AND m.leased_until > now())`;
  return rows.map(({ address }) => address).filter((it) => it !== '');
}

const detailsFrom = (row: DetailsRow, { vault }: Scope): MeetingDetails => ({
  id: row.id,
  access: vault.sealing.openJson(row.details, placeOf(row.id)) as MeetingAccess,
  enteredAt: momentOf(row.entered_at),
  renewed: row.renewed,
  myPageAt: momentOrNone(row.my_page_at),
});

export async function tickMyPage(detailsId: string, at: DateTime, { tx }: Scope): Promise<boolean> {
  const ticked = await tx.$executeRaw`
    UPDATE meeting_details SET my_page_at = ${dateOf(at)} WHERE id = ${detailsId}::uuid AND void_at IS NULL AND my_page_at IS NULL`;
  return ticked > 0;
}
