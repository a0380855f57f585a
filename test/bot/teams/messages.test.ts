import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { UnsecuredJWT } from 'jose';
import pino from 'pino';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { IncomingEvent } from '#bot/channel.ts';
import { teamsConnector } from '#bot/teams/connector.ts';
import { privatelyPlease } from '#bot/teams/in-public.ts';
import { type TeamsMessagesSettings, teamsMessages } from '#bot/teams/messages.ts';
import { type TeamsAuthority, teamsAuthority, type Wrong } from '../../support/teams-authority.ts';
import { servedConnector } from '../../support/teams-connector.ts';
import { activity, type Json, SERVICE_URL, TENANT, USER } from './activities.ts';

const APP_ID = '11111111-2222-4333-8444-555555555555';
const credentials = { appId: APP_ID, password: 'secret-of-the-app', type: 'SingleTenant' as const, tenantId: TENANT };
const SPOKEN = '山田と申します';

let authority: TeamsAuthority;
beforeAll(async () => {
  authority = await teamsAuthority();
});
afterAll(() => authority.close());

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const askingFrom = (uptime: () => number) => privatelyPlease({ connector: teamsConnector({ credentials: undefined }), uptime });

async function serve(over: Partial<TeamsMessagesSettings> = {}) {
  const received: IncomingEvent[] = [];
  const lines: string[] = [];
  const settings: TeamsMessagesSettings = {
    credentials,
    authority,
    inPublic: askingFrom(() => 0),
    centreOf: (tenantId) => (tenantId === TENANT ? 'yamaguchi-vocational' : undefined),
    receive: async (events) => void received.push(...events),
    log: pino({}, { write: (line: string) => void lines.push(line) }),
    ...over,
  };
  const server = createServer(express().use(teamsMessages(settings))).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`, received, lines };
}

async function post(url: string, sent: unknown, token?: string, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    body: typeof sent === 'string' ? sent : JSON.stringify(sent),
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
  });
  const text = await response.text();
  return { status: response.status, text, code: (JSON.parse(text) as { error?: { code: string } }).error?.code };
}
const good = (over: Wrong = {}) => authority.sign(APP_ID, SERVICE_URL, over);

test('an activity with a good token is stored before it is acknowledged', async () => {
  const stages: string[] = [];
  const { url } = await serve({
    receive: async ([event]) => {
      await Promise.resolve();
      stages.push(`stored ${event?.event.kind} of ${event?.centreId}`);
    },
  });
  const { status, text } = await post(url, activity(), await good());
  stages.push('acknowledged');
  expect([status, text]).toEqual([200, '{}']);
  expect(stages).toEqual(['stored text of yamaguchi-vocational', 'acknowledged']);
});

test('each kind of activity that concerns us is stored', async () => {
  const { url, received } = await serve();
  const token = await good();
  const sent: Json[] = [
    { type: 'installationUpdate', action: 'add' },
    { type: 'conversationUpdate', membersAdded: [{ id: USER }] },
    { type: 'message' },
    { type: 'messageUpdate', channelData: { tenant: { id: TENANT }, eventType: 'editMessage' } },
    { type: 'messageDelete', channelData: { tenant: { id: TENANT }, eventType: 'softDeleteMessage' } },
    { type: 'installationUpdate', action: 'remove' },
  ];
  for (const over of sent) expect(await post(url, activity(over), token)).toMatchObject({ status: 200 });
  expect(received.map(({ event }) => event.kind)).toEqual(['joined', 'moved-in', 'text', 'edited', 'unsent', 'left']);
});

test('what does not concern us is acknowledged and not stored', async () => {
  const { url, received } = await serve();
  const token = await good();
  for (const type of ['typing', 'messageReaction', 'endOfConversation', 'event', 'telepathy'])
    expect(await post(url, activity({ type }), token)).toMatchObject({ status: 200 });
  expect(received).toEqual([]);
});

const EMULATOR = 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/';
test.each<[string, Wrong]>([
  ['for another bot', { claims: { aud: '99999999-2222-4333-8444-555555555555' } }],
  ['that is over', { endsInSeconds: -3600 }],
  ['that never ends', { claims: { exp: undefined } }],
  ['that is not valid yet', { claims: { nbf: 4_000_000_000 } }],
  ['signed with another key under a known id', { foreignKey: true }],
  ['signed with a key nobody knows', { kid: 'unknown' }],
  ['of another issuer', { claims: { iss: 'https://login.example.com/' } }],
  ['of an emulator', { claims: { iss: EMULATOR, ver: '1.0', appid: APP_ID } }],
  [
    'of another bot that takes us for its skill',
    { claims: { ver: '1.0', appid: '99999999-2222-4333-8444-555555555555', iss: EMULATOR } },
  ],
])('a token %s is 401 and nothing is stored', async (_what, wrong) => {
  const { url, received } = await serve();
  expect(await post(url, activity(), await good(wrong))).toMatchObject({ status: 401, code: 'token-wrong' });
  expect(received).toEqual([]);
});

test('a token without a signature is 401', async () => {
  const { url, received } = await serve();
  const claims = { iss: authority.issuer, aud: APP_ID, serviceurl: SERVICE_URL, exp: 4_000_000_000 };
  expect(await post(url, activity(), new UnsecuredJWT(claims).encode())).toMatchObject({ status: 401, code: 'token-wrong' });
  expect(received).toEqual([]);
});

test.each([['a.b.c'], ['x'], ['eyJhbGciOiJSUzI1NiJ9.e30.'], ['..']])('a token that is none is 401: %s', async (token) => {
  const { url } = await serve();
  expect(await post(url, activity(), token)).toMatchObject({ status: 401, code: 'token-wrong' });
});

test('without a token it is 401 before anything of the body is read', async () => {
  const { url, received } = await serve();
  expect(await post(url, '{broken')).toMatchObject({ status: 401, code: 'token-missing' });
  expect(await post(url, activity(), undefined, { authorization: 'Basic abc' })).toMatchObject({
    status: 401,
    code: 'token-missing',
  });
  expect(received).toEqual([]);
});

test.each<[string, Json]>([
  ['another', { serviceUrl: 'https://evil.example/' }],
  ['none', { serviceUrl: undefined }],
  ['an empty', { serviceUrl: '' }],
])('an activity that names %s service address than its token is 401', async (_what, over) => {
  const { url, received } = await serve();
  expect(await post(url, activity(over), await good())).toMatchObject({ status: 401, code: 'service-address-wrong' });
  expect(received).toEqual([]);
});

test('a token that names no service address, or one without https, is 401', async () => {
  const { url, received } = await serve();
  const none = await good({ claims: { serviceurl: undefined } });
  expect(await post(url, activity(), none)).toMatchObject({ status: 401, code: 'service-address-wrong' });
  const plain = 'http://smba.trafficmanager.example/jp/';
  const token = await authority.sign(APP_ID, plain);
  expect(await post(url, activity({ serviceUrl: plain }), token)).toMatchObject({ status: 401, code: 'service-address-wrong' });
  expect(received).toEqual([]);
});

test.each(['AseChannel', 'emulator', 'webchat', undefined, 7])(
  'a key that speaks for Teams does not speak for %s',
  async (channelId) => {
    const { url, received } = await serve();
    expect(await post(url, activity({ channelId }), await good())).toMatchObject({ status: 401, code: 'token-wrong' });
    expect(received).toEqual([]);
  },
);

test('where the keys cannot be had it is 503, and 200 as soon as they can', async () => {
  const own = await teamsAuthority();
  closing.push(() => own.close());
  const down = { openIdMetadataUrl: 'http://127.0.0.1:1/', issuer: own.issuer };
  const { url, received, lines } = await serve({ authority: down });
  const token = await own.sign(APP_ID, SERVICE_URL);
  expect(await post(url, activity(), token)).toMatchObject({ status: 503, code: 'authority-silent' });
  expect(received).toEqual([]);
  expect(lines).toHaveLength(1);
  const served = await serve({ authority: own });
  expect(await post(served.url, activity(), token)).toMatchObject({ status: 200 });
});

test('an authority that answers with faults is 503, and what it said before still holds', async () => {
  const own = await teamsAuthority();
  closing.push(() => own.close());
  const early = await serve({ authority: own });
  const token = await own.sign(APP_ID, SERVICE_URL);
  expect(await post(early.url, activity(), token)).toMatchObject({ status: 200 });
  own.fail(500);
  expect(await post(early.url, activity(), token)).toMatchObject({ status: 200 });
  const late = await serve({ authority: own });
  expect(await post(late.url, activity(), token)).toMatchObject({ status: 503 });
});

test('a key id that somebody made up while the authority is down does not take the keys away that prove the others', async () => {
  const own = await teamsAuthority();
  closing.push(() => own.close());
  const { url } = await serve({ authority: own });
  const token = await own.sign(APP_ID, SERVICE_URL);
  const invented = await own.sign(APP_ID, SERVICE_URL, { kid: 'made-up' });
  expect(await post(url, activity(), token)).toMatchObject({ status: 200 });
  own.fail(500);
  // Half a minute after its last answer an authority is asked for an unknown key again.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 });
  closing.push(async () => void vi.useRealTimers());
  expect(await post(url, activity(), invented)).toMatchObject({ status: 503 });
  expect(await post(url, activity(), token)).toMatchObject({ status: 200 });
});

test('an authority that never answers is given up', async () => {
  const silent = createServer(() => {}).listen(0, '127.0.0.1');
  await once(silent, 'listening');
  closing.push(async () => {
    silent.closeAllConnections();
    silent.close();
    await once(silent, 'close');
  });
  const openIdMetadataUrl = `http://127.0.0.1:${(silent.address() as AddressInfo).port}/`;
  const { url } = await serve({ authority: { openIdMetadataUrl, issuer: authority.issuer }, timeoutMs: 100 });
  expect(await post(url, activity(), await good())).toMatchObject({ status: 503 });
});

