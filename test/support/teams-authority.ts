import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { Authority } from '#bot/teams/authority.ts';

const ISSUER = 'https://api.botframework.com';
const KID = 'key-of-this-test';

/** How a token is to differ from a good one. */
export type Wrong = {
  claims?: Readonly<Record<string, unknown>>;
  /** Signed with a key that the authority does not publish, under the id of one that it does. */
  foreignKey?: boolean;
  kid?: string;
  /** From the present, negative for the past. */
  endsInSeconds?: number;
};

export type TeamsAuthority = Authority & {
  /** A token of the channel service for this bot and this service address. */
  sign(appId: string, serviceUrl: string, wrong?: Wrong): Promise<string>;
  /** How often its keys were asked for. */
  asked(): number;
  /** Answers nothing but this status from now on. */
  fail(status: number): void;
  close(): Promise<void>;
};

/** An authority on this machine that signs as the Bot Connector service does; its key speaks for these channels. */
export async function teamsAuthority(endorsements: readonly string[] = ['msteams']): Promise<TeamsAuthority> {
  const own = await generateKeyPair('RS256');
  const foreign = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: KID, use: 'sig', endorsements };
  let failing: number | undefined;
  let asked = 0;
  const server = createServer((request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) asked += 1;
    response.writeHead(failing ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(isKeys ? { keys: [jwk] } : { issuer: ISSUER, jwks_uri: `${url}/keys` }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    openIdMetadataUrl: `${url}/.well-known/openidconfiguration`,
    issuer: ISSUER,
    sign: (appId, serviceUrl, wrong = {}) =>
      sign(wrong.foreignKey ? foreign.privateKey : own.privateKey, appId, serviceUrl, wrong),
    asked: () => asked,
    fail(status) {
      failing = status;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      if (server.listening) await once(server, 'close');
    },
  };
}

/** Tokens are judged by the real clock, whatever the clock of a test says. */
function sign(key: CryptoKey, appId: string, serviceUrl: string, { claims, kid = KID, endsInSeconds = 3600 }: Wrong) {
  const now = Math.floor(Date.now() / 1000);
  const good = { iss: ISSUER, aud: appId, serviceurl: serviceUrl, nbf: now - 7200, exp: now + endsInSeconds };
  return new SignJWT({ ...good, ...claims }).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
}
