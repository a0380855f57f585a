import { addressOf } from './conversations.ts';
import { JOIN_REACHED } from './reading/reached.ts';
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
export async function reach(clientId: string, { tx, vault }: Scope): Promise<Reach | undefined> {
  const rows = await tx.$queryRaw<ReachRow[]>`
    SELECT c.id, c.channel, c.centre_id, c.address, c.language, c.reachable
      FROM (VALUES (${clientId}::uuid)) b (client_id) ${JOIN_REACHED} WHERE c.id IS NOT NULL`;
  const row = rows[0];
  if (!row) return undefined;
  return {
    conversationId: row.id,
    channel: row.channel,
    centreId: row.centre_id,
    userId: vault.sealing.open(row.address, addressOf(row.id)),
    language: row.language,
    reachable: row.reachable,
  };
}