test('the keys are asked for once, not with every activity', async () => {
  const own = await teamsAuthority();
  closing.push(() => own.close());
  const { url } = await serve({ authority: own });
  const token = await own.sign(APP_ID, SERVICE_URL);
  await Promise.all([1, 2, 3].map(() => post(url, activity(), token)));
  await post(url, activity(), await own.sign(APP_ID, SERVICE_URL, { kid: 'made-up' }));
  expect(own.asked()).toBe(1);
});

test.each<[string, unknown, string]>([
  ['broken JSON', '{"type":', 'not-json'],
  ['nothing', '', 'not-json'],
  ['a list', '[]', 'no-activity'],
  ['null', 'null', 'no-activity'],
  ['no type', {}, 'no-activity'],
  ['a type that is no word', { type: 7 }, 'no-activity'],
])('a body that is no activity is 400: %s', async (_what, sent, code) => {
  const { url, received } = await serve();
  expect(await post(url, sent, await good())).toMatchObject({ status: 400, code });
  expect(received).toEqual([]);
});

test('an activity of which little can be read is acknowledged, and an operator told', async () => {
  const { url, received, lines } = await serve();
  expect(await post(url, { type: 'message', serviceUrl: SERVICE_URL, channelId: 'msteams' }, await good())).toMatchObject({
    status: 200,
  });
  expect(received).toEqual([]);
  expect(lines.join()).toContain('not-readable');
});

