import { describe, expect, it } from 'vitest';
import { runningPlatform } from './running.ts';

const KEY = '123e4567-e89b-12d3-a456-426614174000';

describe('the LINE platform double', () => {
  it('refuses a call without the channel access token', async () => {
    await using line = await runningPlatform();
    const answer = await line.call('GET', '/v2/bot/info', undefined, { authorization: 'Bearer wrong' });
    expect(answer.status).toBe(401);
    expect(answer.body.message).toContain('Authentication failed');
  });

  it('refuses a body that is no JSON, and one over 2 MB', async () => {
    await using line = await runningPlatform();
    expect(await line.call('POST', '/v2/bot/message/push', '{')).toMatchObject({
      status: 400,
      body: { message: 'The request body could not be parsed as JSON' },
    });
    const large = JSON.stringify({ to: line.person.userId, messages: [{ type: 'text', text: 'あ'.repeat(800_000) }] });
    expect((await line.call('POST', '/v2/bot/message/push', large)).status).toBe(413);
  });

  it('takes a reply token once', async () => {
    await using line = await runningPlatform();
    const { events } = await line.platform.sendText(line.talk, 'こんにちは');
    const token = events[0]?.['replyToken'];
    const first = await line.reply(token);
    expect(first.status).toBe(200);
    expect(first.body.sentMessages).toHaveLength(1);
    expect(await line.reply(token)).toMatchObject({ status: 400, body: { message: 'Invalid reply token' } });
    expect(line.platform.chat(line.talk).messages.map((one) => one.message['text'])).toEqual(['こんにちは', 'はい']);
  });

  it('takes a reply token for 60 seconds, however far the day was moved', async () => {
    await using line = await runningPlatform();
    const early = await line.platform.sendText(line.talk, '1');
    line.clock.set(line.clock.now().plus({ days: 1 }));
    line.uptime.now = 60_000;
    expect((await line.reply(early.events[0]?.['replyToken'])).status).toBe(200);
    const late = await line.platform.sendText(line.talk, '2');
    line.uptime.now = 120_001;
    expect((await line.reply(late.events[0]?.['replyToken'])).status).toBe(400);
  });

  it('takes no retry key with a reply', async () => {
    await using line = await runningPlatform();
    const { events } = await line.platform.sendText(line.talk, '1');
    const body = { replyToken: events[0]?.['replyToken'], messages: [{ type: 'text', text: 'a' }] };
    expect((await line.call('POST', '/v2/bot/message/reply', body, { 'x-line-retry-key': KEY })).status).toBe(400);
  });

  it('accepts a retry key once and names the accepted request after that', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    const first = await line.push(undefined, KEY);
    const second = await line.push(undefined, KEY);
    expect(first.status).toBe(200);
    expect(second).toMatchObject({
      status: 409,
      body: { message: 'The retry key is already accepted', sentMessages: first.body.sentMessages },
    });
    expect(second.headers.get('x-line-accepted-request-id')).toBeTruthy();
    expect(line.platform.chat(line.talk).messages).toHaveLength(1);
    expect((await line.push(undefined, 'not-a-uuid')).status).toBe(400);
  });

  it('names the request that it accepted', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    const first = await line.push(undefined, KEY);
    const second = await line.push(undefined, KEY);
    expect(second.headers.get('x-line-accepted-request-id')).toBe(first.headers.get('x-line-request-id'));
  });

  it('answers 200 for a person who blocked the account, and delivers nothing', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    await line.platform.block(line.talk);
    expect((await line.push()).status).toBe(200);
    expect(line.platform.chat(line.talk).messages).toHaveLength(0);
    await expect(line.platform.sendText(line.talk, 'x')).rejects.toThrow('blocked');
    expect((await line.call('GET', `/v2/bot/profile/${line.person.userId}`)).status).toBe(404);
  });

  it('counts pushes against the month and refuses them when it is used up; replies are free', async () => {
    await using line = await runningPlatform({ monthlyQuota: 1 });
    const { events } = await line.platform.follow(line.talk);
    expect((await line.push()).status).toBe(200);
    expect(await line.push()).toMatchObject({ status: 429, body: { message: 'You have reached your monthly limit.' } });
    expect((await line.reply(events[0]?.['replyToken'])).status).toBe(200);
    expect((await line.call('GET', '/v2/bot/message/quota')).body).toEqual({ type: 'limited', value: 1 });
    expect((await line.call('GET', '/v2/bot/message/quota/consumption')).body).toEqual({ totalUsage: 1 });
    line.clock.set(line.clock.now().plus({ months: 1 }));
    expect((await line.push()).status).toBe(200);
  });

  it('sends to many at once, each person once', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    const to = [line.person.userId, line.person.userId];
    const body = { to, messages: [{ type: 'text', text: 'お知らせ' }] };
    expect(await line.call('POST', '/v2/bot/message/multicast', body)).toMatchObject({ status: 200, body: {} });
    expect(line.platform.chat(line.talk).messages).toHaveLength(1);
    const many = Array.from({ length: 501 }, (_, index) => `U${index.toString(16).padStart(32, '0')}`);
    expect((await line.call('POST', '/v2/bot/message/multicast', { ...body, to: many })).status).toBe(400);
  });

  it('shows the loading animation until a message comes', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    const start = (loadingSeconds: number) =>
      line.call('POST', '/v2/bot/chat/loading/start', { chatId: line.person.userId, loadingSeconds });
    expect((await start(7)).status).toBe(400);
    expect((await start(20)).status).toBe(202);
    expect(line.platform.chat(line.talk).loadingUntil).toBe(20_000);
    await line.push();
    expect(line.platform.chat(line.talk).loadingUntil).toBeUndefined();
  });

  it('tells the profile of a friend and the account itself', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    expect((await line.call('GET', `/v2/bot/profile/${line.person.userId}`)).body).toEqual({
      userId: line.person.userId,
      displayName: '山田 花子',
      language: 'ja',
    });
    expect((await line.call('GET', '/v2/bot/info')).body).toMatchObject({ displayName: 'hakodate', chatMode: 'bot' });
    expect((await line.call('GET', '/v2/bot/nothing')).status).toBe(404);
  });

  it('fails the next calls as it is told to', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    line.platform.fail({ fault: { kind: 'status', status: 500 }, times: 2, path: '/push' });
    line.platform.fail({ fault: { kind: 'status', status: 429 }, path: '/push' });
    expect((await line.call('GET', '/v2/bot/info')).status).toBe(200);
    expect([
      (await line.push()).status,
      (await line.push()).status,
      (await line.push()).status,
      (await line.push()).status,
    ]).toEqual([500, 500, 429, 200]);
  });

  it('can accept a call and lose the answer', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    line.platform.fail({ fault: { kind: 'drop' } });
    await expect(line.push(undefined, KEY)).rejects.toThrow();
    expect(line.platform.chat(line.talk).messages).toHaveLength(1);
    expect((await line.push(undefined, KEY)).status).toBe(409);
  });

  it('can break the connection before it accepts, and hang until the caller gives up', async () => {
    await using line = await runningPlatform();
    await line.platform.follow(line.talk);
    line.platform.fail({ fault: { kind: 'refuse' } });
    await expect(line.push()).rejects.toThrow();
    line.platform.fail({ fault: { kind: 'hang' } });
    const giveUp = new AbortController();
    line.platform.onChange((change) => {
      if (change.kind === 'log' && change.entry.status === 0) giveUp.abort();
    });
    const headers = { authorization: 'Bearer test-token', 'content-type': 'application/json' };
    await expect(fetch(`${line.url}/v2/bot/info`, { headers, signal: giveUp.signal })).rejects.toThrow();
    expect(line.platform.chat(line.talk).messages).toHaveLength(0);
  });

  it('counts what a person gets twice', async () => {
    await using line = await runningPlatform();
    const { events } = await line.platform.sendText(line.talk, '1');
    const messages = [{ type: 'text', text: '同じ' }];
    await line.reply(events[0]?.['replyToken'], messages);
    expect(line.platform.duplicates()).toBe(0);
    await line.push(messages);
    expect(line.platform.duplicates()).toBe(1);
    const next = await line.platform.sendText(line.talk, '2');
    await line.reply(next.events[0]?.['replyToken'], messages);
    expect(line.platform.duplicates()).toBe(1);
  });

  it('records every call', async () => {
    await using line = await runningPlatform();
    const { events } = await line.platform.sendText(line.talk, '1');
    await line.reply(events[0]?.['replyToken']);
    expect(line.platform.calls).toHaveLength(1);
    expect(line.platform.calls[0]).toMatchObject({
      path: '/v2/bot/message/reply',
      status: 200,
      centreId: 'hakodate',
      replyToken: events[0]?.['replyToken'],
    });
  });
});
