import type { TeamsPlace } from './conversation-reference.ts';
import { microsoftTokens, NoToken, patientTokens, type TeamsCredentials, type TokenSource } from './credentials.ts';
import { readRefusal, type Trouble } from './refusals.ts';

/** What a call to the channel service came to. `id`: of the activity, where the answer tells it. */
export type CallOutcome = { kind: 'accepted'; id?: string } | Trouble;

/** Calls to the Bot Connector service of a conversation. Outcomes are told, not thrown. */
export interface TeamsConnector {
  send(to: TeamsPlace, activity: Readonly<Record<string, unknown>>): Promise<CallOutcome>;
  /** Puts `activity` in the place of the one that was sent as `id`. */
  update(to: TeamsPlace, id: string, activity: Readonly<Record<string, unknown>>): Promise<CallOutcome>;
}

type Settings = {
  /** Without an app id, in a trial, calls carry no token. */
  credentials: TeamsCredentials;
  /** Where its tokens come from instead of Microsoft's login service: in tests. */
  tokens?: TokenSource;
  /** How long a call may take before it is given up, and how long its token, in milliseconds. */
  timeoutMs?: number;
};

/**
 * The two calls that we make. The SDK's own client (4.23) tries again by itself, follows redirects, waits for ever and drops the fields
 * that it does not know; the outbox tries again, and a token goes to the address that Teams gave and to no other.
 */
export function teamsConnector({ credentials, tokens, timeoutMs = 5000 }: Settings): TeamsConnector {
  const patient = credentials && patientTokens(tokens ?? microsoftTokens(credentials), timeoutMs);
  let refused: string | undefined;

  /** A token that was refused is not taken from the cache again, whatever other calls come to meanwhile. */
  async function tokenNow(): Promise<string | undefined> {
    const token = await patient?.token(false);
    return token !== undefined && token === refused ? await patient?.token(true) : token;
  }

  async function call(method: 'POST' | 'PUT', address: string, body: object): Promise<CallOutcome> {
    try {
      const token = await tokenNow();
      const response = await fetch(address, {
        method,
        headers: { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) },
        body: JSON.stringify(body),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      if (response.status === 401) refused = token;
      return response.ok ? await accepted(response) : readRefusal(response.status, response.headers, await response.text());
    } catch (fault) {
      return readFault(fault);
    }
  }

  return {
    send: (to, activity) => call('POST', addressOf(to), addressed(to, activity)),
    update: (to, id, activity) => call('PUT', addressOf(to, id), { ...addressed(to, activity), id }),
  };
}

function addressOf({ serviceUrl, conversationId }: TeamsPlace, activityId?: string): string {
  const base = serviceUrl.replace(/\/+$/, '');
  const activities = `${base}/v3/conversations/${encodeURIComponent(conversationId)}/activities`;
  return activityId === undefined ? activities : `${activities}/${encodeURIComponent(activityId)}`;
}

const addressed = (to: TeamsPlace & { userId?: string }, activity: Readonly<Record<string, unknown>>) => ({
  ...activity,
  channelId: to.channelId,
  serviceUrl: to.serviceUrl,
  conversation: { id: to.conversationId, ...(to.tenantId !== undefined && { tenantId: to.tenantId }) },
  from: { id: to.botId, ...(to.botName !== undefined && { name: to.botName }) },
  ...(to.userId !== undefined && { recipient: { id: to.userId } }),
});

/** The status is what counts: an answer that cannot be read only lacks the id. */
async function accepted(response: Response): Promise<CallOutcome> {
  try {
    const answer: unknown = await response.json();
    const told = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : undefined;
    return typeof told === 'string' && told !== '' ? { kind: 'accepted', id: told } : { kind: 'accepted' };
  } catch {
    return { kind: 'accepted' };
  }
}

/** Faults of our own (anything but a time-out or a lost connection) are thrown on. */
function readFault(fault: unknown): Trouble {
  if (fault instanceof NoToken) return fault.refused ? { kind: 'credentials' } : { kind: 'passing', why: fault.message };
  if (fault instanceof DOMException) return { kind: 'passing', why: 'no answer in time' };
  if (fault instanceof TypeError) return { kind: 'passing', why: causeOf(fault) };
  throw fault;
}

function causeOf({ cause }: TypeError): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'connection lost';
}
