import { BOOKING_COLUMNS, type BookingRow, bookingFrom } from './booking-row.ts';
import { keepProfile } from './kept-profiles.ts';
import { type LinkedRow, lockClients, lockLinks } from './link-locks.ts';
import type { Linked, OfficeTurn } from './office-turn.ts';
import { type OpenPlace, placed } from './open-places.ts';
import { dateOf, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Booking } from './store.ts';

type Link = Parameters<OfficeTurn['linkClients']>[0];
type Refused = Exclude<Linked, { kind: 'linked' }>;

/**
 * Two records are one person: everything of `from` becomes that of `to`. The profile of `from` is kept as it was, and a copy of that of
 * `to`; each link knows which rows came over with it. So it can be taken back (`unlinking.ts`).
 */
export async function linkClients(link: Link, scope: Scope): Promise<Linked> {
  const { fromClientId, toClientId, centreId } = link;
  if (fromClientId === toClientId) return { kind: 'same' };
  await lockLinks(centreId, scope);
  const clients = await lockClients([fromClientId, toClientId], scope);
  const refused = judged(clients.get(fromClientId), clients.get(toClientId), centreId);
  if (refused) return refused;
  const places = await openPlaces([fromClientId, toClientId], scope);
  const ofFrom = (it: OpenPlace & { clientId: string }) => it.clientId === fromClientId;
  const fit = placed(
    places.filter((it) => !ofFrom(it)),
    places.filter(ofFrom),
  );
  if (fit.kind === 'too-many') return { kind: 'both-open', bookings: await bookingsOf(fit.ids, scope) };
  const links = await moved(link, fit.ordinals, scope);
  const [first] = links;
  if (!first) return { kind: 'no-conversation' };
  await keepProfile(first.id, toClientId, scope);
  scope.reopen();
  return { kind: 'linked', links };
}

function judged(from: LinkedRow | undefined, to: LinkedRow | undefined, centreId: string): Refused | undefined {
  if (!from || !to) return { kind: 'not-found' };
  if (from.centreId !== centreId || to.centreId !== centreId) return { kind: 'other-centre' };
  const linkedTo = from.linkedToId ?? to.linkedToId;
  if (linkedTo !== undefined) return { kind: 'already-linked', toClientId: linkedTo };
  if (from.erasedAt || to.erasedAt) return { kind: 'erased' };
  if (from.erasureAsked || to.erasureAsked) return { kind: 'erasure-waits' };
  // Whatever was linked goes back to where it came from: so links have one step, and others lead to the record that is kept.
  return from.keepsOthers ? { kind: 'keeps-others' } : undefined;
}

/** Bookings that count as open, locked in the order of all (`locking.ts`). */
async function openPlaces(clientIds: string[], { tx }: Scope): Promise<(OpenPlace & { clientId: string })[]> {
  return tx.$queryRaw`
    SELECT b.id, b.client_id AS "clientId", b.centre_id AS "centreId", b.service_id AS "serviceId",
           b.open_ordinal::int AS ordinal, b.open_limit::int AS "limit"
      FROM booking b WHERE b.client_id = ANY(${clientIds}::uuid[]) AND b.open_ordinal IS NOT NULL
     ORDER BY b.created_at, b.id FOR UPDATE`;
}

async function bookingsOf(ids: string[], { tx, vault }: Scope): Promise<Booking[]> {
  const rows = await tx.$queryRaw<BookingRow[]>`
    SELECT ${BOOKING_COLUMNS} FROM booking b WHERE b.id = ANY(${ids}::uuid[]) ORDER BY b.starts_at NULLS LAST, b.created_at, b.id`;
  return rows.map((row) => bookingFrom(row, vault));
}

/**
 * One statement over every table that names a client. What may stand but once (a suspension, a designation and its window) and stands for
 * `to` already, stays with the record that is kept: it is there again once the link is taken back. Nothing happens where `from` has no chat.
 */
async function moved(
  { centreId, fromClientId, toClientId, at, by }: Link,
  ordinals: readonly { id: string; n: number }[],
  { tx }: Scope,
): Promise<{ id: string; conversationId: string }[]> {
  const [from, to] = [Prisma.sql`${fromClientId}::uuid`, Prisma.sql`${toClientId}::uuid`];
  const comes = Prisma.sql`client_id = ${from} AND EXISTS (SELECT FROM conversation c WHERE c.client_id = ${from})`;
  return tx.$queryRaw`
    WITH kept AS (
      UPDATE client SET linked_to_id = ${to} WHERE id = ${from} AND EXISTS (SELECT FROM conversation c WHERE c.client_id = ${from})
    ), talks AS (
      UPDATE conversation SET client_id = ${to} WHERE client_id = ${from} RETURNING id
    ), places AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(ordinals)}::jsonb) AS p (id uuid, n smallint)
    ), booked AS (
      UPDATE booking SET client_id = ${to}, open_ordinal = coalesce((SELECT n FROM places WHERE places.id = booking.id), open_ordinal)
       WHERE ${comes} RETURNING id
    ), asked AS (
      UPDATE staff_task SET client_id = ${to} WHERE ${comes} RETURNING id
    ), told AS (
      UPDATE notice SET client_id = ${to} WHERE ${comes} RETURNING id
    ), mailed AS (
      UPDATE mail SET client_id = ${to} WHERE ${comes} RETURNING id
    ), addressed AS (
      UPDATE mail_address SET client_id = ${to} WHERE ${comes} RETURNING id
    ), remarked AS (
      UPDATE remark SET client_id = ${to} WHERE ${comes} RETURNING id
    ), refused AS (
      UPDATE suspension s SET client_id = ${to}
       WHERE s.${comes} AND (s.lifted_at IS NOT NULL
          OR NOT EXISTS (SELECT FROM suspension o WHERE o.client_id = ${to} AND o.lifted_at IS NULL)) RETURNING id
    ), designated AS (
      UPDATE designation d SET client_id = ${to}
       WHERE d.${comes} AND (d.ended_at IS NOT NULL OR NOT ${standsAlready(to, Prisma.sql`d.service_id`)}) RETURNING id
    ), directed AS (
      UPDATE directed_window w SET client_id = ${to}
       WHERE w.${comes} AND (w.revoked_at IS NOT NULL OR NOT ${standsAlready(to, Prisma.sql`w.service_id`)}) RETURNING id
    ), moved AS (
      SELECT id FROM booked UNION ALL SELECT id FROM asked UNION ALL SELECT id FROM told UNION ALL SELECT id FROM mailed
      UNION ALL SELECT id FROM addressed UNION ALL SELECT id FROM remarked UNION ALL SELECT id FROM refused
      UNION ALL SELECT id FROM designated UNION ALL SELECT id FROM directed
    )
    INSERT INTO identity_link (id, centre_id, conversation_id, from_client_id, to_client_id, linked_at, linked_by, moved)
    SELECT gen_random_uuid(), ${centreId}, talks.id, ${from}, ${to}, ${dateOf(at)}::timestamptz, ${by}::uuid,
           ARRAY(SELECT id FROM moved ORDER BY id)
      FROM talks
    RETURNING id, conversation_id AS "conversationId"`;
}

/** `to` is designated for the service, or has a window of it. */
const standsAlready = (to: Prisma.Sql, serviceId: Prisma.Sql): Prisma.Sql => Prisma.sql`(
  EXISTS (SELECT FROM designation o WHERE o.client_id = ${to} AND o.service_id = ${serviceId} AND o.ended_at IS NULL)
  OR EXISTS (SELECT FROM directed_window o WHERE o.client_id = ${to} AND o.service_id = ${serviceId} AND o.revoked_at IS NULL))`;
