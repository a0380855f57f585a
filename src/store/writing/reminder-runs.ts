import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { dateOf, type Tx } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { BookingState } from '../store.ts';
import { claimBatch, type Decide } from './reminder-batches.ts';

/** Reminders by hand: a run, and a planned notice for each booking, until a batch turns it into a message. */

export type RunStart = {
  centreId: string;
  /** Made with the preview: a second press of the same page is the same run. */
  onceKey: string;
  template: string;
  /** Staff's own words; sealed. */
  extra: string | undefined;
  /** The state that the bookings were picked in. */
  bookingState: BookingState;
  bookingIds: readonly string[];
  /** The staff member's id. */
  by: string;
  at: DateTime;
};

export const reminderRunsOver = (vault: Vault) => ({
  /** Plans a notice for each of the centre's bookings among these; undefined where there is none. `made`: false for a second press. */
  start: (run: RunStart): Promise<{ runId: string; made: boolean } | undefined> =>
    retrying(() => vault.db.$transaction((tx) => start(run, tx, vault))),
  /** Runs that are not over, the oldest first. */
  unfinished: (limit: number): Promise<{ runId: string; centreId: string }[]> => retrying(() => unfinished(limit, vault)),
  /** Turns up to `limit` planned notices into messages, each claimed by one process; answers the conversations to be served. */
  batch: (of: {
    runId: string;
    limit: number;
    at: DateTime;
    decide: Decide;
  }): Promise<{ handled: number; conversationIds: string[] }> => retrying(() => claimBatch(of, vault)),
  /** What has not gone yet will not go. */
  stop: (runId: string, why: string, at: DateTime): Promise<void> => retrying(() => stop(runId, why, at, vault)),
  /** Ends the run if nothing of it is on its way any more; `stopped` where the month's pushes ran out. */
  finish: (runId: string, at: DateTime): Promise<void> => retrying(() => finish(runId, at, vault)),
  /** Whether the platform has refused one of its messages because the month's pushes are used up. */
  refusedForQuota: (runId: string): Promise<boolean> => retrying(() => refusedForQuota(runId, vault)),
});

async function start(run: RunStart, tx: Tx, { sealing }: Vault): Promise<{ runId: string; made: boolean } | undefined> {
  const id = randomUUID();
  const { centreId, template, bookingState, by } = run;
  const onceKey = `${centreId}:${run.onceKey}`;
  const at = dateOf(run.at);
  const extra = run.extra === undefined ? null : sealing.seal(run.extra, { table: 'reminder_run', column: 'extra', id });
  const made = await tx.$executeRaw`
    INSERT INTO reminder_run (id, centre_id, once_key, template, booking_state, extra, total, created_at, created_by)
    SELECT ${id}::uuid, ${centreId}, ${onceKey}, ${template}, ${bookingState}, ${extra}, count(*), ${at}::timestamptz, ${by}::uuid
      FROM booking WHERE centre_id = ${centreId} AND id = ANY(${run.bookingIds}::uuid[]) HAVING count(*) > 0
    ON CONFLICT (once_key) DO NOTHING`;
  if (made === 0) {
    const [before] = await tx.$queryRaw<{ id: string }[]>`SELECT id FROM reminder_run WHERE once_key = ${onceKey}`;
    return before && { runId: before.id, made: false };
  }
  await plan(id, run, tx);
  await tx.$executeRaw`
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, detail)
    SELECT created_at, 'staff', created_by::text, centre_id, 'reminders-started',
           jsonb_build_object('runId', id, 'template', template, 'total', total)
      FROM reminder_run WHERE id = ${id}::uuid`;
  return { runId: id, made: true };
}

/**
 * A booking that is being reminded of the same thing today, or was, is not reminded again; one whose reminder failed may be. Two runs
 * that are planned at the same moment meet at the unique key: who comes second finds the notice made, and says so.
 */
