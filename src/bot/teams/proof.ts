import { type Authority, tokenJudge } from './authority.ts';
import type { TeamsCredentials } from './credentials.ts';
import type { Refusal } from './refuse.ts';

/** An activity as it came in. */
type Brought = Readonly<Record<string, unknown>>;

export type Proof = (
  authorization: string | undefined,
) => Promise<{ kind: 'refused'; why: Refusal } | { kind: 'proven'; mayBring: (activity: Brought) => Refusal | undefined }>;

type Settings = {
  credentials: TeamsCredentials;
  authority: Authority;
  timeoutMs: number;
  /** Addresses of this machine need no https. */
  localHttp: boolean;
};

/**
 * Whether a request comes from Teams: first by its token alone, then by what the token says of the activity. Our own token is later sent
 * to the activity's serviceUrl, so it must be the one that the authority has signed.
 */
export function proofOfOrigin({ credentials, authority, timeoutMs, localHttp }: Settings): Proof {
  if (!credentials)
    return async () => ({ kind: 'proven', mayBring: ({ serviceUrl }) => (isLocal(serviceUrl) ? undefined : 'not-local') });
  const judge = tokenJudge({ ...authority, audience: credentials.appId, timeoutMs });
  return async (authorization) => {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization?.trim() ?? '') ?? [];
    if (token === undefined) return { kind: 'refused', why: 'token-missing' };
    const judged = await judge(token);
    if (judged.kind === 'unknown') return { kind: 'refused', why: 'authority-silent' };
    if (judged.kind === 'bad') return { kind: 'refused', why: 'token-wrong' };
    const { claims, endorses } = judged;
    return {
      kind: 'proven',
      mayBring({ serviceUrl, channelId }) {
        if (typeof channelId !== 'string' || !endorses(channelId)) return 'token-wrong';
        const isSafe = isHttps(serviceUrl) || (localHttp && isLocal(serviceUrl));
        return isSafe && claims['serviceurl'] === serviceUrl ? undefined : 'service-address-wrong';
      },
    };
  };
}

const isHttps = (address: unknown): boolean => addressOf(address)?.protocol === 'https:';

/** A loopback address; names that only begin like one are none. */
function isLocal(address: unknown): boolean {
  const url = addressOf(address);
  if (!url || !/^https?:$/.test(url.protocol)) return false;
  return url.hostname === 'localhost' || url.hostname === '[::1]' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(url.hostname);
}

const addressOf = (address: unknown): URL | undefined =>
  typeof address === 'string' ? (URL.parse(address) ?? undefined) : undefined;
