import { describe, expect, test } from 'vitest';
import { lineCredentials, mustBeLocal, teamsAccess } from '#credentials.ts';
import { readSettings } from '#env.ts';

function settings(environment: Record<string, string> = {}) {
  const read = readSettings(environment);
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems));
  return read.settings;
}
const OWN = { LINE_CHANNEL_SECRET_IZUMO: 'own-secret', LINE_CHANNEL_ACCESS_TOKEN_IZUMO: 'own-token' };
const variables = (environment: Record<string, string>, centres = ['izumo']): string[] => {
  const read = lineCredentials(settings(environment), centres);
  return read.kind === 'invalid' ? read.problems.map(({ variable }) => variable) : [];
};
function line(environment: Record<string, string>, centres = ['izumo']) {
  const read = lineCredentials(settings(environment), centres);
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems));
  return read.line;
}

test("a centre's own credentials are used", () => {
  expect(line(OWN).get('izumo')).toEqual({ channelSecret: 'own-secret', channelAccessToken: 'own-token', simulated: false });
});

test("outside production a centre without any has the simulator's, other ones at every start", () => {
  const [one, other] = [line({}).get('izumo'), line({}).get('izumo')];
  expect(one?.simulated).toBe(true);
  expect(one?.channelSecret).not.toBe(other?.channelSecret);
  expect(one?.channelAccessToken.length).toBeGreaterThan(20);
});