async function plan(runId: string, { centreId, template, bookingIds, by, at }: RunStart, tx: Tx): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO notice (id, once_key, kind, centre_id, office_id, booking_id, client_id, state, why, run_id, by_staff, created_at)
    SELECT gen_random_uuid(),
           CASE WHEN seen.alive THEN k.base || ':not:' || ${runId} WHEN seen.count = 0 THEN k.base ELSE k.base || ':again:' || seen.count END,
           'reminder-by-hand', b.centre_id, b.office_id, b.id, b.client_id,
           CASE WHEN seen.alive THEN 'not-needed' ELSE 'planned' END, CASE WHEN seen.alive THEN 'sent-today' END,
           ${runId}::uuid, ${by}::uuid, ${dateOf(at)}::timestamptz
      FROM booking b
     CROSS JOIN LATERAL (SELECT 'reminder-by-hand:' || ${template}::text || ':' || b.id || ':' || ${at.toISODate()}::text AS base) k
     CROSS JOIN LATERAL (
       SELECT count(*) AS count,
              coalesce(bool_or(n.state = 'planned' OR o.state IN ('queued', 'sent') OR m.state IN ('queued', 'sent')), false) AS alive
         FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
        WHERE n.booking_id = b.id AND starts_with(n.once_key, k.base)
     ) seen
     WHERE b.centre_id = ${centreId} AND b.id = ANY(${bookingIds}::uuid[])
     ORDER BY b.id
    ON CONFLICT (once_key) DO NOTHING`;
  await tx.$executeRaw`
    INSERT INTO notice (id, once_key, kind, centre_id, office_id, booking_id, client_id, state, why, run_id, by_staff, created_at)
    SELECT gen_random_uuid(), 'reminder-by-hand:' || ${template}::text || ':' || b.id || ':' || ${at.toISODate()}::text || ':not:' || ${runId},
           'reminder-by-hand', b.centre_id, b.office_id, b.id, b.client_id, 'not-needed', 'sent-today',
           ${runId}::uuid, ${by}::uuid, ${dateOf(at)}::timestamptz
      FROM booking b
     WHERE b.centre_id = ${centreId} AND b.id = ANY(${bookingIds}::uuid[])
       AND NOT EXISTS (SELECT FROM notice n WHERE n.booking_id = b.id AND n.run_id = ${runId}::uuid)
    ON CONFLICT (once_key) DO NOTHING`;
}

async function unfinished(limit: number, { db }: Vault): Promise<{ runId: string; centreId: string }[]> {
  return db.$queryRaw`
    SELECT id AS "runId", centre_id AS "centreId" FROM reminder_run WHERE state = 'sending' ORDER BY created_at, id LIMIT ${limit}`;
}

async function stop(runId: string, why: string, at: DateTime, { db }: Vault): Promise<void> {
  await db.$executeRaw`
    WITH left_behind AS (
      UPDATE notice SET state = 'failed', why = ${why} WHERE run_id = ${runId}::uuid AND state = 'planned'
    )
    UPDATE reminder_run SET state = 'stopped', why = ${why}, done_at = ${dateOf(at)}
     WHERE id = ${runId}::uuid AND state = 'sending'`;
}

/** What delivery writes as the reason of a message that the month's pushes did not reach for: `quota: …`. */
async function refusedForQuota(runId: string, { db }: Vault): Promise<boolean> {
  const rows = await db.$queryRaw<{ refused: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM notice n JOIN outbox o ON o.id = n.outbox_id
       WHERE n.run_id = ${runId}::uuid AND o.state = 'failed' AND starts_with(o.why, 'quota')
    ) AS refused`;
  return rows[0]?.refused ?? false;
}

async function finish(runId: string, at: DateTime, vault: Vault): Promise<void> {
  const refused = await refusedForQuota(runId, vault);
  await vault.db.$executeRaw`
    UPDATE reminder_run r
       SET state = ${refused ? 'stopped' : 'done'}, why = ${refused ? 'quota' : null}, done_at = ${dateOf(at)}
     WHERE r.id = ${runId}::uuid AND r.state = 'sending'
       AND NOT EXISTS (
         SELECT FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
          WHERE n.run_id = r.id AND (n.state = 'planned' OR o.state = 'queued' OR m.state = 'queued'))`;
}
