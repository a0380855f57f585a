import { CLIENT_COLUMNS, type ClientRow, clientFrom, leaveOldAddress, saved } from './clients.ts';
import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';
import type { Profile, Turn } from './store.ts';

const FIELDS = ['name', 'jobSeekerNumber', 'email', 'phone', 'topic', 'companions'] as const satisfies (keyof Profile)[];

/** The audit knows the names of the fields, never what stands in them. */
export async function correctProfile(
  { clientId, centreId, profile, at, actor }: Parameters<Turn['correctProfile']>[0],
  scope: Scope,
): ReturnType<Turn['correctProfile']> {
  const { tx, vault } = scope;
  const rows = await tx.$queryRaw<ClientRow[]>`
    SELECT ${CLIENT_COLUMNS} FROM client k
     WHERE k.id = ${clientId}::uuid AND k.centre_id = ${centreId} AND k.linked_to_id IS NULL FOR UPDATE`;
  const before = rows[0] && clientFrom(rows[0], vault).profile;
  if (!before) return undefined;
  const changed = FIELDS.filter((field) => (before[field] ?? '') !== (profile[field] ?? ''));
  if (changed.length === 0) return changed;
  await leaveOldAddress(clientId, profile, at, scope);
  await tx.$executeRaw(saved(clientId, centreId, profile, at, vault));
  await tx.$executeRaw`
    INSERT INTO audit (at, actor_kind, actor_id, centre_id, action, channel, detail)
    VALUES (${dateOf(at)}::timestamptz, ${actor.kind}, ${actor.id}, ${centreId}, 'profile-corrected', 'console',
            ${JSON.stringify({ clientId, fields: changed.join(' ') })}::jsonb)`;
  scope.reopen();
  return changed;
}
