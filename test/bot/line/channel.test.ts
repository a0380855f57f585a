import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outgoing } from '#bot/channel.ts';
import { lineChannel } from '#bot/line/channel.ts';
import { type Scripted, type ScriptedLine, scriptedLine } from '../../support/scripted-line.ts';

const USER = `U${'d'.repeat(32)}`;
const TOKEN = 'channel-access-token-of-izumo';
const SPOKEN = 'ご予約を承りました。山田様';
const OUTBOX_ID = '0d3f2c5e-54c8-4b5b-9a0e-0d5d1c1f7a11';

let line: ScriptedLine;
let lines: string[];
beforeEach(async () => {
  line = await scriptedLine();
  lines = [];
});
afterEach(() => line.close());

const channel = (apiBaseUrl = line.url) =>
  lineChannel({
    apiBaseUrl,
    credentials: new Map([['izumo', { channelAccessToken: TOKEN }]]),
    log: pino({}, { write: (text: string) => void lines.push(text) }),
    timeoutMs: 150,
  });
const messages = [{ type: 'text', text: SPOKEN }];
const outgoing: Outgoing = { id: OUTBOX_ID, centreId: 'izumo', userId: USER, rendered: messages, attempts: 0 };
const fresh: Outgoing = { ...outgoing, reply: { token: 'reply-token-1', tried: false } };
const tried: Outgoing = { ...outgoing, reply: { token: 'reply-token-1', tried: true } };

function deliver(what: Outgoing, ...answers: Scripted[]) {
  line.answers(...answers);
  return channel().deliver(what);
}
const paths = () => line.requests.map(({ path }) => path);
const refusal = (status: number, message: string, headers: Record<string, string> = {}): Scripted => ({
  status,
  headers,
  body: { message },
});
const INVALID_TOKEN = refusal(400, 'Invalid reply token');

test('a young reply token is answered with it, which costs no push', async () => {
  expect(await deliver(fresh, { status: 200, body: { sentMessages: [] } })).toEqual({ kind: 'sent', by: 'reply' });
  expect(line.requests).toMatchObject([
    {
      method: 'POST',
      path: '/v2/bot/message/reply',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: { replyToken: 'reply-token-1', messages },
    },
  ]);
  expect(line.requests[0]?.headers['x-line-retry-key']).toBeUndefined();
});

test('without a token it is pushed, with the outbox id as retry key', async () => {
  expect(await deliver(outgoing, { status: 200, body: {} })).toEqual({ kind: 'sent', by: 'push' });
  expect(line.requests).toMatchObject([
    { path: '/v2/bot/message/push', headers: { 'x-line-retry-key': OUTBOX_ID }, body: { to: USER, messages } },
  ]);
});

test('a base address with a path of its own is kept', async () => {
  line.answers({ status: 200 });
  expect(await channel(`${line.url}/line-platform/`).deliver(outgoing)).toEqual({ kind: 'sent', by: 'push' });
  expect(paths()).toEqual(['/line-platform/v2/bot/message/push']);
});

test('a token that is too old is followed by a push straight away', async () => {
  expect(await deliver(fresh, INVALID_TOKEN, { status: 200 })).toEqual({ kind: 'sent', by: 'push' });
  expect(paths()).toEqual(['/v2/bot/message/reply', '/v2/bot/message/push']);
});

test('a token refused after an attempt that may have arrived means that it had', async () => {
  expect(await deliver(tried, INVALID_TOKEN)).toEqual({ kind: 'sent', by: 'reply' });
  expect(paths()).toEqual(['/v2/bot/message/reply']);
});

test('if the push after a dead token gets lost, the next attempt does not take the dead token for success', async () => {
  expect(await deliver(fresh, INVALID_TOKEN, 'never')).toMatchObject({ kind: 'later', tokenTried: false });
  expect(await deliver(fresh, INVALID_TOKEN, refusal(409, 'The retry key is already accepted'))).toEqual({
    kind: 'sent',
    by: 'push',
  });
});

test.each<[string, Scripted]>([
  ['no answer', 'never'],
  ['a broken connection', 'hang-up'],
  ['500', refusal(500, 'Internal Server Error')],
  ['503 without JSON', { status: 503, body: '<html>' }],
])('a reply that may have arrived is tried again with its token: %s', async (_what, answer) => {
  expect(await deliver(fresh, answer)).toMatchObject({ kind: 'later', tokenTried: true });
  expect(await deliver(outgoing, answer)).toMatchObject({ kind: 'later', tokenTried: false });
});

