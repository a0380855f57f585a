import type { DateTime } from 'luxon';
import { CLIENT_COLUMNS, type ClientRow, clientFrom, leaveOldAddress, saved } from './clients.ts';
import type { Scope } from './scope.ts';
import type { Profile } from './store.ts';

/**
 * While records are linked, whoever writes in any of their chats writes into the one profile that counts. What stood in it before is kept
 * with the link, so that nothing of the one person is left in the other's record once the link is taken back.
 */

/** `confirmed`: the index of the address that its owner had confirmed. */
export type Kept = { profile: Profile; confirmed: string | null };

export const placeOf = (id: string) => ({ table: 'identity_link', column: 'profile', id });

export async function keepProfile(linkId: string, clientId: string, { tx, vault }: Scope): Promise<void> {
  const [row] = await tx.$queryRaw<(ClientRow & { confirmed: string | null })[]>`
    SELECT ${CLIENT_COLUMNS}, k.email_confirmed_index AS confirmed FROM client k WHERE k.id = ${clientId}::uuid`;
  const profile = row && clientFrom(row, vault).profile;
  if (!profile) return;
  await seal([linkId], { profile, confirmed: row.confirmed }, { tx, vault });
}

async function seal(linkIds: string[], kept: Kept, { tx, vault }: Pick<Scope, 'tx' | 'vault'>): Promise<void> {
  for (const id of linkIds) {
    const sealed = vault.sealing.sealJson(kept, placeOf(id));
    await tx.$executeRaw`UPDATE identity_link SET profile = ${sealed} WHERE id = ${id}::uuid`;
  }
}

export type Ended = { clientId: string; centreId: string; linkIds: string[]; linkedAt: Date; at: DateTime };

/** After the links have ended, and what came over with them has gone back. */
export async function profileBack({ clientId, centreId, linkIds, linkedAt, at }: Ended, scope: Scope): Promise<void> {
  const { tx, vault } = scope;
  const kept = await taken(linkIds, scope);
  if (!kept) return;
  await leaveOldAddress(clientId, kept.profile, at, scope);
  await tx.$executeRaw(saved(clientId, centreId, kept.profile, at, vault));
  await tx.$executeRaw`
    WITH links AS (
      DELETE FROM mail_address a USING client k
       WHERE k.id = ${clientId}::uuid AND a.client_id = k.id AND a.created_at >= ${linkedAt} AND a.email_index IS DISTINCT FROM k.email_index
    )
    -- Of this very address the owner may have confirmed it since.
    UPDATE client SET email_confirmed_index = ${kept.confirmed}
     WHERE id = ${clientId}::uuid AND email_confirmed_index IS DISTINCT FROM email_index`;
  await seal(await linkedSince(clientId, linkedAt, scope), kept, scope);
}

async function taken(linkIds: string[], { tx, vault }: Scope): Promise<Kept | undefined> {
  const rows = await tx.$queryRaw<{ id: string; profile: string }[]>`
    SELECT id, profile FROM identity_link WHERE id = ANY(${linkIds}::uuid[]) AND profile IS NOT NULL`;
  await tx.$executeRaw`UPDATE identity_link SET profile = NULL WHERE id = ANY(${linkIds}::uuid[])`;
  return rows[0] && (vault.sealing.openJson(rows[0].profile, placeOf(rows[0].id)) as Kept);
}

/** What these keep may be of the one who parts now: it is what was there before them all. */
async function linkedSince(clientId: string, linkedAt: Date, { tx }: Scope): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM identity_link
     WHERE to_client_id = ${clientId}::uuid AND ended_at IS NULL AND profile IS NOT NULL AND linked_at >= ${linkedAt}`;
  return rows.map(({ id }) => id);
}
