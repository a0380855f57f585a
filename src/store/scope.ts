import { randomUUID } from 'node:crypto';
import { type ClientRow, clientFrom } from './clients.ts';
import { type ConversationRow, conversationFrom } from './conversations.ts';
import { StoreFault } from './faults.ts';
import { type InboxRow, receivedFrom, setAsideUnopened } from './inbox.ts';
import type { Lookup } from './lookup.ts';
import type { Db, Tx } from './prisma.ts';
import type { Sealing } from './sealing.ts';
import type { Client, Conversation, Received } from './store.ts';

/** What every part of the store works with. */
export type Vault = {
  db: Db;
  sealing: Sealing;
  /** For what is only shown, never acted on (`forgiving.ts`). */
  shown: Sealing;
  lookup: Lookup;
};

/** What a conversation's turn begins with. */
export type Opening = { event: Received | undefined; conversation: Conversation | undefined; client: Client | undefined };

/** One turn's transaction. */
export type Scope = {
  tx: Tx;
  vault: Vault;
  conversationId: string;
  /** Read once, in one statement; again after `reopen`. */
  opening(): Promise<Opening>;
  reopen(): void;
  /** The conversation's client, also when this very turn made it. */
  clientId(): Promise<string | undefined>;
  /** The same, where there must be one. Throws `turn-misused`. */
  needClient(): Promise<string>;
  linkClient(id: string): void;
  newId(): string;
};

export function scopeOf(tx: Tx, vault: Vault, conversationId: string): Scope {
  let opened: Promise<Opening> | undefined;
  let linked: string | undefined;
  const scope: Scope = {
    tx,
    vault,
    conversationId,
    opening: () => {
      opened ??= readOpening(tx, vault, conversationId);
      return opened;
    },
    reopen: () => {
      opened = undefined;
    },
    clientId: async () => linked ?? (await scope.opening()).client?.id,
    needClient: async () => {
      const id = await scope.clientId();
      if (id === undefined) throw new StoreFault('turn-misused', 'A booking needs a client: save the profile first.');
      return id;
    },
    linkClient: (id) => {
      linked = id;
    },
    newId: randomUUID,
  };
  return scope;
}

type OpeningRow = Prefixed<'i_', InboxRow> & Prefixed<'c_', ConversationRow> & Prefixed<'k_', ClientRow>;
type Prefixed<P extends string, T> = { [K in keyof T as `${P}${string & K}`]: T[K] | null };

async function readOpening(tx: Tx, vault: Vault, conversationId: string): Promise<Opening> {
  const rows = await tx.$queryRaw<OpeningRow[]>`
    SELECT i.id AS i_id, i.conversation_id AS i_conversation_id, i.channel AS i_channel, i.centre_id AS i_centre_id,
           i.event_id AS i_event_id, i.address AS i_address, i.body AS i_body, i.reply_token AS i_reply_token,
           i.conversation_reference AS i_conversation_reference,
           i.attempts AS i_attempts, i.occurred_at AS i_occurred_at, i.received_at AS i_received_at,
           c.id AS c_id, c.channel AS c_channel, c.centre_id AS c_centre_id, c.address AS c_address,
           c.conversation_reference AS c_conversation_reference, c.language AS c_language,
           c.reachable AS c_reachable, c.machine_version AS c_machine_version, c.snapshot AS c_snapshot, c.client_id AS c_client_id,
           k.id AS k_id, k.name AS k_name, k.job_seeker_number AS k_job_seeker_number, k.email AS k_email, k.phone AS k_phone,
           k.topic AS k_topic, k.companions AS k_companions, k.erasure_asked_at AS k_erasure_asked_at
      FROM (VALUES (${conversationId}::uuid)) AS here (id)
      LEFT JOIN LATERAL (
        SELECT * FROM inbox WHERE conversation_id = here.id AND state = 'pending' ORDER BY occurred_at, seq LIMIT 1
      ) i ON true
      LEFT JOIN conversation c ON c.id = here.id
      LEFT JOIN client k ON k.id = c.client_id`;
  const row = rows[0] ?? {};
  const event = part<InboxRow>(row, 'i_');
  const conversation = part<ConversationRow>(row, 'c_');
  const client = part<ClientRow>(row, 'k_');
  const received = event && receivedFrom(event, vault);
  if (event && !received) {
    await setAsideUnopened(tx, event.id);
    return readOpening(tx, vault, conversationId);
  }
  return {
    event: received,
    conversation: conversation && conversationFrom(conversation, vault),
    client: client && clientFrom(client, vault),
  };
}

/** The columns of one of the joined tables, or undefined where it had no row. */
function part<Row extends { id: string }>(row: object, prefix: string): Row | undefined {
  const own = Object.entries(row).flatMap(([name, value]) =>
    name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
  );
  const columns: Partial<Row> = Object.fromEntries(own);
  return columns.id === null || columns.id === undefined ? undefined : (columns as Row);
}
