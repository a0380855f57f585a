import { z } from 'zod';
import type { Clock } from '#clock.ts';
import type { Answer } from './http.ts';
import type { Failed, Later } from './provider.ts';

/** The access token of one account (client credentials): kept until shortly before its end, asked for once however many need it. */
export interface Tokens {
  get(signal: AbortSignal): Promise<Token>;
  /** The provider refuses this one: the next `get` asks for another, unless that has happened already. */
  refused(value: string): void;
}

export type Token = { kind: 'token'; value: string } | Later | Failed;

const tokenBody = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive() });

/** What the login server gives: a token and for how many seconds, or why there is none. */
export type Granted = { kind: 'granted'; value: string; seconds: number } | Later | Failed;

/** Reads the answer of a token endpoint (RFC 6749 section 5.1). */
export function grantedBy({ body }: Answer): Granted {
  const read = tokenBody.safeParse(body);
  if (!read.success) return { kind: 'failed', why: 'no token in the answer' };
  return { kind: 'granted', value: read.data.access_token, seconds: read.data.expires_in };
}

/** No call takes as long. */
const MARGIN_SECONDS = 120;

/** Judged by the clock that only runs forward: the time of a trial may be moved, a token's life not. */
export function tokens(ask: (signal: AbortSignal) => Promise<Granted>, clock: Pick<Clock, 'uptime'>): Tokens {
  let kept: { value: string; until: number } | undefined;
  let asking: Promise<Token> | undefined;

  async function renew(signal: AbortSignal): Promise<Token> {
    const asked = clock.uptime();
    const granted = await ask(signal);
    if (granted.kind !== 'granted') return granted;
    const { value, seconds } = granted;
    // A short-lived one serves for half of its time.
    kept = { value, until: asked + Math.max(seconds - MARGIN_SECONDS, seconds / 2) * 1000 };
    return { kind: 'token', value };
  }

  return {
    get(signal) {
      if (kept && clock.uptime() < kept.until) return Promise.resolve({ kind: 'token', value: kept.value });
      asking ??= renew(signal).finally(() => {
        asking = undefined;
      });
      return asking;
    },
    refused(value) {
      if (kept?.value === value) kept = undefined;
    },
  };
}
