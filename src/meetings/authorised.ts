import { type Answer, type Call, request } from './http.ts';
import type { Failed, Later, Limits } from './provider.ts';
import type { Tokens } from './token.ts';

/** A call with the account's token. A token that the provider refuses is renewed, once. */
export type Ask = (call: Pick<Call, 'method' | 'url' | 'json'>) => Promise<Answer | Later | Failed>;

/** For the calls of one `make` or `unmake`, which end together. */
export function authorised(tokens: Tokens, { callMs, wholeMs }: Limits, stopping: AbortSignal): Ask {
  const signal = AbortSignal.any([stopping, AbortSignal.timeout(wholeMs)]);
  return async (call) => {
    let heard: Answer | Later | undefined;
    for (let tries = 0; tries < 2; tries += 1) {
      const token = await tokens.get(signal);
      if (token.kind !== 'token') return token;
      heard = await request({ ...call, timeoutMs: callMs, signal, headers: { authorization: `Bearer ${token.value}` } });
      if (heard.kind !== 'answer' || heard.status !== 401) return heard;
      tokens.refused(token.value);
    }
    return heard ?? { kind: 'later', why: 'no answer' };
  };
}
