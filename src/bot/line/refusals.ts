import { HTTPFetchError } from '@line/bot-sdk';

/** What became of a call to LINE that did not simply succeed. No part of it holds personal data. */
export type Trouble =
  /** LINE took it: now, or in an earlier attempt with the same retry key. */
  | { kind: 'accepted' }
  | { kind: 'token-invalid' }
  | { kind: 'quota' }
  /** LINE will not look at it now, and has not. */
  | { kind: 'busy'; why: string; afterSeconds?: number }
  | { kind: 'credentials' }
  /** It never left, so it cannot have arrived. */
  | { kind: 'not-connected'; why: string }
  /** It may have arrived. */
  | { kind: 'unknown'; why: string }
  | { kind: 'rejected'; status: number; why: string };

const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** Reads a fault of the client. Faults of our own (anything but a refusal, a time-out or a lost connection) are thrown on. */
export function readTrouble(error: unknown): Trouble {
  if (error instanceof HTTPFetchError) return readRefusal(error);
  if (error instanceof SyntaxError) return { kind: 'accepted' }; // A 2xx whose body is not JSON: the status is what counts.
  if (error instanceof DOMException) return { kind: 'unknown', why: 'no answer in time' };
  if (error instanceof TypeError) return readLostConnection(error);
  throw error;
}

function readRefusal({ status, headers, body }: HTTPFetchError): Trouble {
  const answer = readAnswer(body);
  if (status === 409) return { kind: 'accepted' };
  if (status === 401) return { kind: 'credentials' };
  if (status === 400 && /^invalid reply token/i.test(answer.message)) return { kind: 'token-invalid' };
  if (status === 429) return /reached your monthly limit/i.test(answer.message) ? { kind: 'quota' } : busy(headers);
  if (status >= 500) return { kind: 'unknown', why: `LINE answered ${status}` };
  return { kind: 'rejected', status, why: ['LINE answered', status, ...answer.properties].join(' ') };
}

function busy(headers: Headers): Trouble {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const why = 'LINE is limiting the rate of calls';
  return Number.isFinite(seconds) && seconds >= 0
    ? { kind: 'busy', why, afterSeconds: Math.ceil(seconds) }
    : { kind: 'busy', why };
}

function readLostConnection(error: TypeError): Trouble {
  const { cause } = error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'connection lost';
  return { kind: NOT_CONNECTED.has(code) ? 'not-connected' : 'unknown', why: code };
}

/** The message (compared, never passed on: it may quote what we sent) and the places of the faulty properties. */
function readAnswer(body: string): { message: string; properties: string[] } {
  let answer: unknown;
  try {
    answer = JSON.parse(body);
  } catch {
    return { message: '', properties: [] };
  }
  if (typeof answer !== 'object' || answer === null) return { message: '', properties: [] };
  const message = 'message' in answer && typeof answer.message === 'string' ? answer.message : '';
  const details = 'details' in answer && Array.isArray(answer.details) ? answer.details : [];
  return {
    message,
    properties: details
      .map((detail: { property?: unknown }) => String(detail?.property))
      .filter(isPlace)
      .slice(0, 3),
  };
}

/** Our own field names and numbers only: nothing else that LINE may quote passes. */
const FIELDS = new Set(
  (
    'to replyToken messages type text altText contents header hero body footer styles action label data displayText uri ' +
    'mode initial min max quickReply items size color backgroundColor layout'
  ).split(' '),
);
const isPlace = (property: string): boolean =>
  property.split(/[.[\]/]+/).every((part) => part === '' || FIELDS.has(part) || /^\d{1,3}$/.test(part));
