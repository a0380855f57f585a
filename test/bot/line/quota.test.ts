import { afterEach, beforeEach, expect, test } from 'vitest';
import { lineClient } from '#bot/line/client.ts';
import { readQuota } from '#bot/line/quota.ts';
import { runningPlatform, TOKEN } from '../../simulator/line-platform/running.ts';
import { type Scripted, type ScriptedLine, scriptedLine } from '../../support/scripted-line.ts';

let line: ScriptedLine;
beforeEach(async () => {
  line = await scriptedLine();
});
afterEach(() => line.close());

const clientTo = (apiBaseUrl: string) => lineClient({ apiBaseUrl, channelAccessToken: TOKEN, timeoutMs: 150 });
/** The two calls are made at the same time, so one answer that serves both tells nothing of their order. */
const quotaWith = (both: Scripted) => {
  line.answers(both, both);
  return readQuota(clientTo(line.url));
};

test('what is left is the limit less what was used, and never below nothing', async () => {
  expect(await quotaWith({ status: 200, body: { type: 'limited', value: 200, totalUsage: 45 } })).toEqual({
    remaining: 155,
    limit: 200,
  });
  expect(await quotaWith({ status: 200, body: { type: 'limited', value: 200, totalUsage: 230 } })).toEqual({
    remaining: 0,
    limit: 200,
  });
});

test('an account without a limit says so', async () => {
  expect(await quotaWith({ status: 200, body: { type: 'none', totalUsage: 3 } })).toEqual({ remaining: 'unlimited' });
});

test.each<[string, Scripted]>([
  ['a refusal', { status: 401, body: { message: 'Authentication failed.' } }],
  ['a fault of LINE', { status: 500 }],
  ['no answer in time', 'never'],
  ['a broken connection', 'hang-up'],
  ['an answer that makes no sense', { status: 200, body: { type: 'limited', value: 'many' } }],
  ['an answer that is no JSON', { status: 200, body: 'soon' }],
])('%s leaves the quota unknown, and throws nothing', async (_what, answer) => {
  expect(await quotaWith(answer)).toEqual({ remaining: 'unknown' });
});

test('the double of the platform counts pushes as LINE does, and replies not at all', async () => {
  await using running = await runningPlatform({ monthlyQuota: 2 });
  const client = clientTo(running.url);
  await running.platform.follow(running.talk);
  expect(await readQuota(client)).toEqual({ remaining: 2, limit: 2 });
  await running.push();
  expect(await readQuota(client)).toEqual({ remaining: 1, limit: 2 });
  await running.push();
  expect(await running.push()).toMatchObject({ status: 429, body: { message: 'You have reached your monthly limit.' } });
  expect(await readQuota(client)).toEqual({ remaining: 0, limit: 2 });
});
