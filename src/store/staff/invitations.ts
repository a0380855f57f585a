import { randomBytes, randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { tokenHash } from '../lookup.ts';
import { dateOf, momentOf, type Prisma, type Tx } from '../prisma.ts';
import type { Vault } from '../scope.ts';
import type { ByAdministrator, Invitation, OpenInvitation, Role } from '../staff-store.ts';
import { notedStaff } from './noting.ts';

const OPEN_HOURS = 48;
/** Its id in the audit, where no person gave the link out. */
const SHELL = 'shell';

type Inviting = { staffId?: string; role: Role; centreIds: readonly string[]; by?: string | undefined; now: DateTime };

/** Makes a link and answers its token. */
export async function makeLink({ staffId, role, centreIds, by, now }: Inviting, tx: Tx): Promise<{ id: string; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  await tx.$executeRaw`
    INSERT INTO staff_invitation (id, token_hash, staff_id, role, centre_ids, created_at, created_by, expires_at)
    VALUES (${id}::uuid, ${tokenHash(token)}, ${staffId ?? null}::uuid, ${role}, ${[...centreIds]}::text[], ${dateOf(now)}, ${by ?? null}::uuid,
            ${dateOf(now.plus({ hours: OPEN_HOURS }))})`;
  return { id, token };
}

/** One after another: whoever joins, and whoever looks whether anybody has. */
export const oneJoinsAtATime = (tx: Tx): Promise<number> =>
  tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended('staff-joins', 0))`;

export async function inviteFirst(
  { centreIds, now }: { centreIds: readonly string[]; now: DateTime },
  { db }: Vault,
): Promise<string | undefined> {
  return db.$transaction(async (tx) => {
    await oneJoinsAtATime(tx);
    const [row] = await tx.$queryRaw<{ anybody: boolean }[]>`SELECT EXISTS (SELECT FROM staff) AS anybody`;
    if (row?.anybody) return undefined;
    await tx.$executeRaw`UPDATE staff_invitation SET used_at = ${dateOf(now)} WHERE used_at IS NULL`;
    const { id, token } = await makeLink({ role: 'administrator', centreIds, now }, tx);
    await tx.$executeRaw(notedStaff({ at: now, action: 'staff-invited', by: SHELL, detail: { invitationId: id, first: true } }));
    return token;
  });
}

type NewInvitation = { role: Role; centreIds: readonly string[]; now: DateTime };

export async function invite(invitation: NewInvitation, { db }: Vault): Promise<string> {
  return db.$transaction(async (tx) => {
    const { id, token } = await makeLink(invitation, tx);
    await tx.$executeRaw(notedInvited(id, invitation, { by: SHELL }));
    return token;
  });
}

/**
 * The account is locked first, and looked at then: whoever disables it, or takes a centre away, either comes before and there is no
 * link, or after and voids it.
 */
export async function inviteBy(by: ByAdministrator, invitation: NewInvitation, { db }: Vault): Promise<string | undefined> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT FROM staff WHERE id = ${by.id}::uuid FOR SHARE`;
    const may = await tx.$queryRaw<unknown[]>`
      SELECT FROM staff WHERE id = ${by.id}::uuid AND role = 'administrator' AND disabled_at IS NULL
         AND ${[...invitation.centreIds]}::text[] <@ ARRAY(SELECT c.centre_id FROM staff_centre c WHERE c.staff_id = staff.id)`;
    if (may.length === 0) return undefined;
    const { id, token } = await makeLink({ ...invitation, by: by.id }, tx);
    await tx.$executeRaw(notedInvited(id, invitation, { by: by.id, centreId: by.centreId }));
    return token;
  });
}

function notedInvited(
  invitationId: string,
  { role, centreIds, now }: NewInvitation,
  where: { by: string; centreId?: string },
): Prisma.Sql {
  const detail = { invitationId, role, centres: centreIds.join(' ') };
  return notedStaff({ at: now, action: 'staff-invited', ...where, detail });
}

