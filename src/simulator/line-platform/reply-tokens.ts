import { opaqueToken } from './identifiers.ts';
import type { Talk } from './types.ts';

/** A reply token can be used for this long after its webhook went out. */
export const REPLY_TOKEN_MS = 60_000;
/** A retry key is remembered for 24 hours after the first try. */
const RETRY_KEY_MS = 24 * 3_600_000;

/** `mark`: where the duplicate counter stood when the event went out. */
type Issued = { talk: Talk; mark: number; sentAt: number; used: boolean };

/** The reply tokens that are out. Each is good once, for 60 s of `uptime` after its last delivery. */
export function replyTokens(uptime: () => number) {
  const issued = new Map<string, Issued>();
  return {
    issue(talk: Talk, mark: number): string {
      const token = opaqueToken();
      issued.set(token, { talk, mark, sentAt: uptime(), used: false });
      return token;
    },
    /** A redelivered webhook carries the same token, and its time starts again. */
    renew(token: string): void {
      const known = issued.get(token);
      if (known) known.sentAt = uptime();
    },
    /** Uses a token up; undefined where it is unknown, used or too old. */
    use(token: string, centreId: string): Issued | undefined {
      const known = issued.get(token);
      if (!known || known.used || known.talk.centreId !== centreId || uptime() - known.sentAt > REPLY_TOKEN_MS) return undefined;
      known.used = true;
      return known;
    },
    /** Forgets tokens that can never be used again, so that a long bench stays small. */
    prune(): void {
      for (const [token, one] of issued) {
        if (uptime() - one.sentAt <= REPLY_TOKEN_MS) return;
        issued.delete(token);
      }
    },
  };
}

export type Accepted = { requestId: string; answer: { sentMessages: { id: string; quoteToken: string }[] } };

/** Retry keys by centre, with what was accepted under them. */
export function retryKeys(uptime: () => number) {
  const known = new Map<string, Accepted & { at: number }>();
  return {
    accepted(centreId: string, retryKey: string): Accepted | undefined {
      const one = known.get(`${centreId} ${retryKey.toLowerCase()}`);
      return one && uptime() - one.at <= RETRY_KEY_MS ? one : undefined;
    },
    remember(centreId: string, retryKey: string, accepted: Accepted): void {
      known.set(`${centreId} ${retryKey.toLowerCase()}`, { ...accepted, at: uptime() });
      for (const [key, one] of known) {
        if (uptime() - one.at <= RETRY_KEY_MS) return;
        known.delete(key);
      }
    },
  };
}
