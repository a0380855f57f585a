import type { messagingApi } from '@line/bot-sdk';
import type { Channel, DeliveryOutcome, Outgoing } from '#bot/channel.ts';
import { type LineClient, lineClient } from './client.ts';
import type { LineLog } from './log.ts';
import { readQuota } from './quota.ts';
import { readTrouble, type Trouble } from './refusals.ts';
import { renderForLine } from './render.ts';

type Settings = {
  apiBaseUrl: string;
  credentials: ReadonlyMap<string, { channelAccessToken: string }>;
  log: LineLog;
  /** How long a call may take before it is given up, in milliseconds. */
  timeoutMs?: number;
};

/** 5 to 60, in steps of 5; LINE ends the animation by itself when a message arrives. */
const WORKING_SECONDS = 20;
/** Until an operator has put the token right. */
const CREDENTIALS_RETRY_SECONDS = 60;

/**
 * LINE as a channel. A reply token is used while the caller passes one on (it is valid for about a minute after receipt),
 * else a push with the outbox id as its retry key. Outcomes are told, not thrown; only a fault of our own throws.
 */
export function lineChannel({ apiBaseUrl, credentials, log, timeoutMs = 5000 }: Settings): Channel {
  const clients = new Map(
    [...credentials].map(([centreId, { channelAccessToken }]) => [
      centreId,
      lineClient({ apiBaseUrl, channelAccessToken, timeoutMs }),
    ]),
  );
  return {
    name: 'line',
    render: renderForLine,
    async deliver(outgoing) {
      const client = clients.get(outgoing.centreId);
      const outcome = client ? await send(client, outgoing) : withoutCredentials(outgoing);
      report(log, outgoing, outcome);
      return outcome;
    },
    async profileLanguage({ centreId, userId }) {
      try {
        return (await clients.get(centreId)?.getProfile(userId))?.language;
      } catch {
        // The first words are then in Japanese; the client can change that at any time.
        return undefined;
      }
    },
    async showWorking({ centreId, userId }) {
      try {
        await clients.get(centreId)?.showLoadingAnimation({ chatId: userId, loadingSeconds: WORKING_SECONDS });
      } catch {
        // A courtesy only: the answer itself is on its way.
      }
    },
    async pushQuota(centreId) {
      const client = clients.get(centreId);
      return client ? await readQuota(client) : { remaining: 'unknown' };
    },
  };
}

async function send(client: LineClient, outgoing: Outgoing): Promise<DeliveryOutcome> {
  const { rendered, reply } = outgoing;
  if (!isMessages(rendered)) return { kind: 'failed', reason: 'rejected', why: 'not one to five LINE messages' };
  if (!reply) return push(client, outgoing, rendered);
  const trouble = await attempt(() => client.replyMessage({ replyToken: reply.token, messages: rendered }));
  if (trouble.kind !== 'token-invalid') return toOutcome(trouble, 'reply', reply.tried);
  // LINE refuses a token that was used: an attempt that we took for lost had arrived.
  if (reply.tried) return { kind: 'sent', by: 'reply' };
  // Not marked as tried: should this push get lost, the next attempt must push again and not take the dead token for success.
  return push(client, outgoing, rendered);
}

async function push(
  client: LineClient,
  { id, userId, neverPushed }: Outgoing,
  messages: messagingApi.Message[],
): Promise<DeliveryOutcome> {
  if (neverPushed) return { kind: 'token-over', why: 'reply token too old' };
  return toOutcome(await attempt(() => client.pushMessage({ to: userId, messages }, id)), 'push', false);
}

async function attempt(call: () => Promise<unknown>): Promise<Trouble> {
  try {
    await call();
    return { kind: 'accepted' };
  } catch (error) {
    return readTrouble(error);
  }
}

function toOutcome(trouble: Trouble, by: 'reply' | 'push', tokenTried: boolean): DeliveryOutcome {
  switch (trouble.kind) {
    case 'accepted':
      return { kind: 'sent', by };
    case 'quota':
      return { kind: 'failed', reason: 'quota', why: "the month's pushes are used up" };
    case 'token-invalid':
    case 'rejected':
      return { kind: 'failed', reason: 'rejected', why: trouble.kind === 'rejected' ? trouble.why : 'reply token refused' };
    case 'credentials':
      return { kind: 'later', why: 'credentials refused', afterSeconds: CREDENTIALS_RETRY_SECONDS, tokenTried };
    case 'busy':
      return {
        kind: 'later',
        why: trouble.why,
        ...(trouble.afterSeconds !== undefined && { afterSeconds: trouble.afterSeconds }),
        tokenTried,
      };
    case 'not-connected':
      return { kind: 'later', why: trouble.why, tokenTried };
    case 'unknown':
      return { kind: 'later', why: trouble.why, tokenTried: tokenTried || by === 'reply' };
  }
}

const withoutCredentials = ({ reply }: Outgoing): DeliveryOutcome => ({
  kind: 'later',
  why: 'no credentials for this centre',
  afterSeconds: CREDENTIALS_RETRY_SECONDS,
  tokenTried: reply?.tried ?? false,
});

/** What an operator should see. The outbox id finds the rest for those who may read it. */
function report(log: LineLog, { id, centreId }: Outgoing, outcome: DeliveryOutcome): void {
  if (outcome.kind === 'sent') return;
  const fields = { outboxId: id, centreId, why: outcome.why };
  if (outcome.kind === 'failed') log.error({ ...fields, reason: outcome.reason }, 'LINE did not take a message');
  else if (outcome.why.includes('credentials'))
    log.error(fields, "LINE refused this centre's channel access token, or there is none");
  else log.warn(fields, 'a message to LINE will be tried again');
}

const isMessages = (rendered: unknown): rendered is messagingApi.Message[] =>
  Array.isArray(rendered) && rendered.length >= 1 && rendered.length <= 5;
