import { DateTime } from 'luxon';

/** What became of a call to Teams that did not simply succeed. No part of it holds personal data. */
export type Trouble =
  /** Not now. `afterSeconds`: as Teams asks. */
  | { kind: 'passing'; why: string; afterSeconds?: number }
  | { kind: 'credentials' }
  /** This person or conversation cannot be written to any more. */
  | { kind: 'closed'; why: string }
  | { kind: 'rejected'; why: string };

/**
 * Codes of Teams that say what is the matter; they stand at different depths of the answer, even within texts. Whatever else an answer
 * quotes is not passed on.
 * https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability (status codes of bot messages)
 */
const CLOSING_CODES = [
  'MessageWritesBlocked',
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'ConversationNotFound',
  'ActivityNotFoundInConversation',
];
const CODES = [...CLOSING_CODES, 'MessageSizeTooBig', 'BadSyntax', 'BadArgument', 'PreconditionFailed', 'ConcurrentRequests'];

/** Longer than this nobody waits on one word of Teams. */
const LONGEST_WAIT_SECONDS = 3_600;

export function readRefusal(status: number, headers: Headers, body: string): Trouble {
  const code = CODES.find((it) => body.includes(it));
  const why = ['Teams answered', status, ...(code === undefined ? [] : [code])].join(' ');
  if (status === 401) return { kind: 'credentials' };
  if ((status === 403 || status === 404) && CLOSING_CODES.some((it) => it === code)) return { kind: 'closed', why };
  // A 403 or 404 in nobody's words may be a proxy's: it says nothing of the person.
  if (status === 403 || status === 404 || status === 408 || status === 412 || status === 429 || status >= 500)
    return passing(why, headers);
  return { kind: 'rejected', why };
}

function passing(why: string, headers: Headers): Trouble {
  const seconds = retryAfter(headers);
  return seconds === undefined ? { kind: 'passing', why } : { kind: 'passing', why, afterSeconds: seconds };
}

/** `Retry-After` in seconds, or as a date, which is held against the date of the same answer: clocks differ. */
function retryAfter(headers: Headers): number | undefined {
  const asked = headers.get('retry-after')?.trim() ?? '';
  const seconds = /^\d+$/.test(asked) ? Number(asked) : secondsBetween(headers.get('date'), asked);
  return seconds === undefined ? undefined : Math.min(Math.max(seconds, 0), LONGEST_WAIT_SECONDS);
}

function secondsBetween(from: string | null, to: string): number | undefined {
  const [start, end] = [DateTime.fromHTTP(from ?? ''), DateTime.fromHTTP(to)];
  return start.isValid && end.isValid ? end.diff(start).as('seconds') : undefined;
}