test('where nobody listens nothing can have arrived: the token is not marked as tried', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  expect(await channel(`http://127.0.0.1:${port}`).deliver(fresh)).toEqual({
    kind: 'later',
    why: 'ECONNREFUSED',
    tokenTried: false,
  });
});

test('a call that is given up lets its connection go', async () => {
  await deliver(outgoing, 'never');
  await line.requests[0]?.closed;
  expect(line.requests).toHaveLength(1);
});

test('409 is a push that had arrived', async () => {
  expect(await deliver(outgoing, refusal(409, 'The retry key is already accepted'))).toEqual({ kind: 'sent', by: 'push' });
});

test('200 with an unreadable body is sent', async () => {
  expect(await deliver(outgoing, { status: 200, body: 'OK!' })).toEqual({ kind: 'sent', by: 'push' });
});

test('the rate limit waits as long as LINE says', async () => {
  const message = 'The API rate limit has been exceeded. Try again later.';
  expect(await deliver(outgoing, refusal(429, message, { 'retry-after': '7' }))).toMatchObject({
    kind: 'later',
    afterSeconds: 7,
  });
  expect(await deliver(outgoing, refusal(429, message))).not.toHaveProperty('afterSeconds');
  expect(await deliver(fresh, refusal(429, message))).toMatchObject({ kind: 'later', tokenTried: false });
});

test("the month's quota is final, and staff must know", async () => {
  expect(await deliver(outgoing, refusal(429, 'You have reached your monthly limit.'))).toMatchObject({
    kind: 'failed',
    reason: 'quota',
  });
});

test('a refused access token loses nothing: it is tried again in a minute, and the log says so', async () => {
  expect(await deliver(fresh, refusal(401, 'Authentication failed'))).toEqual({
    kind: 'later',
    why: 'credentials refused',
    afterSeconds: 60,
    tokenTried: false,
  });
  expect(lines.join()).toContain('"centreId":"izumo"');
});

test('a centre without credentials loses nothing either', async () => {
  expect(await channel().deliver({ ...outgoing, centreId: 'atlantis' })).toMatchObject({ kind: 'later', afterSeconds: 60 });
  expect(lines).toHaveLength(1);
});

test('any other refusal is final; the reason names places, never contents', async () => {
  const body = {
    message: `The request body has 1 error(s): ${SPOKEN}`,
    details: [{ message: SPOKEN, property: 'messages[0].text' }, { property: SPOKEN }],
  };
  expect(await deliver(outgoing, { status: 400, body })).toEqual({
    kind: 'failed',
    reason: 'rejected',
    why: 'LINE answered 400 messages[0].text',
  });
});

test.each([undefined, null, [], 'text', Array.from({ length: 6 }, () => messages[0])])(
  'what is not one to five messages is not sent at all: %j',
  async (rendered) => {
    expect(await deliver({ ...outgoing, rendered })).toMatchObject({ kind: 'failed', reason: 'rejected' });
    expect(line.requests).toEqual([]);
  },
);

test('the loading animation lasts 5 to 60 seconds in steps of 5, and its failure is nobody’s', async () => {
  line.answers({ status: 202 }, { status: 429 }, 'never');
  for (const _ of [1, 2, 3]) await channel().showWorking({ centreId: 'izumo', userId: USER });
  await channel().showWorking({ centreId: 'atlantis', userId: USER });
  expect(line.requests).toHaveLength(3);
  expect(line.requests[0]).toMatchObject({ path: '/v2/bot/chat/loading/start', body: { chatId: USER, loadingSeconds: 20 } });
});

test('neither texts nor user ids nor tokens reach the log or the outcome, whatever goes wrong', async () => {
  const echo = { message: `${SPOKEN} ${USER} ${TOKEN}`, details: [{ message: SPOKEN, property: `to.${USER}` }] };
  const answers: Scripted[] = [400, 401, 403, 404, 429, 500].map((status) => ({ status, body: echo }));
  const outcomes: unknown[] = [];
  for (const answer of [...answers, 'hang-up' as const, 'never' as const]) outcomes.push(await deliver(fresh, answer));
  expect(lines).toHaveLength(outcomes.length);
  const everything = [...lines, JSON.stringify(outcomes)].join('\n');
  for (const secret of [SPOKEN, USER, TOKEN, 'reply-token-1']) expect(everything).not.toContain(secret);
});