test('a compressed body is 400, and what is not JSON by its header 415', async () => {
  const { url } = await serve();
  expect(await post(url, activity(), await good(), { 'content-encoding': 'gzip' })).toMatchObject({
    status: 400,
    code: 'body-unreadable',
  });
  expect(await post(url, activity(), await good(), { 'content-type': 'text/plain' })).toMatchObject({ status: 415 });
});

test('a body over 256 KB is 413, whether it says its length or not, and the next call is served', async () => {
  const { url } = await serve();
  const token = await good();
  const large = 'x'.repeat(256_001);
  expect(await post(url, large, token)).toMatchObject({ status: 413, code: 'body-too-large' });
  expect(await post(url, large)).toMatchObject({ status: 413 });
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const body = new Blob([large]).stream();
  expect((await fetch(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit)).status).toBe(413);
  expect(await post(url, activity(), token)).toMatchObject({ status: 200 });
});

test.each([
  'task/fetch',
  'composeExtension/query',
  'adaptiveCard/action',
  'signin/verifyState',
  'fileConsent/invoke',
  'tomorrow',
  undefined,
])('an invoke that we do not know is answered 501 at once: %s', async (name) => {
  const { url, received } = await serve();
  expect(await post(url, activity({ type: 'invoke', name, value: {} }), await good())).toMatchObject({ status: 501 });
  expect(received).toEqual([]);
});

