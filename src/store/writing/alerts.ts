import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { dateOf, type Tx } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

export type Alert = {
  centreId: string;
  officeId: string;
  /** Whether it also speaks for tasks that concern no certain office. */
  alsoWithoutOffice: boolean;
  /** The office's own address. */
  recipient: string;
  kinds: readonly string[];
  /** Only tasks that have waited since then or longer. */
  before: DateTime;
  now: DateTime;
  compose: (tasks: readonly { kind: string }[]) => { subject: string; text: string };
};

export const alertsOver = (vault: Vault) => ({
  /** One mail about all open tasks that the office has not been written to about. Answers how many tasks it tells of. */
  alert: (alert: Alert): Promise<number> => retrying(() => send(alert, vault)),
});

/** The marks on the tasks, the mail and its row in the ledger come together or not at all: no task is told twice. */
async function send(alert: Alert, { db, sealing }: Vault): Promise<number> {
  const { centreId, officeId, now } = alert;
  const id = randomUUID();
  return db.$transaction(async (tx) => {
    if (await failedLately(alert, tx)) return 0;
    const tasks = await tx.$queryRaw<{ kind: string }[]>`
      WITH due AS (
        SELECT id FROM staff_task
         WHERE centre_id = ${centreId} AND (office_id = ${officeId} OR office_id IS NULL AND ${alert.alsoWithoutOffice}::boolean)
           AND kind = ANY(${[...alert.kinds]}::text[]) AND done_at IS NULL AND mailed_at IS NULL AND created_at <= ${dateOf(alert.before)}
         FOR UPDATE SKIP LOCKED
      )
      UPDATE staff_task t SET mailed_at = ${dateOf(now)}, alert_mail_id = ${id}::uuid FROM due WHERE t.id = due.id RETURNING t.kind`;
    if (tasks.length === 0) return 0;
    const recipient = sealing.seal(alert.recipient, { table: 'mail', column: 'recipient', id });
    const message = sealing.sealJson(alert.compose(tasks), { table: 'mail', column: 'message', id });
    await tx.$executeRaw`
      WITH mailed AS (
        INSERT INTO mail (id, kind, centre_id, recipient, message, created_at)
        VALUES (${id}::uuid, 'office-alert', ${centreId}, ${recipient}, ${message}, ${dateOf(now)})
      )
      INSERT INTO notice (id, once_key, kind, centre_id, office_id, channel, mail_id, created_at)
      VALUES (gen_random_uuid(), ${`office-alert:${id}`}, 'office-alert', ${centreId}, ${officeId}, 'mail', ${id}::uuid, ${dateOf(now)})`;
    return tasks.length;
  });
}

const PAUSE_MINUTES = 30;

/** An address that refuses mails is not written to every minute. */
async function failedLately({ centreId, officeId, now }: Alert, tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM notice n JOIN mail m ON m.id = n.mail_id
     WHERE n.centre_id = ${centreId} AND n.office_id = ${officeId} AND n.kind = 'office-alert'
       AND n.created_at > ${dateOf(now.minus({ hours: TOLD_WITHIN_HOURS }))}
       AND m.state = 'failed' AND m.finished_at > ${dateOf(now.minus({ minutes: PAUSE_MINUTES }))} AND m.finished_at <= ${dateOf(now)}
     LIMIT 1`;
  return rows.length > 0;
}

/** Longer than a mail is tried for; so that only the newest rows of the ledger are looked at. */
const TOLD_WITHIN_HOURS = 72;
