import type { AuditEntry } from './store.ts';

/** Audit rows as JSON, for `jsonb_to_recordset` in the statement that ends a turn. */
export function auditRows(entries: readonly AuditEntry[]) {
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
