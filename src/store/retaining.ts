import { dateOf } from './prisma.ts';
import type { Vault } from './scope.ts';
import type { Retained, Store } from './store.ts';

/** One batch of what is kept no longer. That something was said, and its fate, stays: the texts go. */
export async function retention(
  { textsBefore, eventsBefore, sessionsBefore, pagesBefore, limit }: Parameters<Store['retention']>[0],
  { db }: Vault,
): Promise<Retained> {
  const [row] = await db.$queryRaw<Retained[]>`
    WITH texts AS (
      UPDATE outbox SET rendered = NULL WHERE id IN (
        SELECT id FROM outbox WHERE rendered IS NOT NULL AND state <> 'queued' AND finished_at < ${dateOf(textsBefore)} LIMIT ${limit}
      ) RETURNING 1
    ), mails AS (
      UPDATE mail SET recipient = NULL, message = NULL WHERE id IN (
        SELECT id FROM mail
         WHERE (recipient IS NOT NULL OR message IS NOT NULL) AND state <> 'queued' AND finished_at < ${dateOf(textsBefore)} LIMIT ${limit}
      ) RETURNING 1
    ), details AS (
      UPDATE meeting_details SET details = NULL WHERE id IN (
        SELECT d.id FROM meeting_details d JOIN booking b ON b.id = d.booking_id
         WHERE d.details IS NOT NULL AND (d.void_at < ${dateOf(textsBefore)} OR b.ends_at < ${dateOf(textsBefore)}) LIMIT ${limit}
      ) RETURNING 1
    ), extras AS (
      UPDATE reminder_run SET extra = NULL WHERE id IN (
        SELECT id FROM reminder_run WHERE extra IS NOT NULL AND done_at < ${dateOf(textsBefore)} LIMIT ${limit}
      ) RETURNING 1
    ), events AS (
      DELETE FROM inbox WHERE id IN (
        SELECT id FROM inbox WHERE state <> 'pending' AND received_at < ${dateOf(eventsBefore)} LIMIT ${limit}
      ) RETURNING 1
    ), sessions AS (
      DELETE FROM staff_session WHERE id IN (
        SELECT id FROM staff_session WHERE coalesce(ended_at, last_seen_at) < ${dateOf(sessionsBefore)} LIMIT ${limit}
      ) RETURNING 1
    ), forms AS (
      DELETE FROM form_page WHERE id IN (
        SELECT id FROM form_page WHERE expires_at < ${dateOf(pagesBefore)} LIMIT ${limit}
      ) RETURNING 1
    ), links AS (
      DELETE FROM mail_address WHERE id IN (
        SELECT id FROM mail_address WHERE expires_at < ${dateOf(pagesBefore)} LIMIT ${limit}
      ) RETURNING 1
    )
    SELECT (SELECT count(*)::int FROM texts) AS texts, (SELECT count(*)::int FROM mails) AS mails,
           (SELECT count(*)::int FROM details) AS details, (SELECT count(*)::int FROM extras) AS extras,
           (SELECT count(*)::int FROM events) AS events,
           (SELECT count(*)::int FROM sessions) AS sessions, (SELECT count(*)::int FROM forms) AS forms,
           (SELECT count(*)::int FROM links) AS links`;
  return row ?? { texts: 0, mails: 0, details: 0, extras: 0, events: 0, sessions: 0, forms: 0, links: 0 };
}
