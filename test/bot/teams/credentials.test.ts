import { AppCredentials } from 'botframework-connector';
import { expect, test } from 'vitest';
import { credentialsFactory, NoToken, patientTokens } from '#bot/teams/credentials.ts';

const APP = '11111111-2222-4333-8444-555555555555';
const never = new Promise<string>(() => {});

test.each([
  { appId: APP, password: 'secret', type: 'SingleTenant', tenantId: 'tenant' } as const,
  { appId: APP, password: 'secret', type: 'MultiTenant' } as const,
  { appId: APP, type: 'UserAssignedMSI', tenantId: 'tenant' } as const,
])("the SDK's credentials are made for $type", async (credentials) => {
  const factory = credentialsFactory(credentials);
  expect(await factory.isAuthenticationDisabled()).toBe(false);
  expect(await factory.isValidAppId(APP)).toBe(true);
  expect(await factory.isValidAppId('another')).toBe(false);
  const made = await factory.createCredentials(APP, 'https://scope.example', 'https://login.microsoftonline.com/x', true);
  expect(made).toBeInstanceOf(AppCredentials);
});

test('what its type needs and is missing is told at the start', () => {
  expect(() => credentialsFactory({ appId: APP, type: 'SingleTenant', tenantId: 'tenant' })).toThrow('MicrosoftAppPassword');
  expect(() => credentialsFactory({ appId: APP, type: 'UserAssignedMSI' })).toThrow('MicrosoftAppTenantId');
});

test('a token that does not come is given up, and the next time it is asked for anew', async () => {
  const answers = [never, Promise.resolve('token')];
  const tokens = patientTokens({ token: () => answers.shift() ?? never }, 20);
  await expect(tokens.token(false)).rejects.toBeInstanceOf(NoToken);
  expect(await tokens.token(false)).toBe('token');
});

test('many who ask at once wait for one token', async () => {
  let asked = 0;
  const { promise, resolve } = Promise.withResolvers<string>();
  const tokens = patientTokens(
    {
      token() {
        asked += 1;
        return promise;
      },
    },
    60_000,
  );
  const waiting = [tokens.token(false), tokens.token(false), tokens.token(false)];
  resolve('token');
  expect(await Promise.all(waiting)).toEqual(['token', 'token', 'token']);
  expect(asked).toBe(1);
});

test('a refusal of the credentials comes through', async () => {
  const tokens = patientTokens({ token: () => Promise.reject(new NoToken(true)) }, 60_000);
  await expect(tokens.token(false)).rejects.toMatchObject({ refused: true });
});
