import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';

/** Who signs what the channel service sends. */
export type Authority = {
  /** Its OpenID metadata, which name its keys. */
  openIdMetadataUrl: string;
  issuer: string;
};

/** Microsoft's, for the public cloud. https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-connector-authentication */
export const BOT_FRAMEWORK: Authority = {
  openIdMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  issuer: 'https://api.botframework.com',
};

export type TokenJudgement =
  /** `endorses`: whether the key may speak for a channel. */
  | { kind: 'good'; claims: JWTPayload; endorses: (channelId: string) => boolean }
  | { kind: 'bad' }
  /** The authority's keys cannot be had: nobody knows whether it is good. */
  | { kind: 'unknown' };

type Settings = Authority & { audience: string; timeoutMs: number };

const metadata = z.looseObject({ jwks_uri: z.url() });
const endorsedKey = z.looseObject({ kid: z.string(), endorsements: z.array(z.string()).min(1) });

class NoKeys extends Error {}

/**
 * Judges tokens of the channel service as Microsoft asks: its issuer, our app id as audience, its key, RS256, in time with five minutes'
 * leave. The SDK (4.23) would look for its keys without a time-out, print refused tokens' faults, and take tokens of emulators, skills and
 * App Service extensions by other rules, in which no service address is compared.
 */
export function tokenJudge({
  openIdMetadataUrl,
  issuer,
  audience,
  timeoutMs,
}: Settings): (token: string) => Promise<TokenJudgement> {
  let keySet: ReturnType<typeof createRemoteJWKSet> | undefined;
  let looking: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined;

  /** Many may ask while the authority is slow: it is asked once. */
  async function keys(): Promise<ReturnType<typeof createRemoteJWKSet>> {
    if (keySet) return keySet;
    looking ??= findKeys(openIdMetadataUrl, timeoutMs).finally(() => {
      looking = undefined;
    });
    keySet = await looking;
    return keySet;
  }

  const keyOf: JWTVerifyGetKey = async (header, token) => {
    try {
      return await (await keys())(header, token);
    } catch (fault) {
      if (isAboutTheToken(fault)) throw fault;
      // They may have moved: their address is looked up again.
      keySet = undefined;
      throw new NoKeys();
    }
  };

  return async (token) => {
    try {
      const options = { issuer, audience, algorithms: ['RS256'], clockTolerance: 300, requiredClaims: ['exp'] };
      const { payload, protectedHeader } = await jwtVerify(token, keyOf, options);
      return { kind: 'good', claims: payload, endorses: endorser(keySet?.jwks()?.keys, protectedHeader.kid) };
    } catch (fault) {
      if (fault instanceof NoKeys) return { kind: 'unknown' };
      if (fault instanceof errors.JOSEError || fault instanceof TypeError) return { kind: 'bad' };
      throw fault;
    }
  };
}

/** Keys are read again after a day, and at an unknown key id, though not more than twice a minute: anybody can make ids up. */
async function findKeys(openIdMetadataUrl: string, timeoutMs: number): Promise<ReturnType<typeof createRemoteJWKSet>> {
  const response = await fetch(openIdMetadataUrl, { signal: AbortSignal.timeout(timeoutMs) });
  const { jwks_uri: address } = metadata.parse(await response.json());
  return createRemoteJWKSet(new URL(address), { timeoutDuration: timeoutMs, cacheMaxAge: 86_400_000, cooldownDuration: 30_000 });
}

const isAboutTheToken = (fault: unknown): boolean =>
  fault instanceof errors.JWKSNoMatchingKey ||
  fault instanceof errors.JWKSMultipleMatchingKeys ||
  fault instanceof errors.JOSENotSupported;

/** A key that names channels speaks for these alone. */
function endorser(keys: readonly unknown[] | undefined, kid: string | undefined): (channelId: string) => boolean {
  const key = keys?.map((it) => endorsedKey.safeParse(it)).find((it) => it.success && it.data.kid === kid);
  return (channelId) => !key?.success || key.data.endorsements.includes(channelId);
}
