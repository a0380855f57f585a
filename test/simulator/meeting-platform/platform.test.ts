import { afterAll, beforeAll, expect, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { meetingPlatform } from '#simulator/meeting-platform/platform.ts';
import { inTokyo } from '../../support/tokyo.ts';

const clock = stoppedClock(inTokyo('2026-11-20T10:00'));
const account = { account: 'a', clientId: 'c', clientSecret: 's' };
const platform = meetingPlatform({ clock, dailyLimit: 1, accounts: [{ vendor: 'zoom', ...account }] });
let api: Awaited<ReturnType<typeof platform.start>>;
beforeAll(async () => {
  api = await platform.start();
});
afterAll(() => api.stop());

const basic = (secret: string) => `Basic ${Buffer.from(`c:${secret}`).toString('base64')}`;
const token = (authorization: string, grant = 'account_credentials') =>
  fetch(`${api.url}/zoom/oauth/token`, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams({ grant_type: grant, account_id: 'a' }),
  });
const create = (authorization: string, host = 'me@example.jp') =>
  fetch(`${api.url}/zoom/v2/users/${host}/meetings`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json' },
    body: JSON.stringify({ topic: 't', type: 2 }),
  });

async function bearer(): Promise<string> {
  const { access_token } = (await (await token(basic('s'))).json()) as { access_token: string };
  return `Bearer ${access_token}`;
}

test('a token is given for the right secret and grant alone, and nothing is done without one', async () => {
  const before = platform.meetings.length;
  expect([(await token(basic('x'))).status, (await token(basic('s'), 'password')).status]).toEqual([400, 400]);
  expect((await create('Bearer made-up')).status).toBe(401);
  expect(platform.meetings).toHaveLength(before);
});

test('a host makes no more than the limit of the day, in UTC, and is told when the next begins', async () => {
  const authorization = await bearer();
  expect((await create(authorization)).status).toBe(201);
  const refused = await create(authorization);
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2026-11-21T00:00:00Z']);
  expect((await create(authorization, 'other@example.jp')).status).toBe(201);
  clock.set(inTokyo('2026-11-21T09:00'));
  expect((await create(authorization)).status).toBe(201);
});

test('the link of a meeting leads to a page that says that it is a trial', async () => {
  await create(await bearer(), 'third@example.jp');
  const answer = await fetch(platform.meetings.at(-1)?.joinUrl ?? '');
  expect(await answer.text()).toContain('お試し');
});
