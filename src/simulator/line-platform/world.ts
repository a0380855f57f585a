import type { Clock } from '#clock.ts';
import { duplicateCounter } from './duplicates.ts';
import { type FaultPlan, faultQueue } from './faults.ts';
import { emptyMemory, memoryFile, readMemory } from './memory.ts';
import { replyTokens, retryKeys } from './reply-tokens.ts';
import type { LineSchemas } from './schema.ts';
import type { ApiCall, Change, ChatMessage, Talk, WebhookAttempt } from './types.ts';

export type LineChannel = {
  centreId: string;
  /** Shown as the official account's name; the centre's id where absent. */
  name?: string;
  channelSecret: string;
  channelAccessToken: string;
  /** May be set later, with `setWebhookUrl`: the server under test often starts after the platform. */
  webhookUrl?: string;
  /** Pushes a calendar month, one a recipient; no limit where absent. */
  monthlyQuota?: number;
};

export type LinePlatformOptions = {
  channels: readonly LineChannel[];
  /** Dates events and months. Reply tokens and retry keys age by its uptime, which moving the clock does not touch. */
  clock: Clock;
  /** The age of reply tokens and retry keys in milliseconds; the clock's own uptime where absent. */
  uptime?: () => number;
  /** Further checks of every call against LINE's OpenAPI files; see `schema.ts`. */
  schemas?: LineSchemas | undefined;
  faults?: readonly FaultPlan[];
  /** How often a webhook that was not answered 2xx is sent again, at once. 0, as LINE's switch is off at first. */
  redeliveries?: number;
  /** Remembers people and chats over restarts. */
  stateFile?: string;
  /** How many calls and webhooks, and how many messages of a chat, are kept; all of them where absent. */
  keep?: number;
};

export type World = ReturnType<typeof createWorld>;

export const talkKey = (talk: Talk): string => `${talk.userId} ${talk.centreId}`;

/** Everything the double knows, shared by its API and its people. */
export function createWorld(options: LinePlatformOptions) {
  const memory = options.stateFile ? readMemory(options.stateFile) : emptyMemory();
  const file = options.stateFile ? memoryFile(memory, options.stateFile) : undefined;
  const uptime = options.uptime ?? (() => options.clock.uptime());
  const keep = options.keep ?? Number.POSITIVE_INFINITY;
  const listeners = new Set<(change: Change) => void>();
  const calls: ApiCall[] = [];
  const webhooks: WebhookAttempt[] = [];
  let lastId = 0;

  const emit = (change: Change): void => {
    if (change.kind !== 'log') file?.touch();
    for (const listener of listeners) listener(change);
  };
  const keepIn = <T>(list: T[], entry: T): void => {
    list.push(entry);
    if (list.length > keep) list.splice(0, list.length - keep);
  };
  return {
    channels: new Map(options.channels.map((channel) => [channel.centreId, { ...channel }])),
    memory,
    file,
    uptime,
    keep,
    calls,
    webhooks,
    schemas: options.schemas,
    redeliveries: options.redeliveries ?? 0,
    tokens: replyTokens(uptime),
    keys: retryKeys(uptime),
    faults: faultQueue(options.faults),
    duplicates: duplicateCounter(),
    /** What was delivered to a chat, call by call, since its person last did something. */
    answers: new Map<string, ChatMessage[][]>(),
    now: () => options.clock.now(),
    emit,
    listeners,
    record(entry: ApiCall | WebhookAttempt): void {
      if (entry.kind === 'call') keepIn(calls, entry);
      else keepIn(webhooks, entry);
      emit({ kind: 'log', entry });
    },
    nextId: () => ++lastId,
  };
}
