import type { DateTime } from 'luxon';
import { tokenHash } from '../lookup.ts';
import { dateOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';

/** What a link to confirm an e-mail address is good for. */
export type AddressLink = { clientId: string; centreId: string; conversationId: string | undefined };

type Row = { client_id: string; centre_id: string; conversation_id: string | null };
const linkFrom = (row: Row): AddressLink => ({
  clientId: row.client_id,
  centreId: row.centre_id,
  conversationId: row.conversation_id ?? undefined,
});

export const addressesOver = (vault: Vault) => ({
  /** The link behind a token while it is open: the address is still the client's, and it was not too long ago. */
  open: (token: string, now: DateTime): Promise<AddressLink | undefined> => retrying(() => open(token, now, vault)),
  /** Its owner confirms the address; a second press finds it confirmed. Undefined: too old, or another address by now. */
  confirm: (token: string, now: DateTime): Promise<AddressLink | undefined> => retrying(() => confirm(token, now, vault)),
});

async function open(token: string, now: DateTime, { db }: Vault): Promise<AddressLink | undefined> {
  const rows = await db.$queryRaw<Row[]>`
    SELECT k.id AS client_id, k.centre_id,
           (SELECT c.id FROM conversation c WHERE c.client_id = k.id ORDER BY c.updated_at DESC LIMIT 1) AS conversation_id
      FROM mail_address a JOIN client k ON k.id = a.client_id
     WHERE a.token_hash = ${tokenHash(token)} AND a.expires_at > ${dateOf(now)} AND k.email_index = a.email_index`;
  return rows[0] && linkFrom(rows[0]);
}

async function confirm(token: string, now: DateTime, { db }: Vault): Promise<AddressLink | undefined> {
  const rows = await db.$queryRaw<Row[]>`
    WITH link AS (
      SELECT a.id, a.client_id, a.email_index, k.centre_id, k.email_confirmed_index IS DISTINCT FROM a.email_index AS first
        FROM mail_address a JOIN client k ON k.id = a.client_id
       WHERE a.token_hash = ${tokenHash(token)} AND a.expires_at > ${dateOf(now)} AND k.email_index = a.email_index
       FOR UPDATE
    ), used AS (
      UPDATE mail_address a SET confirmed_at = coalesce(a.confirmed_at, ${dateOf(now)}) FROM link WHERE a.id = link.id
    ), confirmed AS (
      UPDATE client k SET email_confirmed_index = link.email_index, updated_at = ${dateOf(now)} FROM link WHERE k.id = link.client_id
    ), noted AS (
      INSERT INTO audit (at, actor_kind, actor_id, centre_id, action)
      SELECT ${dateOf(now)}::timestamptz, 'client', link.client_id::text, link.centre_id, 'address-confirmed' FROM link WHERE link.first
    )
    SELECT link.client_id, link.centre_id,
           (SELECT c.id FROM conversation c WHERE c.client_id = link.client_id ORDER BY c.updated_at DESC LIMIT 1) AS conversation_id
      FROM link`;
  return rows[0] && linkFrom(rows[0]);
}
