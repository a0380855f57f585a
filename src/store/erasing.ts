import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { ADDRESSED } from './details.ts';
import { holdPerson } from './link-locks.ts';
import { dateOf, Prisma, type Tx } from './prisma.ts';
import type { Scope, Vault } from './scope.ts';

/** Deleting a person: ids stay, for audit and consent; whatever says who somebody is or what was written goes. */

export async function askErasure(at: DateTime, clientId: string | undefined, scope: Scope): Promise<void> {
  const id = clientId ?? (await scope.clientId());
  if (id === undefined) return;
  await scope.tx.$executeRaw`
    UPDATE client SET erasure_asked_at = coalesce(erasure_asked_at, ${dateOf(at)}) WHERE id = ${id}::uuid`;
  scope.reopen();
}

/**
 * Takes the wish back; undefined where none waits (any more). `inChat`: the client wished it in a chat, which has said that it waits
 * (the audit knows; staff's own entries stand there under `by-staff`).
 */
export async function withdrawErasure(
  { clientId, centreId }: { clientId: string; centreId: string },
  { tx }: Scope,
): Promise<{ inChat: boolean } | undefined> {
  const rows = await tx.$queryRaw<{ inChat: boolean }[]>`
    WITH waiting AS (
      SELECT id, erasure_asked_at AS asked_at FROM client
       WHERE id = ${clientId}::uuid AND centre_id = ${centreId} AND erasure_asked_at IS NOT NULL FOR UPDATE
    )
    UPDATE client SET erasure_asked_at = NULL FROM waiting WHERE client.id = waiting.id
    RETURNING EXISTS (
      SELECT FROM audit a JOIN conversation c ON c.id = a.conversation_id
       WHERE c.client_id = waiting.id AND a.action = 'erasure-asked' AND a.actor_kind = 'client' AND a.at >= waiting.asked_at
    ) AS "inChat"`;
  return rows[0];
}

/** In every conversation of theirs, and in every record that staff linked to theirs. Without a client, what was said in this one. */
export async function eraseClient(at: DateTime, clientId: string | undefined, scope: Scope): Promise<void> {
  const id = clientId ?? (await scope.clientId());
  const ids = id === undefined ? [] : await holdPerson(id, scope);
  if (ids.length > 0) {
    await eraseRecords(ids, at, scope.tx);
    await eraseAround(ids, at, scope.tx);
  }
  await eraseTalk(ids, clientId === undefined ? scope.conversationId : undefined, scope.tx);
  scope.reopen();
}

async function eraseRecords(ids: string[], at: DateTime, tx: Tx): Promise<void> {
  await tx.$executeRaw`
    WITH wishes AS (UPDATE booking SET wishes = NULL WHERE client_id = ANY(${ids}::uuid[]) AND wishes IS NOT NULL)
    UPDATE client
       SET name = NULL, job_seeker_number = NULL, email = NULL, phone = NULL, topic = NULL, companions = NULL,
           job_seeker_number_index = NULL, email_index = NULL, phone_index = NULL, email_confirmed_index = NULL,
           erasure_asked_at = NULL, erased_at = ${dateOf(at)}, updated_at = ${dateOf(at)}
     WHERE id = ANY(${ids}::uuid[])`;
}