export async function openInvitations(centreId: string, now: DateTime, { db }: Vault): Promise<OpenInvitation[]> {
  const rows = await db.$queryRaw<{ id: string; role: Role; centre_ids: string[]; created_at: Date; expires_at: Date }[]>`
    SELECT id, role, centre_ids, created_at, expires_at FROM staff_invitation
     WHERE staff_id IS NULL AND used_at IS NULL AND expires_at > ${dateOf(now)} AND ${centreId} = ANY(centre_ids)
     ORDER BY created_at, id`;
  return rows.map((row) => ({
    id: row.id,
    role: row.role,
    centreIds: row.centre_ids,
    createdAt: momentOf(row.created_at),
    expiresAt: momentOf(row.expires_at),
  }));
}

/** Only a link of which every centre is the administrator's own. */
export async function withdrawInvitation(
  { id, by, now }: { id: string; by: ByAdministrator; now: DateTime },
  { db }: Vault,
): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const withdrawn = await tx.$executeRaw`
      UPDATE staff_invitation SET used_at = ${dateOf(now)}
       WHERE id = ${id}::uuid AND staff_id IS NULL AND used_at IS NULL AND ${by.centreId} = ANY(centre_ids)
         AND centre_ids <@ ARRAY(SELECT c.centre_id FROM staff_centre c WHERE c.staff_id = ${by.id}::uuid)`;
    if (withdrawn === 0) return false;
    await tx.$executeRaw(notedWithdrawn(id, by, now));
    return true;
  });
}

/**
 * Links that somebody made and nobody has used: who may not come in any more, or not as far, shall not let others in. Those whose
 * centres are all among `within` stay.
 */
export async function withdrawMadeBy(
  staffId: string,
  { by, now }: { by: ByAdministrator; now: DateTime },
  tx: Tx,
  within: readonly string[] = [],
): Promise<void> {
  const withdrawn = await tx.$queryRaw<{ id: string }[]>`
    UPDATE staff_invitation SET used_at = ${dateOf(now)}
     WHERE created_by = ${staffId}::uuid AND used_at IS NULL AND expires_at > ${dateOf(now)}
       AND NOT centre_ids <@ ${[...within]}::text[] RETURNING id`;
  for (const { id } of withdrawn) await tx.$executeRaw(notedWithdrawn(id, by, now));
}

/** Links for a new password: of somebody who gets a new one, may not come in any more, or has another reach. */
export const withdrawResets = (staffId: string, now: DateTime, tx: Tx): Promise<number> => tx.$executeRaw`
  UPDATE staff_invitation SET used_at = ${dateOf(now)} WHERE staff_id = ${staffId}::uuid AND used_at IS NULL`;

const notedWithdrawn = (invitationId: string, by: ByAdministrator, now: DateTime): Prisma.Sql =>
  notedStaff({ at: now, action: 'staff-invitation-withdrawn', by: by.id, centreId: by.centreId, detail: { invitationId } });

export type InvitationRow = { id: string; staff_id: string | null; role: Role; centre_ids: string[] };

export async function invitation(token: string, now: DateTime, { db }: Vault): Promise<Invitation | undefined> {
  const [row] = await db.$queryRaw<(InvitationRow & { login: string | null; name: string | null; disabled: boolean })[]>`
    SELECT i.id, i.staff_id, i.role, i.centre_ids, staff.login, staff.name, staff.disabled_at IS NOT NULL AS disabled
      FROM staff_invitation i LEFT JOIN staff ON staff.id = i.staff_id
     WHERE i.token_hash = ${tokenHash(token)} AND i.used_at IS NULL AND i.expires_at > ${dateOf(now)}`;
  if (!row || row.disabled) return undefined;
  if (row.login !== null && row.name !== null) return { kind: 'new-password', login: row.login, name: row.name };
  return { kind: 'join', role: row.role, centreIds: row.centre_ids };
}

/** Uses a link up, in the transaction of what it is used for. */
export async function useLink(token: string, now: DateTime, tx: Tx): Promise<InvitationRow | undefined> {
  const [row] = await tx.$queryRaw<InvitationRow[]>`
    UPDATE staff_invitation SET used_at = ${dateOf(now)}
     WHERE token_hash = ${tokenHash(token)} AND used_at IS NULL AND expires_at > ${dateOf(now)}
    RETURNING id, staff_id, role, centre_ids`;
  return row;
}
