import type { DateTime } from 'luxon';
import { staffIdOf } from './audit.ts';
import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Actor, Turn } from './store.ts';

/**
 * A task for staff. The same one is not raised again while it waits: pressing twice asks for nothing twice. One more thing that a client
 * has not heard is added to it.
 */
export async function raiseTask(task: Parameters<Turn['raiseTask']>[0], scope: Scope): Promise<void> {
  const { conversation, event } = await scope.opening();
  const conversationId = !task.ofCentre && (conversation || event) ? scope.conversationId : null;
  const { kind, centreId, officeId, bookingId, clientId, about, undelivered, at, dueAt } = task;
  const unheard = undelivered === undefined ? [] : [undelivered];
  await scope.tx.$executeRaw`
    WITH waiting AS (
      SELECT t.id FROM staff_task t
       WHERE t.kind = ${kind} AND t.about IS NOT DISTINCT FROM ${about ?? null} AND t.done_at IS NULL AND t.conversation_id IS NOT DISTINCT FROM ${conversationId}::uuid
         AND t.booking_id IS NOT DISTINCT FROM ${bookingId ?? null}::uuid AND (t.conversation_id IS NOT NULL OR t.client_id IS NOT DISTINCT FROM ${clientId ?? null}::uuid)
         AND t.centre_id = ${centreId}
    ), added AS (
      UPDATE staff_task t SET undelivered = t.undelivered || ${unheard}::uuid[]
        FROM waiting WHERE t.id = waiting.id AND t.done_at IS NULL AND cardinality(${unheard}::uuid[]) > 0
      RETURNING t.id
    )
    INSERT INTO staff_task (id, kind, about, centre_id, office_id, booking_id, conversation_id, client_id, undelivered, created_at, due_at)
    SELECT ${scope.newId()}::uuid, ${kind}, ${about ?? null}, ${centreId}, ${officeId ?? null}, ${bookingId ?? null}::uuid, ${conversationId}::uuid,
           ${clientId ?? null}::uuid, ${unheard}::uuid[], ${dateOf(at)}::timestamptz, ${dueAt ? dateOf(dueAt) : null}::timestamptz
     WHERE NOT EXISTS (SELECT FROM added) AND (cardinality(${unheard}::uuid[]) > 0 OR NOT EXISTS (SELECT FROM waiting))
    ON CONFLICT DO NOTHING`;
}

export async function settleTasks(
  which: Parameters<Turn['settleTasks']>[0],
  at: DateTime,
  by: Actor,
  { tx }: Scope,
): Promise<number> {
  const [done, staff] = [dateOf(at), staffIdOf(by)];
  if ('taskId' in which) {
    return tx.$executeRaw`
      UPDATE staff_task SET done_at = ${done}, done_by = ${staff}::uuid
       WHERE id = ${which.taskId}::uuid AND done_at IS NULL
         AND centre_id = coalesce(${which.centreId ?? null}, centre_id)`;
  }
  return tx.$executeRaw`
    UPDATE staff_task SET done_at = ${done}, done_by = ${staff}::uuid
     WHERE booking_id = ${which.bookingId}::uuid AND kind = ANY(${which.kinds}::text[]) AND done_at IS NULL`;
}
