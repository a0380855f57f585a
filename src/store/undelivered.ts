import type { DateTime } from 'luxon';
import type { NoticeKind } from './office-turn.ts';
import { dateOf, Prisma } from './prisma.ts';
import type { Vault } from './scope.ts';

/**
 * The task `not-delivered` names what its client has not heard (`undelivered`). It ends by itself once all of that has been said after
 * all; whatever else arrives leaves it open, since the client still does not know.
 */

/**
 * What a notice says anew of what an earlier one of the same booking said. A free text, a directed time or a suspension is said by nothing
 * else, and the chat never says what only a mail holds.
 */
const SAID_ANEW: Readonly<Partial<Record<NoticeKind, readonly NoticeKind[]>>> = {
  offered: ['offered', 'ask-to-ring'],
  confirmed: ['offered', 'ask-to-ring'],
  details: ['details'],
  'details-my-page': ['details-my-page'],
  // Whoever is sent them has confirmed the address.
  'details-mail': ['details-mail', 'address'],
  address: ['address'],
  'reminder-morning': ['reminder-day-before'],
  'presumption-undone': ['presumed-cancelled'],
  'not-attended-undone': ['not-attended', 'presumed-cancelled'],
};

const PAIRS = Prisma.join(
  Object.entries(SAID_ANEW).flatMap(([later, said]) => said.map((earlier) => Prisma.sql`(${later}, ${earlier})`)),
);

/** A notice's key without the count of how often it was sent again. */
const baseOf = (notice: Prisma.Sql) => Prisma.sql`regexp_replace(${notice}.once_key, ':again:[0-9]+$', '')`;

/** Whether the notice `n`, which has arrived, says what the notice `f` was to say. */
const SAYS_IT = Prisma.sql`(${baseOf(Prisma.sql`f`)} = ${baseOf(Prisma.sql`n`)}
  OR f.booking_id = n.booking_id AND f.created_at <= n.created_at AND (n.kind, f.kind) IN (${PAIRS})
     -- The mail and the chat's word of it are of one kind.
     AND (f.kind <> n.kind OR (f.mail_id IS NULL) = (n.mail_id IS NULL)))`;

/** Further CTEs that end what has been heard by now; `arrived` selects, from those before, the notice that has just been sent. */
export const heardBy = (arrived: Prisma.Sql, at: DateTime): Prisma.Sql => Prisma.sql`n AS (${arrived}), said AS (
      SELECT t.id AS task_id, array_agg(f.id) AS ids
        FROM n
        JOIN staff_task t ON t.kind = 'not-delivered' AND t.done_at IS NULL AND t.centre_id = n.centre_id
         AND (t.booking_id = n.booking_id
           OR t.booking_id IS NULL AND (t.conversation_id = n.conversation_id OR t.client_id = n.client_id))
        JOIN notice f ON f.id = ANY(t.undelivered)
       WHERE ${SAYS_IT}
       GROUP BY t.id
    ), heard AS (
      -- Judged by the row as it is then: something else may have failed meanwhile.
      UPDATE staff_task t
         SET undelivered = ARRAY(SELECT u FROM unnest(t.undelivered) u WHERE u <> ALL(said.ids)),
             done_at = CASE WHEN t.undelivered <@ said.ids THEN ${dateOf(at)}::timestamptz END
        FROM said WHERE t.id = said.task_id AND t.done_at IS NULL
    )`;

/** Nobody is rung about these once the session has begun; who has not come by then is another task. A time that nobody heard of is not among them. */
const MOOT_AT_THE_START: readonly NoticeKind[] = [
  'reminder-day-before',
  'reminder-morning',
  'reminder-by-hand',
  'room-opens',
  'details',
  'details-my-page',
  'details-mail',
  'address',
];

/** Ends tasks to ring about what was of use before a session only, which has begun. Answers how many rows were touched. */
export const endMoot = (now: DateTime, { db }: Vault): Promise<number> => db.$executeRaw`
  UPDATE staff_task t
     SET undelivered = ARRAY(SELECT u FROM unnest(t.undelivered) u WHERE u <> ALL(moot.ids)),
         done_at = CASE WHEN t.undelivered <@ moot.ids THEN ${dateOf(now)}::timestamptz END
    FROM (
      SELECT s.id, array_agg(f.id) AS ids
        FROM staff_task s JOIN notice f ON f.id = ANY(s.undelivered) JOIN booking b ON b.id = f.booking_id
       WHERE s.kind = 'not-delivered' AND s.done_at IS NULL AND f.kind = ANY(${[...MOOT_AT_THE_START]}::text[])
         AND b.starts_at <= ${dateOf(now)}
       GROUP BY s.id
    ) moot
   WHERE t.id = moot.id AND t.done_at IS NULL`;
