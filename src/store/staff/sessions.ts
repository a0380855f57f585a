import { randomBytes, randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { tokenHash } from '../lookup.ts';
import { dateOf, momentOf, type Tx } from '../prisma.ts';
import type { Vault } from '../scope.ts';
import type { StaffSession } from '../staff-store.ts';
import { notedStaff } from './noting.ts';
import { memberFrom, STAFF_COLUMNS, type StaffRow } from './row.ts';

/** A session of counselling lasts up to an hour, in which nobody touches the console; marks and the next booking follow it. */
const IDLE_MINUTES = 90;
const WHOLE_HOURS = 12;
/** A session that was used a moment ago is not written again. */
const KEPT_SECONDS = 30;
/** An open page tells every minute; a browser may let one in the background wait for two. */
const OPEN_MINUTES = 3;

/** Begins a session; its token goes into the cookie and nowhere else. */
export async function beginSession(staffId: string, now: DateTime, tx: Tx): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await tx.$executeRaw`
    INSERT INTO staff_session (id, token_hash, staff_id, created_at, last_seen_at)
    VALUES (${randomUUID()}::uuid, ${tokenHash(token)}, ${staffId}::uuid, ${dateOf(now)}, ${dateOf(now)})`;
  return token;
}

export async function endSessions(staffId: string, now: DateTime, tx: Tx): Promise<void> {
  await tx.$executeRaw`UPDATE staff_session SET ended_at = ${dateOf(now)} WHERE staff_id = ${staffId}::uuid AND ended_at IS NULL`;
}

export async function session(token: string, now: DateTime, keep: boolean, { db }: Vault): Promise<StaffSession | undefined> {
  const rows = await db.$queryRaw<(StaffRow & { session_id: string; last_seen_at: Date })[]>`
    SELECT s.id AS session_id, s.last_seen_at, ${STAFF_COLUMNS}
      FROM staff_session s JOIN staff ON staff.id = s.staff_id
     WHERE s.token_hash = ${tokenHash(token)} AND s.ended_at IS NULL AND staff.disabled_at IS NULL
       AND s.created_at > ${dateOf(now.minus({ hours: WHOLE_HOURS }))} AND s.last_seen_at > ${dateOf(now.minus({ minutes: IDLE_MINUTES }))}`;
  const [row] = rows;
  if (!row) return undefined;
  if (keep && momentOf(row.last_seen_at) < now.minus({ seconds: KEPT_SECONDS })) {
    await db.$executeRaw`
      UPDATE staff_session SET last_seen_at = greatest(last_seen_at, ${dateOf(now)}) WHERE id = ${row.session_id}::uuid`;
  }
  return { id: row.session_id, staff: memberFrom(row) };
}

export async function signOut(token: string, now: DateTime, { db }: Vault): Promise<void> {
  await db.$transaction(async (tx) => {
    const [ended] = await tx.$queryRaw<{ staff_id: string }[]>`
      UPDATE staff_session SET ended_at = ${dateOf(now)} WHERE token_hash = ${tokenHash(token)} AND ended_at IS NULL RETURNING staff_id`;
    if (ended) await tx.$executeRaw(notedStaff({ at: now, action: 'staff-signed-out', by: ended.staff_id }));
  });
}

export async function seen(sessionId: string, centreId: string, now: DateTime, { db }: Vault): Promise<void> {
  await db.$executeRaw`
    INSERT INTO console_open AS o (session_id, centre_id, seen_at) VALUES (${sessionId}::uuid, ${centreId}, ${dateOf(now)})
    ON CONFLICT (session_id, centre_id) DO UPDATE SET seen_at = greatest(o.seen_at, excluded.seen_at)`;
}

export async function consoleOpen(centreId: string, now: DateTime, { db }: Vault): Promise<boolean> {
  const [row] = await db.$queryRaw<{ open: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM console_open o JOIN staff_session s ON s.id = o.session_id JOIN staff ON staff.id = s.staff_id
       WHERE o.centre_id = ${centreId} AND o.seen_at >= ${dateOf(now.minus({ minutes: OPEN_MINUTES }))}
         AND s.ended_at IS NULL AND staff.disabled_at IS NULL AND s.created_at > ${dateOf(now.minus({ hours: WHOLE_HOURS }))}
    ) AS open`;
  return row?.open ?? false;
}
