import { randomBytes } from 'node:crypto';
import type { DateTime } from 'luxon';
import { tokenHash } from './lookup.ts';
import { dateOf } from './prisma.ts';
import type { Scope } from './scope.ts';

/** Whether the client's present address is unconfirmed, and a link to confirm it is on its way, or there, and good. */
export async function addressAsked(clientId: string, now: DateTime, { tx }: Scope): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT FROM mail_address a JOIN client k ON k.id = a.client_id AND k.email_index = a.email_index
     WHERE k.id = ${clientId}::uuid AND k.email_confirmed_index IS DISTINCT FROM k.email_index AND a.expires_at > ${dateOf(now)}
     LIMIT 1`;
  return rows.length > 0;
}

/** The link that the owner of an address opens to confirm it. It is in the mail alone; the database knows its hash. */
export async function openAddressLink(
  clientId: string,
  at: DateTime,
  expiresAt: DateTime,
  { tx, newId }: Scope,
): Promise<string | undefined> {
  const token = randomBytes(24).toString('base64url');
  const opened = await tx.$executeRaw`
    INSERT INTO mail_address (id, token_hash, client_id, email_index, created_at, expires_at)
    SELECT ${newId()}::uuid, ${tokenHash(token)}, k.id, k.email_index, ${dateOf(at)}::timestamptz, ${dateOf(expiresAt)}::timestamptz
      FROM client k
     WHERE k.id = ${clientId}::uuid AND k.email_index IS NOT NULL AND k.email_confirmed_index IS DISTINCT FROM k.email_index`;
  return opened > 0 ? token : undefined;
}
