import type { DateTime } from 'luxon';
import { dateOf, momentOrNone, type Tx } from '../prisma.ts';
import type { Vault } from '../scope.ts';
import type { AccountChange, ByAdministrator, Role, StaffAccount } from '../staff-store.ts';
import { makeLink, withdrawMadeBy, withdrawResets } from './invitations.ts';
import { notedStaff } from './noting.ts';
import { memberFrom, STAFF_COLUMNS, type StaffRow } from './row.ts';
import { endSessions } from './sessions.ts';

type Change = { staffId: string; by: ByAdministrator; now: DateTime };

export async function accounts(centreId: string, now: DateTime, { db }: Vault): Promise<StaffAccount[]> {
  const rows = await db.$queryRaw<(StaffRow & { locked_until: Date | null; last_seen_at: Date | null })[]>`
    SELECT ${STAFF_COLUMNS}, staff.locked_until,
           (SELECT max(s.last_seen_at) FROM staff_session s WHERE s.staff_id = staff.id) AS last_seen_at
      FROM staff JOIN staff_centre here ON here.staff_id = staff.id AND here.centre_id = ${centreId}
     ORDER BY staff.disabled_at IS NOT NULL, staff.name, staff.login`;
  return rows.map((row) => {
    const lockedUntil = momentOrNone(row.locked_until);
    return {
      ...memberFrom(row),
      lockedUntil: lockedUntil && lockedUntil > now ? lockedUntil : undefined,
      lastSeenAt: momentOrNone(row.last_seen_at),
    };
  });
}

export async function names(ids: readonly string[], { db }: Vault): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.$queryRaw<{ id: string; name: string }[]>`
    SELECT id, name FROM staff WHERE id::text = ANY(${[...ids]}::text[])`;
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export const disable = (change: Change, vault: Vault): Promise<AccountChange> =>
  changing(change, vault, async (account, tx) => {
    if (account.id === change.by.id) return { kind: 'oneself' };
    const administers = account.role === 'administrator' ? account.centre_ids : [];
    if (!(await anotherAdministrator(account.id, administers, tx))) return { kind: 'last-administrator' };
    await tx.$executeRaw`UPDATE staff SET disabled_at = ${dateOf(change.now)} WHERE id = ${account.id}::uuid AND disabled_at IS NULL`;
    await endSessions(account.id, change.now, tx);
    await withdrawMadeBy(account.id, change, tx);
    await withdrawResets(account.id, change.now, tx);
    return note('staff-disabled', change, tx);
  });

type Reassignment = Change & { role: Role; centreIds: readonly string[] };

export const reassign = (change: Reassignment, vault: Vault): Promise<AccountChange> =>
  changing(change, vault, async (account, tx, own) => {
    const { role, centreIds } = change;
    if (account.id === change.by.id) return { kind: 'oneself' };
    if (centreIds.length === 0 || !centreIds.every((id) => own.includes(id))) return { kind: 'not-yours' };
    const administers = role === 'administrator' ? centreIds : [];
    const left = account.role === 'administrator' ? account.centre_ids.filter((id) => !administers.includes(id)) : [];
    if (account.disabled_at === null && !(await anotherAdministrator(account.id, left, tx)))
      return { kind: 'last-administrator' };
    await tx.$executeRaw`UPDATE staff SET role = ${role} WHERE id = ${account.id}::uuid`;
    await tx.$executeRaw`DELETE FROM staff_centre WHERE staff_id = ${account.id}::uuid AND centre_id <> ALL(${[...centreIds]}::text[])`;
    await tx.$executeRaw`
      INSERT INTO staff_centre (staff_id, centre_id) SELECT ${account.id}::uuid, unnest(${[...centreIds]}::text[]) ON CONFLICT DO NOTHING`;
    if (account.role === 'administrator') await withdrawMadeBy(account.id, change, tx, administers);
    // Made by somebody whose reach was enough for the account of before.
    await withdrawResets(account.id, change.now, tx);
    const [before, after] = [[...account.centre_ids], [...centreIds]].map((it) => it.sort().join(' '));
    const detail = { role, centres: after ?? '', roleBefore: account.role, centresBefore: before ?? '' };
    return note('staff-reassigned', change, tx, detail);
  });

export const enable = (change: Change, vault: Vault): Promise<AccountChange> =>
  changing(change, vault, async (account, tx) => {
    await tx.$executeRaw`UPDATE staff SET disabled_at = NULL, failed_attempts = 0, locked_until = NULL WHERE id = ${account.id}::uuid`;
    return note('staff-enabled', change, tx);
  });

export const unlock = (change: Change, vault: Vault): Promise<AccountChange> =>
  changing(change, vault, async (account, tx) => {
    await tx.$executeRaw`UPDATE staff SET failed_attempts = 0, locked_until = NULL WHERE id = ${account.id}::uuid`;
    return note('staff-unlocked', change, tx);
  });

export const resetLink = (change: Change, vault: Vault): Promise<AccountChange & { token?: string }> =>
  changing(change, vault, async (account, tx) => {
    if (account.disabled_at !== null) return { kind: 'not-found' };
    const { id, role, centre_ids: centreIds } = account;
    await withdrawResets(id, change.now, tx);
    const { token } = await makeLink({ staffId: id, role, centreIds, by: change.by.id, now: change.now }, tx);
    return { ...(await note('staff-reset-link', change, tx)), token };
  });

/**
 * Under a lock of all administrators, taken in one order, so that two cannot shut each other out. Whoever acts must still be one, and
 * every centre of the account must be theirs: else a link for a new password would be a way into somebody else's centre.
 */
async function changing<T extends AccountChange>(
  { staffId, by }: Change,
  { db }: Vault,
  act: (account: StaffRow, tx: Tx, own: readonly string[]) => Promise<T>,
): Promise<T | AccountChange> {
  return db.$transaction(async (tx) => {
    await tx.$executeRaw`
      SELECT FROM staff WHERE role = 'administrator' AND disabled_at IS NULL OR id = ${staffId}::uuid ORDER BY id FOR UPDATE`;
    // Read only now: a statement that had to wait for the lock would still see the centres of before.
    const rows = await tx.$queryRaw<StaffRow[]>`
      SELECT ${STAFF_COLUMNS} FROM staff WHERE staff.id = ${staffId}::uuid OR staff.id = ${by.id}::uuid`;
    const account = rows.find(({ id, centre_ids }) => id === staffId && centre_ids.includes(by.centreId));
    const administrator = rows.find(
      ({ id, role, disabled_at }) => id === by.id && role === 'administrator' && disabled_at === null,
    );
    if (!account) return { kind: 'not-found' };
    const own = administrator?.centre_ids ?? [];
    return account.centre_ids.every((id) => own.includes(id)) ? act(account, tx, own) : { kind: 'not-yours' };
  });
}

/** In each of these centres. */
async function anotherAdministrator(id: string, centreIds: readonly string[], tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ centre_id: string }[]>`
    SELECT DISTINCT c.centre_id FROM staff JOIN staff_centre c ON c.staff_id = staff.id
     WHERE staff.role = 'administrator' AND staff.disabled_at IS NULL AND staff.id <> ${id}::uuid`;
  return centreIds.every((centreId) => rows.some(({ centre_id }) => centre_id === centreId));
}

async function note(
  action: string,
  { staffId, by, now }: Change,
  tx: Tx,
  more: Record<string, string> = {},
): Promise<{ kind: 'done' }> {
  await tx.$executeRaw(notedStaff({ at: now, action, by: by.id, centreId: by.centreId, detail: { staffId, ...more } }));
  return { kind: 'done' };
}
