import { randomBytes } from 'node:crypto';
import type { DateTime } from 'luxon';
import { addressOf } from './conversations.ts';
import { inboxRows } from './inbox.ts';
import { tokenHash } from './lookup.ts';
import { dateOf } from './prisma.ts';
import type { Scope, Vault } from './scope.ts';
import type { ChannelName, InboxEntry } from './store.ts';

/** One-time pages. The token is in the link alone; the database knows its hash. */

export async function openForm(
  { at, expiresAt }: { at: DateTime; expiresAt: DateTime },
  { tx, conversationId, newId }: Scope,
): Promise<{ token: string }> {
  const token = randomBytes(24).toString('base64url');
  await tx.$executeRaw`
    INSERT INTO form_page (id, token_hash, conversation_id, created_at, expires_at)
    VALUES (${newId()}::uuid, ${tokenHash(token)}, ${conversationId}::uuid, ${dateOf(at)}, ${dateOf(expiresAt)})`;
  return { token };
}

export async function formBehind(token: string, now: DateTime, { db, sealing }: Vault) {
  const rows = await db.$queryRaw<{ id: string; channel: ChannelName; centre_id: string; address: string }[]>`
    SELECT c.id, c.channel, c.centre_id, c.address
      FROM form_page f JOIN conversation c ON c.id = f.conversation_id
     WHERE f.token_hash = ${tokenHash(token)} AND f.used_at IS NULL AND f.expires_at > ${dateOf(now)}`;
  const row = rows[0];
  if (!row) return undefined;
  return {
    conversationId: row.id,
    channel: row.channel,
    centreId: row.centre_id,
    userId: sealing.open(row.address, addressOf(row.id)),
  };
}

/** Using the form up and keeping its event are one statement: both or neither, and once. */
export async function submitForm(token: string, event: InboxEntry, now: DateTime, vault: Vault): Promise<boolean> {
  const rows = await vault.db.$queryRaw<{ used: number }[]>`
    WITH event AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(inboxRows([event], now, vault))}::jsonb) AS e (
        id uuid, conversation_id uuid, channel text, centre_id text, event_id text, address text, body text, reply_token text,
        message_hash text, occurred_at timestamptz, received_at timestamptz)
    ), used AS (
      UPDATE form_page f SET used_at = ${dateOf(now)} FROM event
       WHERE f.token_hash = ${tokenHash(token)} AND f.conversation_id = event.conversation_id
         AND f.used_at IS NULL AND f.expires_at > ${dateOf(now)}
      RETURNING f.id
    ), stored AS (
      INSERT INTO inbox (id, conversation_id, channel, centre_id, event_id, address, body, reply_token, message_hash, occurred_at, received_at)
      SELECT event.* FROM event, used
      ON CONFLICT (channel, centre_id, event_id) DO NOTHING
    )
    SELECT count(*)::int AS used FROM used`;
  return (rows[0]?.used ?? 0) > 0;
}
