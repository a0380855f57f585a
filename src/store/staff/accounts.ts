import type { DateTime } from 'luxon';
import { dateOf, momentOrNone, type Tx } from '../prisma.ts';
import type { Vault } from '../scope.ts';
import type { AccountChange, ByAdministrator, StaffAccount } from '../staff-store.ts';
import { makeLink, withdrawMadeBy } from './invitations.ts';
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
    if (account.role === 'administrator' && !(await anotherAdministrator(account, tx))) return { kind: 'last-administrator' };
    await tx.$executeRaw`UPDATE staff SET disabled_at = ${dateOf(change.now)} WHERE id = ${account.id}::uuid AND disabled_at IS NULL`;
    await endSessions(account.id, change.now, tx);
    await withdrawMadeBy(account.id, change, tx);
    return note('staff-disabled', change, tx);
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
    await tx.$executeRaw`UPDATE staff_invitation SET used_at = ${dateOf(change.now)} WHERE staff_id = ${id}::uuid AND used_at IS NULL`;
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
  act: (account: StaffRow, tx: Tx) => Promise<T>,
): Promise<T | AccountChange> {
  return db.$transaction(async (tx) => {
    const rows = await tx.$queryRaw<StaffRow[]>`
      SELECT ${STAFF_COLUMNS} FROM staff
       WHERE staff.role = 'administrator' AND staff.disabled_at IS NULL OR staff.id = ${staffId}::uuid ORDER BY staff.id FOR UPDATE`;
    const account = rows.find(({ id, centre_ids }) => id === staffId && centre_ids.includes(by.centreId));
    const administrator = rows.find(
      ({ id, role, disabled_at }) => id === by.id && role === 'administrator' && disabled_at === null,
    );
    if (!account) return { kind: 'not-found' };
    const own = administrator?.centre_ids ?? [];
    return account.centre_ids.every((id) => own.includes(id)) ? act(account, tx) : { kind: 'not-yours' };
  });
}

/** In each of the account's centres. */
async function anotherAdministrator({ id, centre_ids }: StaffRow, tx: Tx): Promise<boolean> {
  const rows = await tx.$queryRaw<{ centre_id: string }[]>`
    SELECT DISTINCT c.centre_id FROM staff JOIN staff_centre c ON c.staff_id = staff.id
     WHERE staff.role = 'administrator' AND staff.disabled_at IS NULL AND staff.id <> ${id}::uuid`;
  return centre_ids.every((centreId) => rows.some(({ centre_id }) => centre_id === centreId));
}

async function note(action: string, { staffId, by, now }: Change, tx: Tx): Promise<{ kind: 'done' }> {
  await tx.$executeRaw(notedStaff({ at: now, action, by: by.id, centreId: by.centreId, detail: { staffId } }));
  return { kind: 'done' };
}
