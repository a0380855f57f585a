import type { DateTime } from 'luxon';
import { noted } from './audit.ts';
import { addressOf, conversationReferenceOf, snapshotOf } from './conversations.ts';
import { outboxRows } from './outbox.ts';
import { dateOf, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { TurnResult } from './store.ts';

/** All that a turn leaves behind, in one statement. */
export async function finish(
  { at, inboxId, traceless = false, conversation, outbox, audit }: TurnResult,
  scope: Scope,
): Promise<{ outboxIds: string[]; more: boolean }> {
  const { tx, vault, conversationId: id } = scope;
  const { sealing } = vault;
  const { channel, centreId, userId, conversationReference, language, reachable, machineVersion, snapshot } = conversation;
  const messages = outboxRows(outbox, at, scope.newId, vault);
  const sealedSnapshot = snapshot === undefined || snapshot === null ? null : sealing.sealJson(snapshot, snapshotOf(id));
  const sealedReference =
    conversationReference === undefined ? null : sealing.sealJson(conversationReference, conversationReferenceOf(id));
  const [row] = await tx.$queryRaw<{ more: boolean }[]>`
    WITH done AS (
      UPDATE inbox SET state = 'done', done_at = ${dateOf(at)}, reply_token = NULL, conversation_reference = NULL, body = NULL, message_hash = NULL
       WHERE id = ${inboxId ?? null}::uuid AND conversation_id = ${id}::uuid AND state = 'pending' AND NOT ${traceless}
    ), dropped AS (
      DELETE FROM inbox WHERE id = ${inboxId ?? null}::uuid AND conversation_id = ${id}::uuid AND ${traceless}
    ), closed AS (
      UPDATE outbox SET closed_at = ${dateOf(at)} WHERE id = ANY(${outbox.flatMap(({ closes }) => closes ?? [])}::uuid[]) AND closed_at IS NULL
    ), said AS (
      INSERT INTO outbox (id, conversation_id, booking_id, kind, channel, centre_id, rendered, reply_token, reply_token_at,
                          needs_state, useless_at, created_at)
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS o (
        id uuid, conversation_id uuid, booking_id uuid, kind text, channel text, centre_id text, rendered text, reply_token text,
        reply_token_at timestamptz, needs_state text, useless_at timestamptz, created_at timestamptz)
    ), noted AS (${noted(audit)})${await backAgain(id, at, reachable, scope)}
    INSERT INTO conversation AS c (id, channel, centre_id, address, conversation_reference, language, reachable, machine_version, snapshot,
                                   client_id, created_at, updated_at)
    VALUES (${id}::uuid, ${channel}, ${centreId}, ${sealing.seal(userId, addressOf(id))}, ${sealedReference}, ${language}, ${reachable},
            ${machineVersion}, ${sealedSnapshot}, ${(await scope.clientId()) ?? null}::uuid, ${dateOf(at)}, ${dateOf(at)})
    ON CONFLICT (id) DO UPDATE
       SET conversation_reference = coalesce(excluded.conversation_reference, c.conversation_reference), language = excluded.language, reachable = excluded.reachable, machine_version = excluded.machine_version,
           snapshot = excluded.snapshot, client_id = coalesce(excluded.client_id, c.client_id), 
           updated_at = CASE WHEN ${traceless} THEN c.updated_at ELSE excluded.updated_at END
    RETURNING EXISTS (
      SELECT FROM inbox i WHERE i.conversation_id = c.id AND i.state = 'pending' AND i.id IS DISTINCT FROM ${inboxId ?? null}::uuid
    ) AS more`;
  scope.reopen();
  return { outboxIds: messages.map((it) => it.id), more: row?.more ?? false };
}

/** Who had blocked us and can be written to again need not be rung for that. */
async function backAgain(id: string, at: DateTime, reachable: boolean, scope: Scope): Promise<Prisma.Sql> {
  const { conversation } = await scope.opening();
  if (!reachable || conversation?.reachable !== false) return Prisma.empty;
  return Prisma.sql`, back AS (
      UPDATE staff_task SET done_at = ${dateOf(at)} WHERE conversation_id = ${id}::uuid AND kind = 'blocked' AND done_at IS NULL
    )`;
}
