import { ANSWERS, placeOf } from './outbox.ts';
import type { Scope } from './scope.ts';
import type { StandingMessage } from './store.ts';

/** See `Turn.standingMessages`. One that was answered while it was on its way has no id of the platform yet, and is none of them. */
export async function standingMessages(
  sentAs: string | undefined,
  { tx, vault, conversationId }: Scope,
): Promise<StandingMessage[]> {
  const rows = await tx.$queryRaw<{ id: string; sent_as: string; rendered: string; offers_for: string | null }[]>`
    SELECT o.id, o.sent_as, o.rendered, CASE WHEN o.kind = 'offered' THEN o.booking_id END AS offers_for FROM outbox o
     WHERE o.conversation_id = ${conversationId}::uuid AND o.state = 'sent' AND o.closed_at IS NULL AND o.rendered IS NOT NULL
       AND (o.sent_as = ${sentAs ?? null} OR o.sent_as IS NOT NULL AND (o.kind = 'offered' OR o.seq = (
         SELECT max(n.seq) FROM outbox n WHERE n.conversation_id = ${conversationId}::uuid AND n.state = 'sent' AND n.kind IN ${ANSWERS})))
     ORDER BY o.seq`;
  return rows.map(({ id, sent_as, rendered, offers_for }) => ({
    id,
    sentAs: sent_as,
    rendered: vault.sealing.openJson(rendered, placeOf('rendered', id)),
    ...(offers_for !== null && { offersFor: offers_for }),
  }));
}
