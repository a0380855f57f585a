import type { DateTime } from 'luxon';
import { momentOf, momentOrNone } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Fate } from './notices.ts';

export type RunState = 'sending' | 'done' | 'stopped';

/** A run of reminders by hand and how far it is. */
export type RunProgress = {
  id: string;
  template: string;
  extra: string | undefined;
  total: number;
  state: RunState;
  why: string | undefined;
  createdAt: DateTime;
  doneAt: DateTime | undefined;
  by: string | undefined;
  counts: Record<Fate, number>;
};

type Row = {
  id: string;
  template: string;
  extra: string | null;
  total: number;
  state: RunState;
  why: string | null;
  created_at: Date;
  done_at: Date | null;
  staff_name: string | null;
} & Record<'planned' | 'queued' | 'sent' | 'failed' | 'not_needed', number>;

export const reminderRunsReading = (vault: Vault) => ({
  one: async (centreId: string, runId: string): Promise<RunProgress | undefined> =>
    (await retrying(() => runs(centreId, runId, 1, vault)))[0],
  /** The newest first. */
  latest: (centreId: string, limit: number): Promise<RunProgress[]> => retrying(() => runs(centreId, undefined, limit, vault)),
});

async function runs(centreId: string, runId: string | undefined, limit: number, vault: Vault): Promise<RunProgress[]> {
  const rows = await vault.db.$queryRaw<Row[]>`
    SELECT r.id, r.template, r.extra, r.total, r.state, r.why, r.created_at, r.done_at, s.name AS staff_name, f.*
      FROM (
        SELECT * FROM reminder_run
         WHERE centre_id = ${centreId} AND (${runId ?? null}::uuid IS NULL OR id = ${runId ?? null}::uuid)
         ORDER BY created_at DESC, id LIMIT ${limit}
      ) r
      LEFT JOIN staff s ON s.id = r.created_by
     CROSS JOIN LATERAL (
       SELECT count(*) FILTER (WHERE fate = 'planned')::int AS planned, count(*) FILTER (WHERE fate = 'queued')::int AS queued,
              count(*) FILTER (WHERE fate = 'sent')::int AS sent, count(*) FILTER (WHERE fate = 'failed')::int AS failed,
              count(*) FILTER (WHERE fate = 'not-needed')::int AS not_needed
         FROM (
           SELECT coalesce(o.state, m.state, n.state) AS fate
             FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
            WHERE n.run_id = r.id
         ) fates
     ) f
     ORDER BY r.created_at DESC, r.id`;
  return rows.map((row) => ({
    id: row.id,
    template: row.template,
    extra: row.extra === null ? undefined : vault.sealing.open(row.extra, { table: 'reminder_run', column: 'extra', id: row.id }),
    total: row.total,
    state: row.state,
    why: row.why ?? undefined,
    createdAt: momentOf(row.created_at),
    doneAt: momentOrNone(row.done_at),
    by: row.staff_name ?? undefined,
    counts: { planned: row.planned, queued: row.queued, sent: row.sent, failed: row.failed, 'not-needed': row.not_needed },
  }));
}
