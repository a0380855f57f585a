import type { DateTime } from 'luxon';
import { foldLogin } from '#policy/account-rule.ts';
import { dateOf, type Tx } from '../prisma.ts';
import type { Vault } from '../scope.ts';
import type { NewSession } from '../staff-store.ts';
import { NONE, notedStaff } from './noting.ts';
import { hashOf, isRight } from './passwords.ts';
import { memberFrom, STAFF_COLUMNS, type StaffRow } from './row.ts';
import { beginSession, endSessions } from './sessions.ts';

/** After so many failures in a row the account is locked: at first for so long, then twice as long each time, for a day at most. */
const FAILURES = 5;
const FIRST_LOCK_MINUTES = 15;
const LONGEST_LOCK_MINUTES = 24 * 60;

type Attempt = StaffRow & { password_hash: string; failed_attempts: number };

export async function signIn(
  { login, password, now }: { login: string; password: string; now: DateTime },
  vault: Vault,
): Promise<({ kind: 'signed-in' } & NewSession) | { kind: 'refused' }> {
  const folded = foldLogin(login);
  const attempt = await countAttempt(folded, now, vault);
  const right = await isRight(password, attempt?.password_hash);
  const signed = attempt && right ? await welcome(attempt, now, vault) : undefined;
  if (signed) return { kind: 'signed-in', ...signed };
  await noteFailure(folded, attempt, now, vault);
  return { kind: 'refused' };
}

/** Nothing where there is no such login, or it is locked or disabled. */
async function countAttempt(login: string, now: DateTime, { db }: Vault): Promise<Attempt | undefined> {
  const rows = await db.$queryRaw<Attempt[]>`
    UPDATE staff SET failed_attempts = failed_attempts + 1, locked_until = CASE WHEN (failed_attempts + 1) % ${FAILURES}::int = 0
             THEN ${dateOf(now)}::timestamptz + interval '1 minute' * least(
               ${FIRST_LOCK_MINUTES}::int * power(2, least((failed_attempts + 1) / ${FAILURES}::int - 1, 10)), ${LONGEST_LOCK_MINUTES}::int)
             END
     WHERE login = ${login} AND disabled_at IS NULL AND (locked_until IS NULL OR locked_until <= ${dateOf(now)})
    RETURNING ${STAFF_COLUMNS}, password_hash, failed_attempts`;
  return rows[0];
}

/** Unless the password was changed or the account disabled in the same moment. */
async function welcome(attempt: Attempt, now: DateTime, { db }: Vault): Promise<NewSession | undefined> {
  return db.$transaction(async (tx) => {
    const still = await tx.$executeRaw`
      UPDATE staff SET failed_attempts = 0, locked_until = NULL
       WHERE id = ${attempt.id}::uuid AND password_hash = ${attempt.password_hash} AND disabled_at IS NULL`;
    if (still === 0) return undefined;
    await tx.$executeRaw(notedStaff({ at: now, action: 'staff-signed-in', by: attempt.id }));
    return { token: await beginSession(attempt.id, now, tx), staff: memberFrom(attempt) };
  });
}

/** Never with what was typed: people type their password there. */
async function noteFailure(login: string, attempt: Attempt | undefined, now: DateTime, { db }: Vault): Promise<void> {
  const locked = attempt !== undefined && attempt.failed_attempts % FAILURES === 0;
  const known = await db.$queryRaw<{ id: string }[]>`SELECT id FROM staff WHERE login = ${login}`;
  const reason = attempt === undefined && known[0] ? 'locked-or-disabled' : 'wrong';
  const by = known[0]?.id ?? NONE;
  await db.$executeRaw(notedStaff({ at: now, action: 'staff-sign-in-failed', by, reason }));
  if (locked) await db.$executeRaw(notedStaff({ at: now, action: 'staff-locked', by, reason: 'failures' }));
}

export async function changePassword(
  { staffId, current, password, now }: { staffId: string; current: string; password: string; now: DateTime },
  vault: Vault,
): Promise<({ kind: 'changed' } & NewSession) | { kind: 'refused' }> {
  const [account] = await vault.db.$queryRaw<{ login: string }[]>`SELECT login FROM staff WHERE id = ${staffId}::uuid`;
  const attempt = account && (await countAttempt(account.login, now, vault));
  if (!attempt || !(await isRight(current, attempt.password_hash))) {
    if (account) await noteFailure(account.login, attempt, now, vault);
    return { kind: 'refused' };
  }
  const passwordHash = await hashOf(password);
  const session = await vault.db.$transaction((tx) =>
    replacePassword({ staffId, passwordHash, action: 'staff-password-changed', now }, tx),
  );
  return session ? { kind: 'changed', ...session } : { kind: 'refused' };
}

/** Ends every session of before; nothing where the account is disabled. */
export async function replacePassword(
  change: { staffId: string; passwordHash: string; action: string; now: DateTime },
  tx: Tx,
): Promise<NewSession | undefined> {
  const { staffId, passwordHash, action, now } = change;
  const [row] = await tx.$queryRaw<StaffRow[]>`
    UPDATE staff SET password_hash = ${passwordHash}, failed_attempts = 0, locked_until = NULL
     WHERE id = ${staffId}::uuid AND disabled_at IS NULL RETURNING ${STAFF_COLUMNS}`;
  if (!row) return undefined;
  await endSessions(staffId, now, tx);
  await tx.$executeRaw(notedStaff({ at: now, action, by: staffId }));
  return { token: await beginSession(staffId, now, tx), staff: memberFrom(row) };
}
