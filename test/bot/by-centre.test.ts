import { afterEach, beforeEach, expect, test } from 'vitest';
import { byCentre } from '#bot/by-centre.ts';
import { lineChannel } from '#bot/line/channel.ts';
import { type ScriptedLine, scriptedLine } from '../support/scripted-line.ts';

let inside: ScriptedLine;
let outside: ScriptedLine;
beforeEach(async () => {
  inside = await scriptedLine();
  outside = await scriptedLine();
});
afterEach(async () => {
  await inside.close();
  await outside.close();
});

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const channelTo = (line: ScriptedLine, centreId: string) =>
  lineChannel({ apiBaseUrl: line.url, credentials: new Map([[centreId, { channelAccessToken: `token-${centreId}` }]]), log });

test('a centre with credentials of its own speaks to LINE, one without to the simulator', async () => {
  const channel = byCentre(new Map([['hakodate', true]]), {
    inside: channelTo(inside, 'hakodate'),
    outside: channelTo(outside, 'izumo'),
  });
  const rendered = channel.render({ step: 1, messages: [{ kind: 'text', text: 'こんにちは' }], choices: [] });
  const message = { userId: `U${'1'.repeat(32)}`, rendered, attempts: 0 };
  inside.answers({ status: 200, body: { sentMessages: [] } }, { status: 202 });
  outside.answers({ status: 200, body: { sentMessages: [] } }, { status: 202 });

  for (const centreId of ['hakodate', 'izumo']) {
    expect(await channel.deliver({ id: '018f4c3e-0000-7000-8000-000000000001', centreId, ...message })).toEqual({
      kind: 'sent',
      by: 'push',
    });
    await channel.showWorking({ centreId, userId: message.userId });
  }
  expect(channel.name).toBe('line');
  const paths = ['/v2/bot/message/push', '/v2/bot/chat/loading/start'];
  expect(inside.requests.map(({ path }) => path)).toEqual(paths);
  expect(outside.requests.map(({ path }) => path)).toEqual(paths);
  expect(inside.requests[0]?.headers.authorization).toBe('Bearer token-hakodate');
  expect(outside.requests[0]?.headers.authorization).toBe('Bearer token-izumo');
});

test('each centre’s quota is asked for where its messages go', async () => {
  const channel = byCentre(new Map([['hakodate', true]]), {
    inside: channelTo(inside, 'hakodate'),
    outside: channelTo(outside, 'izumo'),
  });
  inside.answers({ status: 200, body: { type: 'none' } }, { status: 200, body: { type: 'none', totalUsage: 0 } });
  expect(await channel.pushQuota('hakodate')).toEqual({ remaining: 'unlimited' });
  expect(outside.requests.filter(({ path }) => path.includes('/quota'))).toEqual([]);
});
