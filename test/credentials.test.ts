import { describe, expect, test } from 'vitest';
import { lineCredentials, mustBeLocal } from '#credentials.ts';
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
