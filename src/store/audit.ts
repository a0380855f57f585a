import { isUuid } from '#policy/uuid.ts';
import { Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Actor, AuditEntry, ChannelName } from './store.ts';

/** Audit rows as JSON, for `jsonb_to_recordset` in the statement that ends a turn. */
function auditRows(entries: readonly AuditEntry[]) {
  return entries.map((it) => ({
    at: it.at.toISO(),
    actor_kind: it.actor.kind,
    actor_id: it.actor.id,
    centre_id: it.centreId,
    booking_id: it.bookingId ?? null,
    conversation_id: it.conversationId ?? null,
    action: it.action,
    from_state: it.from ?? null,
    to_state: it.to ?? null,
    reason: it.reason ?? null,
    channel: it.channel ?? null,
    detail: it.detail ?? null,
  }));
}

/** A change of a booking's state, in the audit and nowhere else under this name. */
export const BOOKING_STATE = 'booking-state';

/** Over which channel: staff act at the console, everybody else in the conversation. */
export async function channelOf(actor: Actor, scope: Scope): Promise<ChannelName | 'console' | null> {
  if (actor.kind === 'staff') return 'console';
  const { conversation, event } = await scope.opening();
  return conversation?.channel ?? event?.channel ?? null;
}

/** The staff member behind an act, for the columns that name one; nothing for the client or the system. */
export const staffIdOf = (actor: Actor): string | null => (actor.kind === 'staff' && isUuid(actor.id) ? actor.id : null);

/** Rows of the audit, as an INSERT for a CTE or by itself. */
export const noted = (entries: readonly AuditEntry[]): Prisma.Sql => Prisma.sql`
  INSERT INTO audit (at, actor_kind, actor_id, centre_id, booking_id, conversation_id, action, from_state, to_state, reason, channel, detail)
  SELECT * FROM jsonb_to_recordset(${JSON.stringify(auditRows(entries))}::jsonb) AS a (
    at timestamptz, actor_kind text, actor_id text, centre_id text, booking_id uuid, conversation_id uuid, action text,
    from_state text, to_state text, reason text, channel text, detail jsonb)`;

export async function writeAudit(entries: readonly AuditEntry[], { tx }: Scope): Promise<void> {
  if (entries.length > 0) await tx.$executeRaw(noted(entries));
}
