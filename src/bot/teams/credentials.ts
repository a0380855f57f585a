import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { AppCredentials, AuthenticationConstants, type ServiceClientCredentialsFactory } from 'botframework-connector';
import { z } from 'zod';

/** As Bot Framework names them; undefined: a trial without an app id, which takes everything from this machine and never goes to production. */
export type TeamsCredentials =
  | { appId: string; password?: string; type: 'SingleTenant' | 'MultiTenant' | 'UserAssignedMSI'; tenantId?: string }
  | undefined;

/** Tokens for calls to the channel service. `fresh`: the last one was refused. Rejects where none can be had. */
export type TokenSource = { token(fresh: boolean): Promise<string> };

/** No token: `refused` where the credentials are wrong. */
export class NoToken extends Error {
  readonly refused: boolean;
  constructor(refused: boolean) {
    super(refused ? 'the credentials were refused' : 'no token could be had');
    this.refused = refused;
  }
}

/** The SDK's credentials (a secret or a managed identity); throws where what its type needs is missing. */
export function credentialsFactory(credentials: TeamsCredentials): ServiceClientCredentialsFactory {
  if (!credentials) return new ConfigurationServiceClientCredentialFactory();
  const { appId, password, type, tenantId } = credentials;
  return new ConfigurationServiceClientCredentialFactory({
    MicrosoftAppId: appId,
    MicrosoftAppType: type,
    ...(password !== undefined && { MicrosoftAppPassword: password }),
    ...(tenantId !== undefined && { MicrosoftAppTenantId: tenantId }),
  });
}

/** Tokens of Microsoft's login service, which the SDK keeps until five minutes before their end. */
export function microsoftTokens(credentials: NonNullable<TeamsCredentials>): TokenSource {
  const factory = credentialsFactory(credentials);
  const { ToChannelFromBotOAuthScope: scope, ToChannelFromBotLoginUrl: login } = AuthenticationConstants;
  let made: ReturnType<typeof factory.createCredentials> | undefined;
  return {
    async token(fresh) {
      made ??= factory.createCredentials(credentials.appId, scope, login, true);
      const ours = await made;
      if (!(ours instanceof AppCredentials))
        throw new Error('botframework-connector has changed: its credentials give no tokens.');
      try {
        return await ours.getToken(fresh);
      } catch (fault) {
        throw new NoToken(isRefusal(fault));
      }
    },
  };
}

/** MSAL and the managed identity's client both tell the status of an answer that says no; anything else may pass. */
const refusal = z.union([z.looseObject({ status: z.number() }), z.looseObject({ statusCode: z.number() })]);

function isRefusal(fault: unknown): boolean {
  const read = refusal.safeParse(fault);
  const status = read.success ? Number(read.data['status'] ?? read.data['statusCode']) : 0;
  return status >= 400 && status < 500 && status !== 408 && status !== 429;
}

/**
 * One request for a token at a time, given up after `timeoutMs`: neither MSAL nor the managed identity's client has a time-out that could
 * be set. A request that was given up is not waited for again.
 */
export function patientTokens(source: TokenSource, timeoutMs: number): TokenSource {
  let pending: Promise<string> | undefined;
  return {
    async token(fresh) {
      const asked = pending ?? inTime(source.token(fresh), timeoutMs);
      pending = asked;
      try {
        return await asked;
      } finally {
        if (pending === asked) pending = undefined;
      }
    },
  };
}

async function inTime(token: Promise<string>, timeoutMs: number): Promise<string> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new NoToken(false)), timeoutMs);
  try {
    return await Promise.race([token, over]);
  } finally {
    clearTimeout(timer);
  }
}
