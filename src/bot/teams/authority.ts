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

type KeySet = ReturnType<typeof createRemoteJWKSet>;

class NoKeys extends Error {}

async function keyIn(keys: KeySet, ...of: Parameters<KeySet>): ReturnType<KeySet> {
  try {
    return await keys(...of);
  } catch (fault) {
    throw isAboutTheToken(fault) ? fault : new NoKeys();
  }
}

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
  let keySet: KeySet | undefined;
  let looking: Promise<KeySet> | undefined;

  /** Many may ask while the authority is slow: it is asked once. */
  function find(): Promise<KeySet> {
    looking ??= findKeys(openIdMetadataUrl, timeoutMs).finally(() => {
      looking = undefined;
    });
    return looking;
  }

  /** The keys may have moved: their address is looked up again. Those that are known stay until others were read. */
  async function foundAnew(prove: (keys: KeySet) => ReturnType<KeySet>): ReturnType<KeySet> {
    const keys = await find();
    try {
      return await prove(keys);
    } finally {
      if (keys.jwks()) keySet = keys;
    }
  }

  return async (token) => {
    try {
      let proving: KeySet | undefined;
      const keyOf: JWTVerifyGetKey = async (header, jws) => {
        const prove = (keys: KeySet) => {
          proving = keys;
          return keyIn(keys, header, jws);
        };
        try {
          return await (keySet ? prove(keySet) : foundAnew(prove));
        } catch (fault) {
          if (!(fault instanceof NoKeys) || proving !== keySet) throw fault;
          return await foundAnew(prove);
        }
      };
      const options = { issuer, audience, algorithms: ['RS256'], clockTolerance: 300, requiredClaims: ['exp'] };
      const { payload, protectedHeader } = await jwtVerify(token, keyOf, options);
      return { kind: 'good', claims: payload, endorses: endorser(proving?.jwks()?.keys, protectedHeader.kid) };
    } catch (fault) {
      if (fault instanceof NoKeys) return { kind: 'unknown' };
      if (fault instanceof errors.JOSEError || fault instanceof TypeError) return { kind: 'bad' };
      throw fault;
    }
  };
}

/** Keys are read again after a day, and at an unknown key id, though not more than twice a minute: anybody can make ids up. */
async function findKeys(openIdMetadataUrl: string, timeoutMs: number): Promise<KeySet> {
  const address = await keysAddress(openIdMetadataUrl, timeoutMs);
  return createRemoteJWKSet(new URL(address), { timeoutDuration: timeoutMs, cacheMaxAge: 86_400_000, cooldownDuration: 30_000 });
}

async function keysAddress(openIdMetadataUrl: string, timeoutMs: number): Promise<string> {
  try {
    const response = await fetch(openIdMetadataUrl, { signal: AbortSignal.timeout(timeoutMs) });
    return metadata.parse(await response.json()).jwks_uri;
  } catch {
    throw new NoKeys();
  }
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
