import type { DateTime } from 'luxon';
import { momentOrNone } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState, ChannelName, NoticeKind } from '../store.ts';
import type { Fate } from './notices.ts';

/** A notice with all that is needed to send it once more. */
export type Resendable = {
  onceKey: string;
  kind: NoticeKind;
  centreId: string;
  officeId: string | undefined;
  fate: Fate;
  bookingId: string | undefined;
  clientId: string | undefined;
  conversationId: string | undefined;
  /** How often it was sent again, this row included where it is one of those, and whether one is on its way or has arrived. */
  again: { count: number; alive: boolean };
  /** What stands in the message that failed, while it is kept. */
  message:
    | {
        by: 'chat';
        channel: ChannelName;
        rendered: unknown;
        needsState: BookingState | undefined;
        uselessAt: DateTime | undefined;
      }
    | {
        by: 'mail';
        recipient: string;
        subject: string;
        text: string;
        needsState: BookingState | undefined;
        uselessAt: DateTime | undefined;
      }
    | undefined;
  /** Of a reminder by hand. */
  run: { template: string; extra: string | undefined } | undefined;
};

type Row = {
  once_key: string;
  kind: NoticeKind;
  centre_id: string;
  office_id: string | null;
  fate: Fate;
  booking_id: string | null;
  client_id: string | null;
  conversation_id: string | null;
  again: number;
  alive: boolean;
  o_id: string | null;
  o_channel: ChannelName;
  rendered: string | null;
  m_id: string | null;
  recipient: string | null;
  message: string | null;
  needs_state: BookingState | null;
  useless_at: Date | null;
  r_id: string | null;
  template: string;
  extra: string | null;
};

export const resendableOver = (vault: Vault) => ({
  one: (centreId: string, noticeId: string): Promise<Resendable | undefined> => retrying(() => one(centreId, noticeId, vault)),
});

async function one(centreId: string, noticeId: string, vault: Vault): Promise<Resendable | undefined> {
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT n.once_key, n.kind, n.centre_id, n.office_id, coalesce(o.state, m.state, n.state) AS fate, n.booking_id, n.client_id,
           n.conversation_id, seen.count::int AS again, seen.alive, o.id AS o_id, o.channel AS o_channel, o.rendered, m.id AS m_id,
           m.recipient, m.message, coalesce(o.needs_state, m.needs_state) AS needs_state,
           coalesce(o.useless_at, m.useless_at) AS useless_at, r.id AS r_id, r.template, r.extra
      FROM notice n
      LEFT JOIN outbox o ON o.id = n.outbox_id
      LEFT JOIN mail m ON m.id = n.mail_id
      LEFT JOIN reminder_run r ON r.id = n.run_id
     CROSS JOIN LATERAL (
       SELECT count(*) AS count,
              coalesce(bool_or(coalesce(ao.state, am.state, a.state) IN ('planned', 'queued', 'sent')), false) AS alive
         FROM notice a LEFT JOIN outbox ao ON ao.id = a.outbox_id LEFT JOIN mail am ON am.id = a.mail_id
        WHERE a.centre_id = n.centre_id AND a.client_id IS NOT DISTINCT FROM n.client_id AND a.booking_id IS NOT DISTINCT FROM n.booking_id
          AND starts_with(a.once_key, regexp_replace(n.once_key, ':again:[0-9]+$', '') || ':again:')
     ) seen
     WHERE n.centre_id = ${centreId} AND n.id = ${noticeId}::uuid`;
  return rows[0] && resendableFrom(rows[0], vault);
}

function resendableFrom(row: Row, vault: Vault): Resendable {
  const { sealing } = vault;
  return {
    onceKey: row.once_key.replace(/:again:\d+$/, ''),
    kind: row.kind,
    centreId: row.centre_id,
    officeId: row.office_id ?? undefined,
    fate: row.fate,
    bookingId: row.booking_id ?? undefined,
    clientId: row.client_id ?? undefined,
    conversationId: row.conversation_id ?? undefined,
    again: { count: row.again, alive: row.alive },
    message: messageFrom(row, vault),
    run:
      row.r_id === null
        ? undefined
        : {
            template: row.template,
            extra:
              row.extra === null ? undefined : sealing.open(row.extra, { table: 'reminder_run', column: 'extra', id: row.r_id }),
          },
  };
}

function messageFrom(row: Row, { sealing }: Vault): Resendable['message'] {
  const worth = { needsState: row.needs_state ?? undefined, uselessAt: momentOrNone(row.useless_at) };
  if (row.o_id !== null && row.rendered !== null) {
    const rendered = sealing.openJson(row.rendered, { table: 'outbox', column: 'rendered', id: row.o_id });
    return { by: 'chat', channel: row.o_channel, rendered, ...worth };
  }
  if (row.m_id !== null && row.recipient !== null && row.message !== null) {
    const words = sealing.openJson(row.message, { table: 'mail', column: 'message', id: row.m_id });
    const recipient = sealing.open(row.recipient, { table: 'mail', column: 'recipient', id: row.m_id });
    return { by: 'mail', recipient, ...(words as { subject: string; text: string }), ...worth };
  }
  return undefined;
}