/** What staff wrote about the person or were to do for them, and mails. One that has not gone out yet no longer goes. */
async function eraseAround(ids: string[], at: DateTime, tx: Tx): Promise<void> {
  await tx.$executeRaw`
    WITH theirs AS (
      SELECT b.id FROM booking b WHERE b.client_id = ANY(${ids}::uuid[])
    ), remarks AS (
      UPDATE remark SET text = NULL WHERE (client_id = ANY(${ids}::uuid[]) OR booking_id IN (SELECT id FROM theirs)) AND text IS NOT NULL
    ), access AS (
      UPDATE meeting_details SET details = NULL, void_at = coalesce(void_at, ${dateOf(at)})
       WHERE booking_id IN (SELECT id FROM theirs) AND details IS NOT NULL
    ), refused AS (
      UPDATE suspension SET reason = NULL, note = NULL WHERE client_id = ANY(${ids}::uuid[])
    ), tasks AS (
      -- Nobody can be rung any more.
      UPDATE staff_task SET done_at = ${dateOf(at)}
       WHERE done_at IS NULL AND (client_id = ANY(${ids}::uuid[]) OR booking_id IN (SELECT id FROM theirs)
         OR conversation_id IN (SELECT c.id FROM conversation c WHERE c.client_id = ANY(${ids}::uuid[])))
    ), keys AS (
      -- What tells an address from another one is made of the address. The key still names what it is about, and is this row's alone.
      UPDATE notice n SET once_key = concat_ws(':', split_part(n.once_key, ':', 1), split_part(n.once_key, ':', 2), '', n.id)
       WHERE (n.client_id = ANY(${ids}::uuid[]) OR n.booking_id IN (SELECT id FROM theirs))
         AND split_part(n.once_key, ':', 1) = ANY(${[...ADDRESSED]}) AND split_part(n.once_key, ':', 3) <> ''
    ), links AS (
      DELETE FROM mail_address WHERE client_id = ANY(${ids}::uuid[])
    ), copies AS (
      UPDATE identity_link SET profile = NULL
       WHERE (from_client_id = ANY(${ids}::uuid[]) OR to_client_id = ANY(${ids}::uuid[])) AND profile IS NOT NULL
    )
    UPDATE mail
       SET recipient = NULL, message = NULL, leased_until = NULL, retry_at = NULL,
           state = CASE WHEN state = 'queued' THEN 'not-needed' ELSE state END,
           why = CASE WHEN state = 'queued' THEN 'erased' ELSE why END,
           finished_at = coalesce(finished_at, ${dateOf(at)})
     WHERE client_id = ANY(${ids}::uuid[]) OR booking_id IN (SELECT id FROM theirs)`;
}

/** What is still pending or queued keeps its text until it is done. */
async function eraseTalk(clientIds: string[], conversationId: string | undefined, tx: Tx): Promise<void> {
  await tx.$executeRaw`
    WITH talks AS (
      SELECT id FROM conversation WHERE id = ${conversationId ?? null}::uuid OR client_id = ANY(${clientIds}::uuid[])
    ), heard AS (
      UPDATE inbox SET body = NULL, message_hash = NULL, conversation_reference = NULL
       WHERE conversation_id IN (SELECT id FROM talks) AND state <> 'pending' AND body IS NOT NULL
    ), said AS (
      UPDATE outbox SET rendered = NULL
       WHERE conversation_id IN (SELECT id FROM talks) AND state <> 'queued' AND rendered IS NOT NULL
    )
    UPDATE conversation SET snapshot = NULL WHERE id IN (SELECT id FROM talks)`;
}

/**
 * Stands against deleting the client of the booking `b`: a session counts until its end, whatever was marked of it, since staff may have
 * to ring; staff's own no-show until the end of its day, since so long it can be taken back.
 */
const standsAgainst = (now: DateTime) => Prisma.sql`(
  b.state IN ('held', 'requested', 'offered')
  OR b.state IN ('confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled') AND b.ends_at > ${dateOf(now)}
  OR b.state = 'cancelled' AND b.no_show_at IS NOT NULL AND b.starts_at >= ${dateOf(now.setZone(ZONE).startOf('day'))})`;

/** Until the commit it stays as it was judged: nobody books meanwhile. */
export async function erasureWaits(now: DateTime, clientId: string | undefined, scope: Scope): Promise<boolean> {
  const id = clientId ?? (await scope.clientId());
  if (id === undefined) return false;
  const ids = await holdPerson(id, scope);
  const rows = await scope.tx.$queryRaw<unknown[]>`
    SELECT FROM booking b WHERE b.client_id = ANY(${ids}::uuid[]) AND ${standsAgainst(now)} LIMIT 1`;
  return rows.length > 0;
}

/** Asked to be deleted, and nothing stands against it any more. */
export async function erasuresDue(
  now: DateTime,
  limit: number,
  { db }: Vault,
): Promise<{ clientId: string; conversationId: string }[]> {
  return db.$queryRaw`
    SELECT DISTINCT ON (k.erasure_asked_at, k.id) k.id AS "clientId", coalesce(c.id, k.id) AS "conversationId"
      FROM client k LEFT JOIN conversation c ON c.client_id = k.id
     WHERE k.erasure_asked_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM booking b WHERE b.client_id = k.id AND ${standsAgainst(now)})
     ORDER BY k.erasure_asked_at, k.id, c.created_at
     LIMIT ${limit}`;
}
