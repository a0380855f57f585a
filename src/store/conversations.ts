import { StoreFault } from './faults.ts';
import type { Vault } from './scope.ts';
import type { ChannelName, Conversation } from './store.ts';

export type ConversationRow = {
  id: string;
  channel: ChannelName;
  centre_id: string;
  address: string;
  conversation_reference: string | null;
  language: string;
  reachable: boolean;
  machine_version: number;
  snapshot: string | null;
  client_id: string | null;
};

export function conversationFrom(row: ConversationRow, { sealing }: Vault): Conversation {
  return {
    id: row.id,
    channel: row.channel,
    centreId: row.centre_id,
    userId: sealing.open(row.address, addressOf(row.id)),
    conversationReference:
      row.conversation_reference === null
        ? undefined
        : sealing.openJson(row.conversation_reference, conversationReferenceOf(row.id)),
    language: row.language,
    reachable: row.reachable,
    machineVersion: row.machine_version,
    snapshot: openedOrNone(row, sealing),
    clientId: row.client_id ?? undefined,
  };
}

export const addressOf = (id: string) => ({ table: 'conversation', column: 'address', id });
export const conversationReferenceOf = (id: string) => ({ table: 'conversation', column: 'conversation_reference', id });
export const snapshotOf = (id: string) => ({ table: 'conversation', column: 'snapshot', id });

/** null: nothing is remembered, as after a deletion. undefined: it does not open, which must not end the conversation. */
function openedOrNone({ id, snapshot }: ConversationRow, sealing: Vault['sealing']): unknown {
  if (snapshot === null) return null;
  try {
    return sealing.openJson(snapshot, snapshotOf(id));
  } catch (fault) {
    if (fault instanceof StoreFault || fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
