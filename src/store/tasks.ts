import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Turn } from './store.ts';

/** A task for staff. The same one is not raised again while it waits: pressing twice asks for nothing twice. */
export async function raiseTask(task: Parameters<Turn['raiseTask']>[0], scope: Scope): Promise<void> {
  const { conversation, event } = await scope.opening();
  const conversationId = !task.ofCentre && (conversation || event) ? scope.conversationId : null;
  const { kind, centreId, officeId, bookingId, about, at, dueAt } = task;
  await scope.tx.$executeRaw`
    INSERT INTO staff_task (id, kind, about, centre_id, office_id, booking_id, conversation_id, created_at, due_at)
    SELECT ${scope.newId()}::uuid, ${kind}, ${about ?? null}, ${centreId}, ${officeId ?? null}, ${bookingId ?? null}::uuid, ${conversationId}::uuid,
           ${dateOf(at)}::timestamptz, ${dueAt ? dateOf(dueAt) : null}::timestamptz
     WHERE NOT EXISTS (
       SELECT FROM staff_task t
        WHERE t.kind = ${kind} AND t.about IS NOT DISTINCT FROM ${about ?? null} AND t.done_at IS NULL AND t.conversation_id IS NOT DISTINCT FROM ${conversationId}::uuid
          AND t.booking_id IS NOT DISTINCT FROM ${bookingId ?? null}::uuid AND t.centre_id = ${centreId})`;
}
