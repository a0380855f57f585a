import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import pino from 'pino';
import { afterEach, expect, test } from 'vitest';
import type { IncomingEvent } from '#bot/channel.ts';
import { lineWebhook } from '#bot/line/webhook.ts';

const SECRET = 'channel-secret-of-izumo';
const USER = `U${'c'.repeat(32)}`;
const SPOKEN = '山田と申します';
const body = JSON.stringify({
  destination: 'U0',
  events: [
    {
      type: 'message',
      mode: 'active',
      timestamp: 1_795_568_400_000,
      webhookEventId: '01FZ74A0TDDPYRVKNK77XKC3ZR',
      deliveryContext: { isRedelivery: false },
      source: { type: 'user', userId: USER },
      replyToken: 'reply-token-1',
      message: { type: 'text', id: '1', text: SPOKEN },
    },
  ],
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function serve(receive?: (events: IncomingEvent[]) => Promise<void>) {
  const received: IncomingEvent[] = [];
  const lines: string[] = [];
  const keep = async (events: IncomingEvent[]) => void received.push(...events);
  const log = pino({}, { write: (line: string) => void lines.push(line) });
  const app = express();
  app.use(lineWebhook({ centres: new Map([['izumo', { channelSecret: SECRET }]]), receive: receive ?? keep, log }));
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/line/`;
  return { url, received, lines };
}

const sign = (sent: string | Buffer) => createHmac('sha256', SECRET).update(sent).digest('base64');

async function post(url: string, sent: string | Buffer, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    body: typeof sent === 'string' ? sent : new Uint8Array(sent),
    headers: { 'content-type': 'application/json', 'x-line-signature': sign(sent), ...headers },
  });
  const text = await response.text();
  const answer = JSON.parse(text) as { error?: { code: string; message: string } };
  return { status: response.status, text, code: answer.error?.code };
}

test('a signed delivery is stored before it is acknowledged', async () => {
  const stages: string[] = [];
  const { url } = await serve(async ([event]) => {
    await Promise.resolve();
    stages.push(`stored ${event?.event.kind} of ${event?.centreId}`);
  });
  const { status, text } = await post(`${url}izumo`, body);
  stages.push('acknowledged');
  expect([status, text]).toEqual([200, '{}']);
  expect(stages).toEqual(['stored text of izumo', 'acknowledged']);
});

test("LINE's Verify button, which sends no events, is answered 200", async () => {
  const { url, received } = await serve();
  expect((await post(`${url}izumo`, '{"destination":"U0","events":[]}')).status).toBe(200);
  expect(received).toEqual([]);
});

test('the content type does not matter: the bytes are what is signed', async () => {
  const { url, received } = await serve();
  expect((await post(`${url}izumo`, body, { 'content-type': 'text/plain' })).status).toBe(200);
  expect(received).toHaveLength(1);
});

test('an unknown centre is 404', async () => {
  const { url } = await serve();
  expect(await post(`${url}atlantis`, body)).toMatchObject({ status: 404, code: 'unknown-centre' });
  expect(await post(`${url}__proto__`, body)).toMatchObject({ status: 404 });
});

test('a wrong or missing signature is 401 and nothing is stored', async () => {
  const { url, received } = await serve();
  expect(await post(`${url}izumo`, body, { 'x-line-signature': sign('something else') })).toMatchObject({
    status: 401,
    code: 'signature-wrong',
  });
  expect(await post(`${url}izumo`, body, { 'x-line-signature': '' })).toMatchObject({ status: 401, code: 'signature-missing' });
  expect(await post(`${url}izumo`, '{broken', { 'x-line-signature': sign('{') })).toMatchObject({ status: 401 });
  expect(received).toEqual([]);
});

test('a body over 1 MB is 413, signed or not, and the next call is served', async () => {
  const { url, received } = await serve();
  const large = Buffer.alloc(1_000_001, 'x');
  expect(await post(`${url}izumo`, large)).toMatchObject({ status: 413, code: 'body-too-large' });
  expect(await post(`${url}izumo`, large, { 'x-line-signature': '' })).toMatchObject({ status: 413 });
  expect(received).toEqual([]);
  expect((await post(`${url}izumo`, body)).status).toBe(200);
});

test('a body over 1 MB that does not say its length is 413 as well', async () => {
  const { url } = await serve();
  const parts = Array.from({ length: 12 }, () => new Uint8Array(100_000));
  const headers = { 'x-line-signature': 'AAAA' };
  const response = await fetch(`${url}izumo`, {
    method: 'POST',
    headers,
    body: new Blob(parts).stream(),
    duplex: 'half',
  } as RequestInit);
  expect(response.status).toBe(413);
});

test.each([
  ['broken JSON', '{"events":[', 'not-json'],
  ['nothing', '', 'not-json'],
  ['bytes that are no text', Buffer.from([0xff, 0xfe, 0x00]), 'not-json'],
  ['no events', '{"destination":"U0"}', 'no-events'],
  ['events that are no list', '{"events":{"length":1}}', 'no-events'],
  ['a list', '[]', 'no-events'],
  ['null', 'null', 'no-events'],
])('a signed body that is no delivery is 400: %s', async (_what, sent, code) => {
  const { url, received } = await serve();
  expect(await post(`${url}izumo`, sent)).toMatchObject({ status: 400, code });
  expect(received).toEqual([]);
});

test('a compressed body is 400: LINE does not compress', async () => {
  const { url } = await serve();
  expect(await post(`${url}izumo`, body, { 'content-encoding': 'gzip' })).toMatchObject({ status: 400, code: 'body-unreadable' });
});

test('if the events cannot be stored the answer is 500, so that LINE delivers them again', async () => {
  const { url } = await serve(async () => {
    throw new Error(`insert failed for ${SPOKEN}`);
  });
  expect(await post(`${url}izumo`, body)).toMatchObject({ status: 500, code: 'not-stored' });
});

test('neither what a client typed nor ids nor secrets reach the log or an answer', async () => {
  const { url, lines } = await serve(async () => {
    throw new Error(`insert failed for ${SPOKEN} of ${USER}`);
  });
  const answers = [
    await post(`${url}izumo`, body),
    await post(`${url}izumo`, body, { 'x-line-signature': sign('other') }),
    await post(`${url}izumo`, `${body}}`),
    await post(`${url}izumo`, JSON.stringify({ said: SPOKEN })),
  ];
  const everything = [...lines, ...answers.map(({ text }) => text)].join('\n');
  expect(lines).toHaveLength(1);
  for (const secret of [SPOKEN, USER, SECRET, 'reply-token-1', sign(body)]) expect(everything).not.toContain(secret);
});
