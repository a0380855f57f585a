import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { StoreFault } from './faults.ts';
import { momentOf, type Tx } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { ChannelName, InboxEntry, Received } from './store.ts';

export type InboxRow = {
  id: string;
  conversation_id: string;
  channel: ChannelName;
  centre_id: string;
  event_id: string;
  address: string;
  body: string;
  reply_token: string | null;
  conversation_reference: string | null;
  attempts: number;
  occurred_at: Date;
  received_at: Date;
};

const placeOf = (column: 'address' | 'body' | 'reply_token' | 'conversation_reference', id: string) => ({
  table: 'inbox',
  column,
  id,
});

/** undefined: it was sealed with a key that is gone, or tampered with. */
export function receivedFrom(row: InboxRow, { sealing }: Vault): Received | undefined {
  try {
    return {
      id: row.id,
      eventId: row.event_id,
      channel: row.channel,
      centreId: row.centre_id,
      userId: sealing.open(row.address, placeOf('address', row.id)),
      occurredAt: momentOf(row.occurred_at),
      receivedAt: momentOf(row.received_at),
      attempts: row.attempts,
      body: sealing.openJson(row.body, placeOf('body', row.id)),
      ...(row.reply_token !== null && { replyToken: sealing.open(row.reply_token, placeOf('reply_token', row.id)) }),
      ...(row.conversation_reference !== null && {
        conversationReference: sealing.openJson(row.conversation_reference, placeOf('conversation_reference', row.id)),
      }),
    };
  } catch (fault) {
    if (fault instanceof StoreFault) return undefined;
    throw fault;
  }
}

export async function setAsideUnopened(tx: Tx, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE inbox SET state = 'failed', failed_why = 'cannot-open' WHERE id = ${id}::uuid AND state = 'pending'`;
}

export function inboxRows(entries: readonly InboxEntry[], at: DateTime, { sealing, lookup }: Vault) {
  return entries.map((entry) => {
    const id = randomUUID();
    const { channel, centreId, userId, eventId, occurredAt, body, replyToken, conversationReference } = entry;
    const messageId = textMessageId(body);
    return {
      id,
      conversation_id: lookup.conversationId(channel, centreId, userId),
      channel,
      centre_id: centreId,
      event_id: eventId,
      address: sealing.seal(userId, placeOf('address', id)),
      body: sealing.sealJson(body, placeOf('body', id)),
      reply_token: replyToken === undefined ? null : sealing.seal(replyToken, placeOf('reply_token', id)),
      conversation_reference:
        conversationReference === undefined
          ? null
          : sealing.sealJson(conversationReference, placeOf('conversation_reference', id)),
      message_hash: messageId === undefined ? null : lookup.message(channel, centreId, messageId),
      occurred_at: occurredAt.toISO(),
      received_at: at.toISO(),
    };
  });
}

/** A text can be unsent later, so its message must be found again. */
function textMessageId(body: unknown): string | undefined {
  if (typeof body !== 'object' || body === null || !('kind' in body) || body.kind !== 'text') return undefined;
  return 'messageId' in body && typeof body.messageId === 'string' ? body.messageId : undefined;
}

/** Stores what is new in one statement; a second delivery changes nothing. */
export async function receive(
  entries: readonly InboxEntry[],
  at: DateTime,
  vault: Vault,
): Promise<{ stored: number; conversationIds: string[] }> {
  if (entries.length === 0) return { stored: 0, conversationIds: [] };
  const fresh = inboxRows(entries, at, vault);
  const rows = await vault.db.$queryRaw<{ conversation_id: string }[]>`
    INSERT INTO inbox (id, conversation_id, channel, centre_id, event_id, address, body, reply_token, conversation_reference, message_hash,
                       occurred_at, received_at)
    SELECT * FROM jsonb_to_recordset(${JSON.stringify(fresh)}::jsonb) AS e (
      id uuid, conversation_id uuid, channel text, centre_id text, event_id text, address text, body text, reply_token text,
      conversation_reference text, message_hash text, occurred_at timestamptz, received_at timestamptz)
    ON CONFLICT (channel, centre_id, event_id) DO NOTHING
    RETURNING conversation_id`;
  // Also of events that were here already: a second delivery often means that the first was never worked on.
  return { stored: rows.length, conversationIds: [...new Set(fresh.map((it) => it.conversation_id))] };
}

/** Those whose lock nobody holds: a conversation in the middle of its turn is looked after. */
export async function conversationsWaiting(limit: number, { db }: Vault): Promise<string[]> {
  const rows = await db.$queryRaw<{ conversation_id: string }[]>`
    SELECT conversation_id FROM (
      SELECT conversation_id, min(seq) AS first FROM inbox WHERE state = 'pending' GROUP BY conversation_id ORDER BY first OFFSET 0
    ) waiting
    WHERE pg_try_advisory_xact_lock(hashtextextended(conversation_id::text, 0))
    LIMIT ${limit}`;
  return rows.map((it) => it.conversation_id);
}

export async function turnFailed(inboxId: string, why: string, most: number, { db }: Vault): Promise<{ setAside: boolean }> {
  const rows = await db.$queryRaw<{ state: string }[]>`
    UPDATE inbox
       SET attempts = attempts + 1, failed_why = ${why.slice(0, 500)},
           state = CASE WHEN attempts + 1 >= ${most}::int THEN 'failed' ELSE state END,
           conversation_reference = CASE WHEN attempts + 1 >= ${most}::int THEN NULL ELSE conversation_reference END
     WHERE id = ${inboxId}::uuid AND state = 'pending'
    RETURNING state`;
  return { setAside: rows[0]?.state === 'failed' };
}

/** The text goes, the event stays: as an unsent one it asks for nothing any more. */
export async function forgetMessage(channel: ChannelName, centreId: string, messageId: string, vault: Vault): Promise<void> {
  const { db, sealing, lookup } = vault;
  const hash = lookup.message(channel, centreId, messageId);
  const rows = await db.$queryRaw<{ id: string }[]>`SELECT id FROM inbox WHERE message_hash = ${hash}`;
  for (const { id } of rows) {
    const body = sealing.sealJson({ kind: 'unsent', messageId }, placeOf('body', id));
    await db.$executeRaw`UPDATE inbox SET body = ${body}, message_hash = NULL WHERE id = ${id}::uuid`;
  }
}
