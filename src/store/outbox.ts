import type { DateTime } from 'luxon';
import { dateOf, Prisma } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { OutboxEntry, Store } from './store.ts';
import { heardBy } from './undelivered.ts';

/** Messages on their way out: how they are written, and what becomes of them (`claiming.ts`: which one is next). */

export const placeOf = (column: 'rendered' | 'reply_token', id: string) => ({ table: 'outbox', column, id });

export function outboxRows(entries: readonly OutboxEntry[], at: DateTime, newId: () => string, { sealing }: Vault) {
  return entries.map((entry) => {
    const { conversationId, bookingId, kind, channel, centreId, rendered, replyToken, replyTokenAt } = entry;
    const id = newId();
    return {
      id,
      conversation_id: conversationId,
      booking_id: bookingId ?? null,
      kind,
      channel,
      centre_id: centreId,
      rendered: sealing.sealJson(rendered, placeOf('rendered', id)),
      reply_token: replyToken === undefined ? null : sealing.seal(replyToken, placeOf('reply_token', id)),
      reply_token_at: replyTokenAt?.toISO() ?? null,
      needs_state: entry.needsState ?? null,
      useless_at: entry.uselessAt?.toISO() ?? null,
      created_at: at.toISO(),
    };
  });
}

/** The kind of a message that only takes the buttons of another away. */
export const CLOSING = 'closing';

/** A message that only took buttons away says nothing that another row does not, and nobody needs its text again. */
const CLOSED = Prisma.sql`rendered = CASE WHEN kind = ${CLOSING} THEN NULL ELSE rendered END`;

/** What answers an event, and is of use only while the client is looking. */
export const ANSWERS = Prisma.sql`('reply', 'details-shown')`;

/** What is left of a message that is done. `shown`: the centre whose consoles show it; none for an answer in a chat. */
export type Finished = { more: boolean; shown: string | undefined };

export const markSent = (id: string, at: DateTime, by: 'reply' | 'push', as: string | undefined, vault: Vault) =>
  finished(id, at, Prisma.sql`state = 'sent', sent_by = ${by}, sent_as = ${as ?? null}`, vault);

export const markNotNeeded = (id: string, at: DateTime, why: string, vault: Vault) =>
  finished(id, at, Prisma.sql`state = 'not-needed', why = ${why.slice(0, 500)}`, vault);

/** A notice that has arrived ends the tasks to ring about what it says (`undelivered.ts`). */
async function finished(id: string, at: DateTime, how: Prisma.Sql, { db }: Vault): Promise<Finished> {
  const [row] = await db.$queryRaw<{ more: boolean; shown: string | null }[]>`
    WITH o AS (
      UPDATE outbox SET ${how}, finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL, reply_token = NULL, ${CLOSED}
       WHERE id = ${id}::uuid AND state = 'queued'
      RETURNING id, state, kind, centre_id, conversation_id
    ), ${heardBy(Prisma.sql`SELECT notice.* FROM o JOIN notice ON notice.outbox_id = o.id WHERE o.state = 'sent'`, at)}
    SELECT EXISTS (
      SELECT FROM outbox n WHERE n.conversation_id = o.conversation_id AND n.state = 'queued' AND n.id <> o.id
    ) AS more, CASE WHEN o.kind <> 'reply' THEN o.centre_id END AS shown FROM o`;
  // Not queued any more: somebody else had it, so only a look can tell.
  return { more: row?.more ?? true, shown: row?.shown ?? undefined };
}

export async function markLater(id: string, retryAt: DateTime, why: string, tokenTried: boolean, { db }: Vault): Promise<void> {
  await db.$executeRaw`
    UPDATE outbox SET retry_at = ${dateOf(retryAt)}, leased_until = NULL, why = ${why.slice(0, 500)}, token_tried = ${tokenTried}
     WHERE id = ${id}::uuid AND state = 'queued'`;
}

/**
 * The tasks come with the failure, in the same statement: `ring` the client (one a booking, or a conversation where it is about none),
 * and look after the month's pushes (one a centre).
 */
export async function markFailed(
  id: string,
  at: DateTime,
  why: string,
  { ring, quota, unreachable = false }: Parameters<Store['markFailed']>[3],
  { db }: Vault,
): Promise<Finished> {
  const [row] = await db.$queryRaw<{ shown: string | null }[]>`
    WITH gone AS (
      UPDATE outbox SET state = 'failed', finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL, reply_token = NULL,
             why = ${why.slice(0, 500)}, ${CLOSED}
       WHERE id = ${id}::uuid AND state = 'queued'
      RETURNING id, seq, kind, centre_id, booking_id, conversation_id, created_at
    ), alone AS (
      -- What would send the reader on to an answer that never comes.
      UPDATE outbox c SET state = 'not-needed', why = 'answer-failed', finished_at = ${dateOf(at)}, rendered = NULL
        FROM gone
       WHERE gone.kind IN ${ANSWERS} AND c.conversation_id = gone.conversation_id AND c.kind = ${CLOSING} AND c.state = 'queued' AND c.seq > gone.seq
    ), blocked AS (
      -- Whoever has written since is there again, whatever became of what was on its way before.
      UPDATE conversation c SET reachable = false FROM gone
       WHERE ${unreachable} AND c.id = gone.conversation_id AND c.reachable AND NOT EXISTS (
         SELECT FROM inbox i WHERE i.conversation_id = c.id AND i.received_at > gone.created_at)
    ), unheard AS (
      SELECT gone.*, coalesce((SELECT n.id FROM notice n WHERE n.outbox_id = gone.id), gone.id) AS what FROM gone WHERE ${ring}
    ), added AS (
      UPDATE staff_task t SET undelivered = t.undelivered || u.what
        FROM unheard u
       WHERE t.kind = 'not-delivered' AND t.about IS NULL AND t.done_at IS NULL AND t.centre_id = u.centre_id
         AND t.conversation_id IS NOT DISTINCT FROM u.conversation_id AND t.booking_id IS NOT DISTINCT FROM u.booking_id
      RETURNING t.id
    ), raised AS (
      INSERT INTO staff_task (id, kind, centre_id, office_id, booking_id, conversation_id, undelivered, created_at)
      SELECT gen_random_uuid(), w.kind, w.centre_id, b.office_id, w.booking_id, w.conversation_id, w.undelivered,
             ${dateOf(at)}::timestamptz
        FROM (
          SELECT 'not-delivered' AS kind, centre_id, booking_id, conversation_id, ARRAY[what] AS undelivered FROM unheard
           WHERE NOT EXISTS (SELECT FROM added)
          UNION ALL
          SELECT 'push-quota', centre_id, NULL, NULL, '{}' FROM gone WHERE ${quota}
        ) w LEFT JOIN booking b ON b.id = w.booking_id
       WHERE w.kind = 'not-delivered' OR NOT EXISTS (
         SELECT FROM staff_task t
          WHERE t.kind = w.kind AND t.about IS NULL AND t.done_at IS NULL AND t.centre_id = w.centre_id
            AND t.conversation_id IS NOT DISTINCT FROM w.conversation_id AND t.booking_id IS NOT DISTINCT FROM w.booking_id)
      ON CONFLICT DO NOTHING
    )
    SELECT CASE WHEN kind <> 'reply' THEN centre_id END AS shown FROM gone`;
  return { more: true, shown: row?.shown ?? undefined };
}
