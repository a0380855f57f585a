import { outboxRows } from './outbox.ts';
import { dateOf, Prisma } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Telling, Turn } from './store.ts';

/**
 * The ledger. Its row comes first, once for each key; only with it comes the message or the mail. Whoever is second, in whatever
 * process, waits for the first to commit and then writes nothing. What is about a booking is the row of whoever has the booking now.
 */
export async function tell(telling: Telling, scope: Scope): ReturnType<Turn['tell']> {
  const { onceKey, kind, centreId, officeId, bookingId, clientId, conversationId, runId, byStaff, at, what, onlyToKnown } =
    telling;
  const id = scope.newId();
  const { message, insert } = messageOf(telling, scope);
  const rows = await scope.tx.$queryRaw<{ id: string }[]>`
    WITH known AS (
      -- Deleting waits for us, or we for it: one of the two comes first.
      SELECT FROM client k WHERE k.id = ${clientId ?? null}::uuid AND k.name IS NOT NULL AND k.linked_to_id IS NULL FOR SHARE
    ), told AS (
      INSERT INTO notice (id, once_key, kind, centre_id, office_id, booking_id, client_id, conversation_id, channel, outbox_id, mail_id,
                          state, why, run_id, by_staff, created_at)
      SELECT ${id}::uuid, ${onceKey}, ${kind}, ${centreId}, ${officeId ?? null}, ${bookingId ?? null}::uuid,
              coalesce((SELECT b.client_id FROM booking b WHERE b.id = ${bookingId ?? null}::uuid), ${clientId ?? null}::uuid),
              ${conversationId ?? null}::uuid, ${channelOf(what)}, ${what.by === 'chat' ? message : null}::uuid,
              ${what.by === 'mail' ? message : null}::uuid, ${what.by === 'nothing' ? what.state : null},
              ${what.by === 'nothing' ? what.why : null}, ${runId ?? null}::uuid, ${byStaff ?? null}::uuid, ${dateOf(at)}::timestamptz
       WHERE NOT ${onlyToKnown ?? false}::boolean OR EXISTS (SELECT FROM known)
      ON CONFLICT (once_key) DO NOTHING
      RETURNING id
    )${insert}
    SELECT id FROM told`;
  return { told: rows.length > 0, noticeId: rows[0]?.id };
}

export async function tellings(bookingId: string, onceKey: string, { tx }: Scope): ReturnType<Turn['tellings']> {
  const rows = await tx.$queryRaw<{ count: number; alive: boolean }[]>`
    SELECT count(*)::int AS count,
           coalesce(bool_or(n.state IN ('planned', 'not-needed') OR coalesce(o.state, m.state) IN ('queued', 'sent')), false) AS alive
      FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
     WHERE n.booking_id = ${bookingId}::uuid AND (n.once_key = ${onceKey} OR starts_with(n.once_key, ${`${onceKey}:again:`}))`;
  return rows[0] ?? { count: 0, alive: false };
}

function channelOf(what: Telling['what']): string | null {
  if (what.by === 'nothing') return null;
  return what.by === 'mail' ? 'mail' : what.channel;
}

/** A further CTE that writes what is to be sent, where `told` has a row. */
function messageOf(telling: Telling, scope: Scope): { message: string | null; insert: Prisma.Sql } {
  if (telling.what.by === 'chat') return inChat(telling, telling.what, scope);
  if (telling.what.by === 'mail') return byMail(telling, telling.what, scope);
  return { message: null, insert: Prisma.empty };
}

type Chat = Telling['what'] & { by: 'chat' };
type Mail = Telling['what'] & { by: 'mail' };

function inChat({ conversationId, bookingId, kind, centreId, at }: Telling, what: Chat, scope: Scope) {
  const to = conversationId ?? scope.conversationId;
  const { channel, rendered } = what;
  const [row] = outboxRows(
    [{ conversationId: to, bookingId, kind, channel, centreId, userId: '', rendered }],
    at,
    scope.newId,
    scope.vault,
  );
  const insert = Prisma.sql`, said AS (
      INSERT INTO outbox (id, conversation_id, booking_id, kind, channel, centre_id, rendered, needs_state, useless_at, created_at)
      SELECT ${row?.id}::uuid, ${to}::uuid, ${bookingId ?? null}::uuid, ${kind}, ${channel}, ${centreId}, ${row?.rendered},
             ${what.needsState ?? null}, ${what.uselessAt ? dateOf(what.uselessAt) : null}::timestamptz, ${dateOf(at)}::timestamptz
        FROM told
    )`;
  return { message: row?.id ?? null, insert };
}

function byMail({ bookingId, clientId, kind, centreId, at }: Telling, what: Mail, { vault: { sealing }, newId }: Scope) {
  const id = newId();
  const recipient = sealing.seal(what.recipient, { table: 'mail', column: 'recipient', id });
  const message = sealing.sealJson({ subject: what.subject, text: what.text }, { table: 'mail', column: 'message', id });
  const insert = Prisma.sql`, mailed AS (
      INSERT INTO mail (id, kind, centre_id, booking_id, client_id, recipient, message, needs_state, useless_at, created_at)
      SELECT ${id}::uuid, ${kind}, ${centreId}, ${bookingId ?? null}::uuid, ${clientId ?? null}::uuid, ${recipient}, ${message},
             ${what.needsState ?? null}, ${what.uselessAt ? dateOf(what.uselessAt) : null}::timestamptz, ${dateOf(at)}::timestamptz
        FROM told
    )`;
  return { message: id, insert };
}
