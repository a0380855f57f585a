import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { foldLogin } from '#policy/account-rule.ts';
import { tokenHash } from '../lookup.ts';
import { dateOf, type Tx } from '../prisma.ts';
import type { Vault } from '../scope.ts';
import type { NewSession } from '../staff-store.ts';
import { type InvitationRow, oneJoinsAtATime, useLink } from './invitations.ts';
import { notedStaff } from './noting.ts';
import { hashOf } from './passwords.ts';
import { memberFrom, STAFF_COLUMNS, type StaffRow } from './row.ts';
import { beginSession } from './sessions.ts';
import { replacePassword } from './signing-in.ts';

type Joining = { token: string; login: string; name: string; password: string; now: DateTime };

export async function join(
  joining: Joining,
  { db }: Vault,
): Promise<({ kind: 'joined' } & NewSession) | { kind: 'login-taken' } | { kind: 'void' }> {
  const { token, now } = joining;
  const passwordHash = await hashOf(joining.password);
  return db.$transaction(async (tx) => {
    await oneJoinsAtATime(tx);
    if (!(await isOpenToJoin(token, now, tx))) return { kind: 'void' };
    const login = foldLogin(joining.login);
    const taken = await tx.$queryRaw<unknown[]>`SELECT FROM staff WHERE login = ${login}`;
    if (taken.length > 0) return { kind: 'login-taken' };
    const link = await useLink(token, now, tx);
    if (!link) return { kind: 'void' };
    const session = await makeAccount({ link, login, name: joining.name, passwordHash, now }, tx);
    return { kind: 'joined', ...session };
  });
}

async function isOpenToJoin(token: string, now: DateTime, tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM staff_invitation
     WHERE token_hash = ${tokenHash(token)} AND staff_id IS NULL AND used_at IS NULL AND expires_at > ${dateOf(now)}`;
  return rows.length > 0;
}

async function makeAccount(
  made: { link: InvitationRow; login: string; name: string; passwordHash: string; now: DateTime },
  tx: Tx,
): Promise<NewSession> {
  const { link, login, name, passwordHash, now } = made;
  const id = randomUUID();
  await tx.$executeRaw`
    WITH made AS (
      INSERT INTO staff (id, login, name, role, password_hash, created_at)
      VALUES (${id}::uuid, ${login}, ${name}, ${link.role}, ${passwordHash}, ${dateOf(now)}) RETURNING id
    )
    INSERT INTO staff_centre (staff_id, centre_id)
    SELECT made.id, centre FROM made, unnest(${link.centre_ids}::text[]) AS centre`;
  await tx.$executeRaw(
    notedStaff({ at: now, action: 'staff-joined', by: id, detail: { invitationId: link.id, role: link.role } }),
  );
  const [row] = await tx.$queryRaw<StaffRow[]>`SELECT ${STAFF_COLUMNS} FROM staff WHERE id = ${id}::uuid`;
  if (!row) throw new TypeError('the account was made in this transaction');
  return { token: await beginSession(id, now, tx), staff: memberFrom(row) };
}

export async function setPassword(
  { token, password, now }: { token: string; password: string; now: DateTime },
  { db }: Vault,
): Promise<({ kind: 'changed' } & NewSession) | { kind: 'void' }> {
  const passwordHash = await hashOf(password);
  return db.$transaction(async (tx) => {
    const link = await useLink(token, now, tx);
    if (link?.staff_id == null) return { kind: 'void' };
    const change = { staffId: link.staff_id, passwordHash, action: 'staff-password-reset', now };
    const session = await replacePassword(change, tx);
    return session ? { kind: 'changed', ...session } : { kind: 'void' };
  });
}
