import { DateTime } from 'luxon';
import type { Failed, Later } from './provider.ts';

/** One call to a provider: time-out, no redirects (they would carry the token elsewhere), and nothing of a body in any message. */

export type Call = {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  url: string;
  headers?: Readonly<Record<string, string>>;
  json?: unknown;
  form?: Readonly<Record<string, string>>;
  /** Milliseconds until the answer has been read. */
  timeoutMs: number;
  signal: AbortSignal;
};

/** `body`: parsed JSON; undefined where there is none. */
export type Answer = { kind: 'answer'; status: number; body: unknown; retryAfter: string | undefined };

/** More than any answer of ours; the rest is not read. */
const MOST_BYTES = 4_000_000;

export async function request({ method, url, headers, json, form, timeoutMs, signal }: Call): Promise<Answer | Later> {
  try {
    const response = await fetch(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: { accept: 'application/json', ...(json !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(json !== undefined && { body: JSON.stringify(json) }),
      ...(form !== undefined && { body: new URLSearchParams(form) }),
    });
    const retryAfter = response.headers.get('retry-after') ?? undefined;
    return { kind: 'answer', status: response.status, body: parsed(await textOf(response)), retryAfter };
  } catch (fault) {
    const timedOut = fault instanceof DOMException && (fault.name === 'TimeoutError' || fault.name === 'AbortError');
    return { kind: 'later', why: timedOut ? 'no answer in time' : 'no connection' };
  }
}

async function textOf(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MOST_BYTES) throw new Error('too long an answer');
  }
  return text + decoder.decode();
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What an answer that is no success means. 401 was tried anew with another token by then (`authorised.ts`). */
export function troubleIn({ status, retryAfter }: Answer, now: DateTime): Later | Failed {
  const why = `HTTP ${status}`;
  const passing = status === 429 || status === 408 || status === 425 || status >= 500;
  return passing ? { kind: 'later', why, notBefore: retryMoment(retryAfter, now) } : { kind: 'failed', why };
}

/** A success with a body that we do not know: the meeting may be there. */
export const STRANGE: Later = { kind: 'later', why: 'unexpected answer' };

/** No provider means longer than that. */
const LONGEST_HOURS = 48;

/** `Retry-After` in seconds, as HTTP's date, or as ISO (Zoom's daily limit). */
export function retryMoment(header: string | undefined, now: DateTime): DateTime | undefined {
  if (header === undefined || header.trim() === '') return undefined;
  const text = header.trim();
  const moment = /^\d+$/.test(text) ? now.plus({ seconds: Math.min(Number(text), LONGEST_HOURS * 3600) }) : dateIn(text);
  if (!moment?.isValid) return undefined;
  return DateTime.min(moment.setZone(now.zone), now.plus({ hours: LONGEST_HOURS }));
}

function dateIn(text: string): DateTime {
  const http = DateTime.fromHTTP(text);
  return http.isValid ? http : DateTime.fromISO(text, { zone: 'utc' });
}
