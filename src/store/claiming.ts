import type { DateTime } from 'luxon';
import { addressOf, conversationReferenceOf } from './conversations.ts';
import { ANSWERS, CLOSING, placeOf } from './outbox.ts';
import { dateOf, momentOf, momentOrNone, Prisma } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { BookingState, ChannelName, OutboxMessage } from './store.ts';

/**
 * The order within a conversation is kept: only ever the oldest queued message may be on its way, and what is behind it waits. But
 * whoever writes gets an answer: an answer (`ANSWERS`) overtakes a push that is backing off. Pushes never overtake anything.
 */

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
  conversation_reference: string | null;
  created_at: Date;
  reachable: boolean;
  language: string;
  overtaken: boolean;
  needs_state: BookingState | null;
  booking_state: BookingState | null;
  useless_at: Date | null;
};

/**
 * Whether the message `o` may go at `now`: it is neither backing off nor with another process, and nothing before it is in its way.
 * A push is not in an answer's way while it backs off, or waits behind one that does; what only takes buttons away is in nobody's.
 */
const mayGo = (now: DateTime): Prisma.Sql => Prisma.sql`
  o.state = 'queued' AND (o.leased_until IS NULL OR o.leased_until <= now()) AND (o.retry_at IS NULL OR o.retry_at <= ${dateOf(now)})
  AND NOT EXISTS (
    SELECT FROM outbox p
     WHERE p.conversation_id = o.conversation_id AND p.state = 'queued' AND p.seq < o.seq AND p.kind <> ${CLOSING}
       AND (o.kind NOT IN ${ANSWERS} OR p.kind IN ${ANSWERS} OR NOT EXISTS (
         SELECT FROM outbox w
          WHERE w.conversation_id = p.conversation_id AND w.state = 'queued' AND w.seq <= p.seq
            AND w.kind NOT IN ${ANSWERS} AND w.retry_at > ${dateOf(now)})))`;

/**
 * The lease runs on the database's own clock. Until it is known how the attempt ended, its token counts as tried: a process killed
 * in between may have used it.
 */
export async function claimMessage(
  conversationId: string,
  now: DateTime,
  leaseSeconds: number,
  { db, sealing }: Vault,
): Promise<OutboxMessage | undefined> {
  const rows = await db.$queryRaw<OutboxRow[]>`
    WITH head AS (
      SELECT id, token_tried, attempts FROM outbox
       WHERE id = (
         SELECT o.id FROM outbox o WHERE o.conversation_id = ${conversationId}::uuid AND ${mayGo(now)} ORDER BY o.seq LIMIT 1
       ) AND state = 'queued' AND (leased_until IS NULL OR leased_until <= now())
       FOR UPDATE SKIP LOCKED
    )
    UPDATE outbox o
       SET leased_until = now() + make_interval(secs => ${leaseSeconds}::float8), attempts = o.attempts + 1,
           token_tried = o.reply_token IS NOT NULL
      FROM head, conversation c
     WHERE o.id = head.id AND c.id = o.conversation_id
    RETURNING o.id, o.conversation_id, o.booking_id, o.kind, o.channel, o.centre_id, o.rendered, o.reply_token, o.reply_token_at,
              head.attempts, head.token_tried, c.address, c.conversation_reference, o.created_at, c.reachable, c.language, o.needs_state, o.useless_at,
              o.kind IN ${ANSWERS} AND EXISTS (
                SELECT FROM outbox n
                 WHERE n.conversation_id = ${conversationId}::uuid AND n.seq > o.seq AND n.kind IN ${ANSWERS} AND n.state IN ('queued', 'sent')
              ) AS overtaken,
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
    conversationReference:
      row.conversation_reference === null
        ? undefined
        : sealing.openJson(row.conversation_reference, conversationReferenceOf(row.conversation_id)),
    rendered: sealing.openJson(row.rendered, placeOf('rendered', row.id)),
    replyToken: row.reply_token === null ? undefined : sealing.open(row.reply_token, placeOf('reply_token', row.id)),
    replyTokenAt: momentOrNone(row.reply_token_at),
    attempts: row.attempts,
    tokenTried: row.token_tried,
    createdAt: momentOf(row.created_at),
    reachable: row.reachable,
    language: row.language,
    overtaken: row.overtaken,
    needsState: row.needs_state ?? undefined,
    bookingState: row.booking_state ?? undefined,
    uselessAt: momentOrNone(row.useless_at),
  };
}

/** Longest waiting first. */
export async function conversationsWithMail(now: DateTime, limit: number, { db }: Vault): Promise<string[]> {
  const rows = await db.$queryRaw<{ conversation_id: string }[]>`
    SELECT o.conversation_id, min(o.seq) AS first FROM outbox o WHERE ${mayGo(now)}
     GROUP BY o.conversation_id ORDER BY first LIMIT ${limit}`;
  return rows.map((it) => it.conversation_id);
}
