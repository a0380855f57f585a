import type { DateTime } from 'luxon';
import { StoreFault } from './faults.ts';
import { dateOf, momentOf, momentOrNone, Prisma } from './prisma.ts';
import { retrying } from './retrying.ts';
import type { Vault } from './scope.ts';
import type { BookingState } from './store.ts';
import { heardBy } from './undelivered.ts';

/** Mails on their way out. They are written with the act that they are about (`Turn.tell`). */

export type ClaimedMail = {
  id: string;
  to: string;
  subject: string;
  text: string;
  attempts: number;
  createdAt: DateTime;
  needsState: BookingState | undefined;
  bookingState: BookingState | undefined;
  uselessAt: DateTime | undefined;
};

type MailRow = {
  id: string;
  recipient: string;
  message: string;
  attempts: number;
  created_at: Date;
  needs_state: BookingState | null;
  booking_state: BookingState | null;
  useless_at: Date | null;
};

const placeOf = (column: 'recipient' | 'message', id: string) => ({ table: 'mail', column, id });

export type Mails = ReturnType<typeof mailsOver>;

export const mailsOver = (vault: Vault) => ({
  /** Claims due mails, the longest waiting first, for `leaseSeconds` of the database's own clock. */
  claim: (now: DateTime, limit: number, leaseSeconds: number): Promise<ClaimedMail[]> =>
    claimOpened(now, limit, leaseSeconds, vault),
  sent: (id: string, at: DateTime): Promise<void> => retrying(() => finished(id, 'sent', at, null, vault)),
  failed: (id: string, at: DateTime, why: string): Promise<void> => retrying(() => failed(id, at, why, vault)),
  notNeeded: (id: string, at: DateTime, why: string): Promise<void> => retrying(() => finished(id, 'not-needed', at, why, vault)),
  later: (id: string, retryAt: DateTime, why: string): Promise<void> => retrying(() => later(id, retryAt, why, vault)),
});

/** One that does not open must not hold up the others: it has failed, and somebody has to ring. */
async function claimOpened(now: DateTime, limit: number, leaseSeconds: number, vault: Vault): Promise<ClaimedMail[]> {
  for (;;) {
    const rows = await retrying(() => claim(now, limit, leaseSeconds, vault));
    const mails = rows.flatMap((row) => openedMail(row, vault) ?? []);
    for (const { id } of rows) {
      if (!mails.some((mail) => mail.id === id)) await retrying(() => failed(id, now, 'cannot-open', vault));
    }
    if (mails.length > 0 || rows.length === 0) return mails;
  }
}

function claim(now: DateTime, limit: number, leaseSeconds: number, { db }: Vault): Promise<MailRow[]> {
  return db.$queryRaw<MailRow[]>`
    WITH due AS (
      SELECT id FROM mail
       WHERE state = 'queued' AND (retry_at IS NULL OR retry_at <= ${dateOf(now)}) AND (leased_until IS NULL OR leased_until <= now())
       ORDER BY seq LIMIT ${limit} FOR UPDATE SKIP LOCKED
    )
    UPDATE mail m SET leased_until = now() + make_interval(secs => ${leaseSeconds}::float8), attempts = m.attempts + 1
      FROM due
     WHERE m.id = due.id
    RETURNING m.id, m.recipient, m.message, m.attempts - 1 AS attempts, m.created_at, m.needs_state, m.useless_at,
              (SELECT b.state FROM booking b WHERE b.id = m.booking_id) AS booking_state`;
}

function openedMail(row: MailRow, vault: Vault): ClaimedMail | undefined {
  try {
    return mailFrom(row, vault);
  } catch (fault) {
    if (fault instanceof StoreFault && fault.code === 'cannot-open') return undefined;
    throw fault;
  }
}

const mailFrom = (row: MailRow, { sealing }: Vault): ClaimedMail => ({
  id: row.id,
  to: sealing.open(row.recipient, placeOf('recipient', row.id)),
  ...(sealing.openJson(row.message, placeOf('message', row.id)) as { subject: string; text: string }),
  attempts: row.attempts,
  createdAt: momentOf(row.created_at),
  needsState: row.needs_state ?? undefined,
  bookingState: row.booking_state ?? undefined,
  uselessAt: momentOrNone(row.useless_at),
});

/** A mail that has arrived ends the task about one that had failed; what only the chat was to tell is another matter (`undelivered.ts`). */
async function finished(
  id: string,
  state: 'sent' | 'not-needed',
  at: DateTime,
  why: string | null,
  { db }: Vault,
): Promise<void> {
  await db.$executeRaw`
    WITH m AS (
      UPDATE mail SET state = ${state}, finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL, why = ${why}
       WHERE id = ${id}::uuid AND state = 'queued'
      RETURNING id, state
    ), ${heardBy(Prisma.sql`SELECT notice.* FROM m JOIN notice ON notice.mail_id = m.id WHERE m.state = 'sent'`, at)}
    SELECT FROM m`;
}

/**
 * Somebody has to ring: the task comes with the failure, in the same statement. An office's own alert has no client to ring: what it
 * told of has not been told, and is written about again (`writing/alerts.ts`).
 */
async function failed(id: string, at: DateTime, why: string, { db }: Vault): Promise<void> {
  await db.$executeRaw`
    WITH gone AS (
      UPDATE mail SET state = 'failed', finished_at = ${dateOf(at)}, leased_until = NULL, retry_at = NULL, why = ${why.slice(0, 200)}
       WHERE id = ${id}::uuid AND state = 'queued'
      RETURNING id, centre_id, booking_id, client_id, CASE WHEN booking_id IS NULL THEN client_id END AS about_id
    ), untold AS (
      UPDATE staff_task t SET mailed_at = NULL, alert_mail_id = NULL FROM gone WHERE t.alert_mail_id = gone.id
    ), unheard AS (
      SELECT gone.*, coalesce((SELECT n.id FROM notice n WHERE n.mail_id = gone.id), gone.id) AS what FROM gone WHERE client_id IS NOT NULL
    ), added AS (
      UPDATE staff_task t SET undelivered = t.undelivered || u.what
        FROM unheard u
       WHERE t.kind = 'not-delivered' AND t.done_at IS NULL AND t.centre_id = u.centre_id
         AND t.booking_id IS NOT DISTINCT FROM u.booking_id AND t.client_id IS NOT DISTINCT FROM u.about_id
      RETURNING t.id
    )
    INSERT INTO staff_task (id, kind, centre_id, office_id, booking_id, conversation_id, client_id, undelivered, created_at)
    SELECT gen_random_uuid(), 'not-delivered', u.centre_id, b.office_id, u.booking_id, b.conversation_id, u.about_id, ARRAY[u.what],
           ${dateOf(at)}::timestamptz
      FROM unheard u LEFT JOIN booking b ON b.id = u.booking_id
     WHERE NOT EXISTS (SELECT FROM added)`;
}

async function later(id: string, retryAt: DateTime, why: string, { db }: Vault): Promise<void> {
  await db.$executeRaw`
    UPDATE mail SET retry_at = ${dateOf(retryAt)}, leased_until = NULL, why = ${why.slice(0, 200)}
     WHERE id = ${id}::uuid AND state = 'queued'`;
}
