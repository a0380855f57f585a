import { Duration } from 'luxon';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { ApiCall, Talk } from '#simulator/line-platform/platform.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { type Behind, behind } from './behind-the-house.ts';

const centreId = 'izumo';
let house: TestHouse;
let back: Behind;

beforeAll(async () => {
  house = await openTestHouse();
  back = behind(house);
});
afterEach(() => {
  const logged = house.logged.splice(0).join('\n');
  house.platform.clearFaults();
  house.platform.setMonthlyQuota(centreId, undefined);
  for (const { userId } of house.platform.people()) expect(logged).not.toContain(userId);
  for (const { replyToken } of house.platform.calls) if (replyToken !== undefined) expect(logged).not.toContain(replyToken);
  expect(logged).not.toMatch(/secret-izumo|token-izumo|予約/);
});
afterAll(async () => {
  await back.close();
  await house.close();
});

/** Time passes, and what has become due is handled. */
async function later(seconds: number): Promise<void> {
  await house.clock.advance(Duration.fromObject({ seconds }));
  await house.house.sweep();
  await house.settle();
}

/** A newcomer writes; answers what reached LINE for this person from then on. */
async function writes(text = '予約したい') {
  const { platform, settle } = house;
  const talk: Talk = { centreId, userId: platform.addUser({ name: 'A' }).userId };
  const from = platform.calls.length;
  await platform.sendText(talk, text);
  await settle();
  return {
    talk,
    calls: (): ApiCall[] => platform.calls.slice(from).filter(({ path }) => path.includes('/message/')),
    statuses: (): number[] =>
      platform.calls
        .slice(from)
        .filter(({ path }) => path.includes('/message/'))
        .map(({ status }) => status),
    /** The messages in the chat, a call's together. */
    arrived: (): number => platform.chat(talk).messages.filter(({ from: who }) => who === 'centre').length,
  };
}

/** How many messages the first answer has. */
async function ofOneAnswer(): Promise<number> {
  const { arrived } = await writes();
  return arrived();
}

const lastOutbox = () => back.rows('SELECT state, sent_by, why FROM outbox ORDER BY seq DESC LIMIT 1');

test('two faults of LINE, then one message: the same reply token is used until it is taken', async () => {
  const one = await ofOneAnswer();
  house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 2, path: '/reply' });
  const { statuses, calls, arrived } = await writes();
  await later(1);
  await later(2);
  expect(statuses()).toEqual([500, 500, 200]);
  expect(new Set(calls().map(({ replyToken }) => replyToken)).size).toBe(1);
  expect(arrived()).toBe(one);
});

test('a call over the rate is made again later', async () => {
  const one = await ofOneAnswer();
  house.platform.fail({ fault: { kind: 'status', status: 429 }, path: '/reply' });
  const { statuses, arrived } = await writes();
  expect(arrived()).toBe(0);
  await later(1);
  expect(statuses()).toEqual([429, 200]);
  expect(arrived()).toBe(one);
});

test("the month's pushes used up: the message has failed, staff can see it, and the conversation goes on", async () => {
  const one = await ofOneAnswer();
  house.platform.setMonthlyQuota(centreId, 0);
  house.platform.fail({ fault: { kind: 'status', status: 500 }, path: '/reply' });
  const { talk, calls, arrived } = await writes();
  await later(60);
  expect(calls().map(({ path, status }) => `${path.split('/').at(-1)} ${status}`)).toEqual(['reply 500', 'push 429']);
  expect(await lastOutbox()).toMatchObject([{ state: 'failed', why: expect.stringContaining('quota') }]);
  expect(house.logged.join()).toContain('quota');
  await later(600);
  expect(calls()).toHaveLength(2);
  expect(arrived()).toBe(0);
  await house.platform.sendText(talk, 'メニュー');
  await house.settle();
  expect(arrived()).toBeGreaterThanOrEqual(1);
  expect(one).toBeGreaterThan(0);
});

test('an answer lost after LINE took the reply: nobody sees the message twice', async () => {
  const one = await ofOneAnswer();
  house.platform.fail({ fault: { kind: 'drop' }, path: '/reply' });
  const { statuses, calls, arrived } = await writes();
  await later(1);
  expect(statuses()).toEqual([0, 400]);
  expect(calls()[1]?.answer).toMatchObject({ message: 'Invalid reply token' });
  expect(arrived()).toBe(one);
  expect(await lastOutbox()).toMatchObject([{ state: 'sent', sent_by: 'reply' }]);
  expect(house.platform.duplicates()).toBe(0);
});

test('an answer lost after LINE took a push: the retry key finds it there (409), which is success', async () => {
  const one = await ofOneAnswer();
  house.platform.fail({ fault: { kind: 'status', status: 429 }, path: '/reply' });
  house.platform.fail({ fault: { kind: 'drop' }, path: '/push' });
  const { calls, arrived } = await writes();
  await later(60);
  await later(60);
  expect(calls().map(({ path, status }) => `${path.split('/').at(-1)} ${status}`)).toEqual(['reply 429', 'push 0', 'push 409']);
  expect(calls()[1]?.retryKey).toBe(calls()[2]?.retryKey);
  expect(arrived()).toBe(one);
  expect(await lastOutbox()).toMatchObject([{ state: 'sent', sent_by: 'push' }]);
  expect(house.platform.duplicates()).toBe(0);
});

test('a call without an answer is given up in time and made again', async () => {
  const one = await ofOneAnswer();
  house.platform.fail({ fault: { kind: 'hang' }, path: '/reply' });
  const { statuses, arrived } = await writes();
  expect(arrived()).toBe(0);
  await later(1);
  expect(statuses()).toEqual([0, 200]);
  expect(arrived()).toBe(one);
});

test('a broken connection is tried again', async () => {
  const one = await ofOneAnswer();
  house.platform.fail({ fault: { kind: 'refuse' }, times: 2, path: '/reply' });
  const { statuses, arrived } = await writes();
  await later(1);
  await later(2);
  expect(statuses()).toEqual([0, 0, 200]);
  expect(arrived()).toBe(one);
});

test('messages keep their order: what is behind a delayed one waits for it', async () => {
  house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 2, path: '/reply' });
  const { talk, calls, arrived } = await writes();
  await house.platform.sendText(talk, 'メニュー');
  await house.settle();
  expect(arrived()).toBe(0);
  // What comes behind does not try again before its time.
  await later(1);
  await later(2);
  const accepted = calls().filter(({ status }) => status === 200);
  const asked = house.platform.webhooks.slice(-2).map(({ events }) => events[0]?.['replyToken']);
  expect(accepted.map(({ replyToken }) => replyToken)).toEqual(asked);
  expect(house.platform.duplicates()).toBe(0);
});

test('a refused access token is told in the log and tried again', async () => {
  house.platform.fail({ fault: { kind: 'status', status: 401 }, path: '/reply' });
  const { arrived } = await writes();
  expect(house.logged.join()).toContain("LINE refused this centre's channel access token");
  await later(61);
  expect(arrived()).toBeGreaterThanOrEqual(1);
});