test('if the event cannot be stored the answer is 500, so that Teams sends it again', async () => {
  const { url } = await serve({
    receive: async () => {
      throw new Error(`insert failed for ${SPOKEN}`);
    },
  });
  expect(await post(url, activity(), await good())).toMatchObject({ status: 500, code: 'not-stored' });
});

test('neither what a client typed nor ids nor tokens reach the log or an answer', async () => {
  const { url, lines } = await serve({
    receive: async () => {
      throw new Error(`insert failed for ${SPOKEN} of ${USER}`);
    },
  });
  const token = await good();
  const said = activity({ text: SPOKEN });
  const answers = [
    await post(url, said, token),
    await post(url, said, await good({ foreignKey: true })),
    await post(url, { ...said, serviceUrl: 'https://evil.example/' }, token),
    await post(url, { said: SPOKEN }, token),
    await post(url, { ...said, from: { id: `${SPOKEN} ` } }, token),
  ];
  const everything = [...lines, ...answers.map(({ text }) => text)].join('\n');
  expect(lines).toHaveLength(2);
  for (const secret of [SPOKEN, USER, token, 'secret-of-the-app', APP_ID]) expect(everything).not.toContain(secret);
});

test.each(['http://localhost:56150/_connector', 'http://127.0.0.1:3978/', 'http://[::1]:3978/', 'https://localhost/'])(
  'without an app id activities of this machine are taken: %s',
  async (serviceUrl) => {
    const { url, received } = await serve({ credentials: undefined });
    expect(await post(url, activity({ serviceUrl }))).toMatchObject({ status: 200 });
    expect(received).toHaveLength(1);
  },
);

test.each([
  SERVICE_URL,
  'http://localhost.evil.example/',
  'http://127.0.0.1.evil.example/',
  'http://localhost@evil.example/',
  'file:///',
  undefined,
])('without an app id no others are: %s', async (serviceUrl) => {
  const { url, received } = await serve({ credentials: undefined });
  expect(await post(url, activity({ serviceUrl }))).toMatchObject({ status: 401, code: 'not-local' });
  expect(received).toEqual([]);
});

const GROUP = { id: '19:abc@thread.v2', conversationType: 'groupChat', isGroup: true, tenantId: TENANT };

test('who writes in a group is asked to write in private, once in ten minutes, and nothing is stored', async () => {
  const connector = await servedConnector();
  closing.push(() => connector.close());
  let uptime = 0;
  const { url, received } = await serve({ credentials: undefined, inPublic: askingFrom(() => uptime) });
  const say = (id: string) => post(url, activity({ id, serviceUrl: connector.serviceUrl, conversation: GROUP, text: SPOKEN }));
  expect(await say('1')).toMatchObject({ status: 200 });
  const [first] = await connector.posted(GROUP.id, 1);
  expect(first?.activity).toMatchObject({ type: 'message', conversation: { id: GROUP.id } });
  expect(first?.activity['text']).toMatch(/個人チャット[\s\S]*private/);
  uptime = 599_000;
  await say('2');
  uptime = 600_000;
  await say('3');
  await connector.posted(GROUP.id, 2);
  expect(connector.calls).toHaveLength(2);
  expect(JSON.stringify(connector.calls)).not.toContain(SPOKEN);
  expect(JSON.stringify(connector.calls)).not.toContain(USER);
  expect(received).toEqual([]);
});

test('a group that cannot be written to disturbs nobody', async () => {
  const connector = await servedConnector();
  closing.push(() => connector.close());
  connector.answerNext({ status: 403, code: 'BotNotInConversationRoster' });
  const { url } = await serve({ credentials: undefined });
  const sent = activity({ serviceUrl: connector.serviceUrl, conversation: GROUP });
  expect(await post(url, sent)).toMatchObject({ status: 200 });
  expect(await post(url, sent)).toMatchObject({ status: 200 });
});
