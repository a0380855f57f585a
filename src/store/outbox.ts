import type { DateTime } from 'luxon';
import { addressOf } from './conversations.ts';
import { dateOf, momentOf, momentOrNone, Prisma } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { BookingState, ChannelName, OutboxEntry, OutboxMessage, Store } from './store.ts';

/** The order within a conversation is sacred: only ever the oldest queued message may be on its way. */

type OutboxRow = {
  id: string;
  conversation_id: string;
  booking_id: string | null;
  kind: string;
  channel: ChannelName;
  centre_id: string;
  rendered: string;
  reply_token: string | null;
  reply_token_at: Date | null;
  attempts: number;
  token_tried: boolean;
  address: string;
  created_at: Date;
  reachable: boolean;
  needs_state: BookingState | null;
  booking_state: BookingState | null;
  useless_at: Date | null;
};

const placeOf = (column: 'rendered' | 'reply_token', id: string) => ({ table: 'outbox', column, id });

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

/**
 * The lease runs on the database's own clock. Until it is known how the attempt ended, its token counts as tried: a process killed
 * in between may have used it.
 */
export async function claimMessage(
  conversationId: string,
  leaseSeconds: number,
  { db, sealing }: Vault,
): Promise<OutboxMessage | undefined> {
  const rows = await db.$queryRaw<OutboxRow[]>`
    WITH head AS (
      SELECT id, token_tried, attempts FROM outbox
       WHERE id = (
         SELECT id FROM outbox WHERE conversation_id = ${conversationId}::uuid AND state = 'queued' ORDER BY seq LIMIT 1
       ) AND state = 'queued' AND (leased_until IS NULL OR leased_until <= now())
       FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox o
       SET leased_until = now() + make_interval(secs => ${leaseSeconds}::float8), attempts = o.attempts + 1,
           token_tried = o.reply_token IS NOT NULL
      FROM head, conversation c
     WHERE o.id = head.id AND c.id = o.conversation_id
    RETURNING o.id, o.conversation_id, o.booking_id, o.kind, o.channel, o.centre_id, o.rendered, o.reply_token, o.reply_token_at,
              head.attempts, head.token_tried, c.address, o.created_at, c.reachable, o.needs_state, o.useless_at,
              (SELECT b.state FROM booking b WHERE b.id = o.booking_id) AS booking_state`;
  const row = rows[0];
  if (!row) return undefined;
  return {
    id: row.id,
    conversationId: row.conversation_id,
    bookingId: row.booking_id ?? undefined,
    kind: row.kind,
    channel: row.channel,
    centreId: row.centre_id,
    userId: sealing.open(row.address, addressOf(row.conversation_id)),
    rendered: sealing.openJson(row.rendered, placeOf('rendered', row.id)),
    replyToken: row.reply_token === null ? undefined : sealing.open(row.reply_token, placeOf('reply_token', row.id)),
    replyTokenAt: momentOrNone(row.reply_token_at),
    attempts: row.attempts,
    tokenTried: row.token_tried,
    createdAt: momentOf(row.created_at),
    reachable: row.reachable,
    needsState: row.needs_state ?? undefined,
    bookingState: row.booking_state ?? undefined,
    uselessAt: momentOrNone(row.useless_at),
  };
}

/** What is left of a message that is done. `shown`: the centre whose consoles show it; none for an answer in a chat. */
export type Finished = { more: boolean; shown: string | undefined };

export const markSent = (id: string, at: DateTime, by: 'reply' | 'push', vault: Vault) =>
  finished(id, at, Prisma.sql`state = 'sent', sent_by = ${by}`, vault);

export const markNotNeeded = (id: string, at: DateTime, why: string, vault: Vault) =>
  finished(id, at, Prisma.sql`state = 'not-needed', why = ${why.slice(0, 500)}`, vault);

async function finished(id: string, at: DateTime, how: Prisma.Sql, { db }: Vault): Promise<Finished> {
  const [row] = await db.$queryRaw<{ more: boolean; shown: string | null }[]>`
    UPDATE outbox AS o SET ${how}, finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL, reply_token = NULL
     WHERE id = ${id}::uuid AND state = 'queued'
    RETURNING EXISTS (
      SELECT FROM outbox n WHERE n.conversation_id = o.conversation_id AND n.state = 'queued' AND n.id <> o.id
    ) AS more, CASE WHEN o.kind <> 'reply' THEN o.centre_id END AS shown`;
  // Not queued any more: somebody else had it, so only a look can tell.
  return { more: row?.more ?? true, shown: row?.shown ?? undefined };
}

export async function markLater(id: string, retryAt: DateTime, why: string, tokenTried: boolean, { db }: Vault): Promise<void> {
  await db.$executeRaw`
    UPDATE outbox SET retry_at = ${dateOf(retryAt)}, leased_until = NULL, why = ${why.slice(0, 500)}, token_tried = ${tokenTried}
     WHERE id = ${id}::uuid AND state = 'queued'`;
}

/** Somebody has to ring, or to look after the month's pushes: the task comes with the failure, in the same statement. */
export async function markFailed(
  id: string,
  at: DateTime,
  why: string,
  task: Parameters<Store['markFailed']>[3],
  { db }: Vault,
): Promise<Finished> {
  const ofCentre = task === 'push-quota';
  const [row] = await db.$queryRaw<{ more: boolean; shown: string | null }[]>`
    WITH gone AS (
      UPDATE outbox SET state = 'failed', finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL, reply_token = NULL,
             why = ${why.slice(0, 500)}
       WHERE id = ${id}::uuid AND state = 'queued'
      RETURNING kind, centre_id, CASE WHEN NOT ${ofCentre} THEN booking_id END AS booking_id,
                CASE WHEN NOT ${ofCentre} THEN conversation_id END AS conversation_id
    ), raised AS (
      INSERT INTO staff_task (id, kind, centre_id, office_id, booking_id, conversation_id, created_at)
      SELECT gen_random_uuid(), ${task}, g.centre_id, b.office_id, g.booking_id, g.conversation_id, ${dateOf(at)}::timestamptz
        FROM gone g LEFT JOIN booking b ON b.id = g.booking_id
       WHERE NOT EXISTS (
         SELECT FROM staff_task t
          WHERE t.kind = ${task} AND t.about IS NULL AND t.done_at IS NULL AND t.centre_id = g.centre_id
            AND t.conversation_id IS NOT DISTINCT FROM g.conversation_id AND t.booking_id IS NOT DISTINCT FROM g.booking_id)
      ON CONFLICT DO NOTHING
    )
    SELECT true AS more, CASE WHEN kind <> 'reply' THEN centre_id END AS shown FROM gone`;
  return { more: true, shown: row?.shown ?? undefined };
}

/** Longest waiting first. */
export async function conversationsWithMail(now: DateTime, limit: number, { db }: Vault): Promise<string[]> {
  const rows = await db.$queryRaw<{ conversation_id: string }[]>`
    SELECT conversation_id FROM (
      SELECT DISTINCT ON (conversation_id) conversation_id, seq, retry_at, leased_until
        FROM outbox WHERE state = 'queued' ORDER BY conversation_id, seq
    ) head
     WHERE (retry_at IS NULL OR retry_at <= ${dateOf(now)}) AND (leased_until IS NULL OR leased_until <= now())
     ORDER BY seq LIMIT ${limit}`;
  return rows.map((it) => it.conversation_id);
}