describe('what is missing is named', () => {
  test('half of them, everywhere', () => {
    expect(variables({ LINE_CHANNEL_SECRET_IZUMO: 'own-secret' })).toEqual(['LINE_CHANNEL_ACCESS_TOKEN_IZUMO']);
    expect(variables({ LINE_CHANNEL_ACCESS_TOKEN_IZUMO: 'own-token' })).toEqual(['LINE_CHANNEL_SECRET_IZUMO']);
  });

  test('all of them in production, for every centre on LINE', () => {
    expect(
      variables({ NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp', ...OWN }, ['izumo', 'matsudo-mothers']),
    ).toEqual(['LINE_CHANNEL_SECRET_MATSUDO_MOTHERS', 'LINE_CHANNEL_ACCESS_TOKEN_MATSUDO_MOTHERS']);
  });

  test('without a secret in the message', () => {
    const read = lineCredentials(settings({ LINE_CHANNEL_SECRET_IZUMO: 'own-secret' }), ['izumo']);
    expect(JSON.stringify(read)).not.toContain('own-secret');
  });
});

describe("with the simulator's credentials the server must be this machine alone", () => {
  const refused = (environment: Record<string, string>) =>
    mustBeLocal(settings(environment), line(environment)).map(({ variable }) => variable);
  test.each([
    {},
    { HOST: 'localhost' },
    { HOST: '::1' },
    { PUBLIC_URL: 'http://127.0.0.1:3000' },
    { PUBLIC_URL: 'http://[::1]:3000' },
  ])('as with %j', (environment: Record<string, string>) => {
    expect(refused(environment)).toEqual([]);
  });
  test.each([
    [{ HOST: '0.0.0.0' }, ['HOST']],
    [{ HOST: '192.168.1.10' }, ['HOST']],
    [{ PUBLIC_URL: 'https://yoyaku.example.jp' }, ['PUBLIC_URL']],
    [{ HOST: '::', PUBLIC_URL: 'https://localhost.example.jp' }, ['HOST', 'PUBLIC_URL']],
  ])('unlike with %j', (environment: Record<string, string>, named) => {
    expect(refused(environment)).toEqual(named);
  });
  test('and with its own it may be anywhere', () => {
    expect(refused({ ...OWN, HOST: '0.0.0.0', PUBLIC_URL: 'https://yoyaku.example.jp' })).toEqual([]);
  });
});

describe('Teams', () => {
  const APP = '0f8b6f8e-0d6a-4c3e-9f5e-2a1b3c4d5e6f';
  const TENANT = '11111111-2222-4333-8444-555555555555';
  const OTHER = '66666666-7777-4888-9999-000000000000';
  const REGISTERED = { MicrosoftAppId: APP, MicrosoftAppPassword: 'client-secret', MicrosoftAppTenantId: TENANT };
  const PRODUCTION = { NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp' };
  const read = (environment: Record<string, string>, centres: { id: string; teamsTenant?: string }[] = [{ id: 'one' }]) =>
    teamsAccess(settings(environment), centres);
  const wrong = (...of: Parameters<typeof read>) => {
    const access = read(...of);
    return access.kind === 'invalid' ? access.problems.map(({ variable }) => variable) : [];
  };
  const access = (...of: Parameters<typeof read>) => {
    const it = read(...of);
    if (it.kind === 'invalid') throw new Error(JSON.stringify(it.problems));
    return it.teams;
  };

  test('without a centre on it nothing is needed, in production neither', () => {
    expect(access(PRODUCTION, [])).toBeUndefined();
  });

  test('in production an app id is needed: without one everybody could speak', () => {
    expect(wrong(PRODUCTION)).toEqual(['MicrosoftAppId']);
    expect(access({})).toMatchObject({ credentials: undefined });
  });

  test('half a registration is refused everywhere', () => {
    expect(wrong({ MicrosoftAppPassword: 'client-secret' })).toEqual(['MicrosoftAppId']);
    expect(wrong({ MicrosoftAppId: APP })).toEqual(['MicrosoftAppTenantId', 'MicrosoftAppPassword']);
    expect(wrong({ ...REGISTERED, MicrosoftAppId: 'my bot' })).toEqual(['MicrosoftAppId']);
    expect(wrong({ ...REGISTERED, MicrosoftAppType: 'Single' })).toEqual(['MicrosoftAppType']);
  });

  test('a registration is single-tenant unless it says otherwise; a managed identity has no secret', () => {
    const single = { appId: APP, type: 'SingleTenant', password: 'client-secret', tenantId: TENANT };
    expect(access({ ...PRODUCTION, ...REGISTERED })?.credentials).toEqual(single);
    const identity = { MicrosoftAppId: APP, MicrosoftAppTenantId: TENANT, MicrosoftAppType: 'UserAssignedMSI' };
    expect(access({ ...PRODUCTION, ...identity })?.credentials).toEqual({
      appId: APP,
      type: 'UserAssignedMSI',
      tenantId: TENANT,
    });
  });

  test('one centre has every client; of several each has those of its own organisation', () => {
    expect(access(REGISTERED)?.centreOf(undefined)).toBe('one');
    const two = access(REGISTERED, [
      { id: 'one', teamsTenant: TENANT },
      { id: 'other', teamsTenant: OTHER },
    ]);
    expect(two?.centreOf(OTHER.toUpperCase())).toBe('other');
    expect(two?.centreOf('another')).toBeUndefined();
    expect(two?.centreOf(undefined)).toBeUndefined();
    expect(wrong(REGISTERED, [{ id: 'one' }, { id: 'other', teamsTenant: OTHER }])).toEqual(['one.yaml: teams-tenant']);
    const same = [
      { id: 'one', teamsTenant: OTHER },
      { id: 'other', teamsTenant: OTHER },
    ];
    expect(wrong(REGISTERED, same)).toEqual(['other.yaml: teams-tenant']);
  });

  test('a trial without an app id is for this machine alone', () => {
    const trial = access({});
    const there = (environment: Record<string, string>) =>
      mustBeLocal(settings(environment), new Map(), trial).map(({ variable }) => variable);
    expect(there({})).toEqual([]);
    expect(there({ HOST: '0.0.0.0', PUBLIC_URL: 'https://yoyaku.example.jp' })).toEqual(['HOST', 'PUBLIC_URL']);
    expect(mustBeLocal(settings({ HOST: '0.0.0.0' }), new Map(), access(REGISTERED))).toEqual([]);
  });
});
