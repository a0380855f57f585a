import type { DateTime } from 'luxon';
import { CLIENT_COLUMNS, type ClientRow, clientFrom } from '../clients.ts';
import { momentOf } from '../prisma.ts';
import { retrying } from '../retrying.ts';
import type { Vault } from '../scope.ts';
import type { Client } from '../store.ts';

/** A record that staff found to be the same person, and linked to this one. */
export type LinkedRecord = {
  /** One of its links: taking it back takes back all of them. */
  linkId: string;
  clientId: string;
  conversationIds: string[];
  linkedAt: DateTime;
  byName: string | undefined;
};

export const linkedOver = (vault: Vault) => ({
  /** Those that are linked to a client, the newest first. */
  to: (clientId: string): Promise<LinkedRecord[]> => retrying(() => to(clientId, vault)),
  /** Whether a link was not taken back. */
  stands: (linkId: string): Promise<boolean> => retrying(() => stands(linkId, vault)),
  /** Other clients of the centre with the same job seeker number, phone or e-mail address: they may be the same person. */
  alike: (centreId: string, clientId: string): Promise<Client[]> => retrying(() => alike(centreId, clientId, vault)),
});

async function to(clientId: string, { db }: Vault): Promise<LinkedRecord[]> {
  const rows = await db.$queryRaw<
    { link_id: string; client_id: string; conversation_ids: string[]; linked_at: Date; by_name: string | null }[]
  >`
    SELECT (array_agg(l.id ORDER BY l.id))[1] AS link_id, l.from_client_id AS client_id, array_agg(l.conversation_id) AS conversation_ids,
           max(l.linked_at) AS linked_at, max(s.name) AS by_name
      FROM identity_link l LEFT JOIN staff s ON s.id = l.linked_by
     WHERE l.to_client_id = ${clientId}::uuid AND l.ended_at IS NULL
     GROUP BY l.from_client_id ORDER BY linked_at DESC, l.from_client_id`;
  return rows.map((row) => ({
    linkId: row.link_id,
    clientId: row.client_id,
    conversationIds: row.conversation_ids,
    linkedAt: momentOf(row.linked_at),
    byName: row.by_name ?? undefined,
  }));
}

async function stands(linkId: string, { db }: Vault): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`SELECT FROM identity_link WHERE id = ${linkId}::uuid AND ended_at IS NULL`;
  return rows.length > 0;
}

async function alike(centreId: string, clientId: string, vault: Vault): Promise<Client[]> {
  const rows = await vault.db.$queryRaw<ClientRow[]>`
    SELECT ${CLIENT_COLUMNS} FROM client me JOIN client k ON k.centre_id = me.centre_id AND k.id <> me.id
       AND (k.job_seeker_number_index = me.job_seeker_number_index OR k.phone_index = me.phone_index OR k.email_index = me.email_index)
     WHERE me.id = ${clientId}::uuid AND me.centre_id = ${centreId} AND me.linked_to_id IS NULL AND k.linked_to_id IS NULL
     ORDER BY k.updated_at DESC, k.id LIMIT 5`;
  return rows.map((row) => clientFrom(row, vault));
}
