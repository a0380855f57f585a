import { addressOf } from './conversations.ts';
import { BY_REACH } from './reading/reached.ts';
import type { Scope } from './scope.ts';
import type { ChannelName, Reach } from './store.ts';

type ReachRow = {
  id: string;
  channel: ChannelName;
  centre_id: string;
  address: string;
  language: string;
  reachable: boolean;
};

/** Where the client last wrote; a conversation that was blocked only where there is no other. */
export async function reach(clientId: string, scope: Scope): Promise<Reach | undefined> {
  return (await found(clientId, 1, scope))[0];
}

/** In every conversation of theirs, in the same order. */
export const reaches = (clientId: string, scope: Scope): Promise<Reach[]> => found(clientId, null, scope);

async function found(clientId: string, limit: number | null, { tx, vault }: Scope): Promise<Reach[]> {
  const rows = await tx.$queryRaw<ReachRow[]>`
    SELECT t.id, t.channel, t.centre_id, t.address, t.language, t.reachable
      FROM conversation t WHERE t.client_id = ${clientId}::uuid ORDER BY ${BY_REACH} LIMIT ${limit}::bigint`;
  return rows.map((row) => ({
    conversationId: row.id,
    channel: row.channel,
    centreId: row.centre_id,
    userId: vault.sealing.open(row.address, addressOf(row.id)),
    language: row.language,
    reachable: row.reachable,
  }));
}
