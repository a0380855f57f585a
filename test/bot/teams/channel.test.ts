import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Outgoing } from '#bot/channel.ts';
import { teamsChannel } from '#bot/teams/channel.ts';
import { teamsConnector } from '#bot/teams/connector.ts';
import { NoToken, type TokenSource } from '#bot/teams/credentials.ts';
import type { TeamsMessage } from '#bot/teams/message.ts';
import type { Fault } from '#simulator/teams-connector/connector.ts';
import { type ServedConnector, servedConnector } from '../../support/teams-connector.ts';
import { BOT, CONVERSATION, TENANT, USER } from './activities.ts';

const TOKEN = 'token-of-this-test';
const SPOKEN = 'ご予約を承りました。山田様';
const OUTBOX_ID = '0d3f2c5e-54c8-4b5b-9a0e-0d5d1c1f7a11';
const credentials = { appId: BOT.slice(3), password: 'secret-of-the-app', type: 'SingleTenant' as const, tenantId: TENANT };

let connector: ServedConnector;
let lines: string[];
beforeEach(async () => {
  connector = await servedConnector({ bearer: TOKEN });
  lines = [];
});
afterEach(() => connector.close());

const tokens: TokenSource = { token: async () => TOKEN };
const channel = (source = tokens, random = 0) =>
  teamsChannel({
    connector: teamsConnector({ credentials, tokens: source, timeoutMs: 150 }),
    log: pino({}, { write: (text: string) => void lines.push(text) }),
    random: () => random,
  });

const message: TeamsMessage = { activity: { type: 'message', text: SPOKEN } };
const conversationReference = () => ({
  channelId: 'msteams',
  serviceUrl: connector.serviceUrl,
  conversationId: CONVERSATION,
  tenantId: TENANT,
  botId: BOT,
  userId: USER,
  locale: 'en-GB',
});
const outgoing = (over: Partial<Outgoing> = {}): Outgoing => ({
  id: OUTBOX_ID,
  centreId: 'yamaguchi-vocational',
  userId: USER,
  rendered: message,
  attempts: 0,
  conversationReference: conversationReference(),
  ...over,
});
const whom = () => ({ centreId: 'yamaguchi-vocational', userId: USER, conversationReference: conversationReference() });
const texts = () => connector.conversation(CONVERSATION).posted.map(({ activity }) => activity['text']);

test('a message goes to the stored conversation with our token, and its id comes back', async () => {
  const outcome = await channel().deliver(outgoing());
  const [posted] = connector.conversation(CONVERSATION).posted;
  expect(outcome).toEqual({ kind: 'sent', by: 'push', as: posted?.id });
  expect(posted?.activity).toMatchObject({
    type: 'message',
    text: SPOKEN,
    channelId: 'msteams',
    conversation: { id: CONVERSATION, tenantId: TENANT },
    from: { id: BOT },
    recipient: { id: USER },
  });
  expect(connector.calls).toMatchObject([{ method: 'POST', authorization: `Bearer ${TOKEN}` }]);
  expect(lines).toEqual([]);
});

test('in a trial without an app id no token is sent', async () => {
  const open = await servedConnector();
  const trial = teamsChannel({
    connector: teamsConnector({ credentials: undefined, tokens }),
    log: pino({}, { write: (text: string) => void lines.push(text) }),
  });
  expect(
    await trial.deliver(outgoing({ conversationReference: { ...conversationReference(), serviceUrl: open.serviceUrl } })),
  ).toMatchObject({
    kind: 'sent',
  });
  expect(open.calls).toMatchObject([{ authorization: '' }]);
  await open.close();
});

test('a message that replaces another takes its place', async () => {
  const sent = await channel().deliver(outgoing());
  const replaces = sent.kind === 'sent' ? sent.as : undefined;
  const closed = { activity: { type: 'message', text: '選びました' }, replaces };
  expect(await channel().deliver(outgoing({ rendered: closed }))).toEqual({ kind: 'sent', by: 'push', as: replaces });
  expect(texts()).toEqual(['選びました']);
  expect(connector.conversation(CONVERSATION).posted[0]?.before).toMatchObject([{ text: SPOKEN }]);
});

test.each<[string, Fault]>([
  ['is gone', { status: 404, code: 'ActivityNotFoundInConversation' }],
  ['may not be changed', { status: 403, code: 'BotNotInConversationRoster' }],
])('nobody is rung because a message to be replaced %s', async (_what, fault) => {
  connector.answerNext(fault);
  const rendered = { ...message, replaces: '1' };
  expect(await channel().deliver(outgoing({ rendered }))).toMatchObject({ kind: 'failed', reason: 'rejected' });
});

test.each<[string, Fault, string]>([
  ['blocked', { status: 403, code: 'MessageWritesBlocked' }, 'Teams answered 403 MessageWritesBlocked'],
  ['not in the roster', { status: 403, code: 'BotNotInConversationRoster' }, 'Teams answered 403 BotNotInConversationRoster'],
  ['disabled', { status: 403, code: 'BotDisabledByAdmin' }, 'Teams answered 403 BotDisabledByAdmin'],
  [
    'blocked, told within a text',
    { status: 403, text: JSON.stringify({ error: { code: 'Unknown', message: '{"subCode":"MessageWritesBlocked"}' } }) },
    'Teams answered 403 MessageWritesBlocked',
  ],
  [
    'blocked, told further within',
    { status: 403, text: JSON.stringify({ error: { innerHttpError: { body: { code: 'MessageWritesBlocked' } } } }) },
    'Teams answered 403 MessageWritesBlocked',
  ],
  ['not found', { status: 404, code: 'ConversationNotFound' }, 'Teams answered 404 ConversationNotFound'],
])('the client cannot be reached any more, which is final: %s', async (_what, fault, why) => {
  connector.answerNext(fault);
  expect(await channel().deliver(outgoing())).toEqual({ kind: 'failed', reason: 'unreachable', why });
  expect(connector.calls).toHaveLength(1);
});

test.each([403, 404])('a %d in nobody’s words may be a proxy’s: it says nothing of the person', async (status) => {
  connector.answerNext({ status, text: '<html>Forbidden</html>' });
  expect(await channel().deliver(outgoing())).toMatchObject({ kind: 'later', why: `Teams answered ${status}` });
});

test('a client who is not written to any more is reached again when they come back', async () => {
  connector.refuse(CONVERSATION, { status: 403, code: 'MessageWritesBlocked' });
  expect(await channel().deliver(outgoing())).toMatchObject({ reason: 'unreachable' });
  expect(await channel().deliver(outgoing())).toMatchObject({ reason: 'unreachable' });
  connector.refuse(CONVERSATION, undefined);
  expect(await channel().deliver(outgoing())).toMatchObject({ kind: 'sent' });
});

test.each([412, 500, 502, 503, 504, 408])('%i is tried again later, once a delivery', async (status) => {
  connector.answerNext({ status });
  expect(await channel().deliver(outgoing())).toEqual({
    kind: 'later',
    why: expect.stringContaining(`Teams answered ${status}`),
    afterSeconds: 1,
    tokenTried: false,
  });
  expect(connector.calls).toHaveLength(1);
  expect(texts()).toEqual([]);
});

test('attempts come further apart, and are spread', async () => {
  const waited = async (attempts: number, random: number) => {
    connector.answerNext({ status: 502 });
    const outcome = await channel(tokens, random).deliver(outgoing({ attempts }));
    return outcome.kind === 'later' ? outcome.afterSeconds : undefined;
  };
  expect([await waited(0, 0), await waited(1, 0), await waited(4, 0), await waited(99, 0)]).toEqual([1, 2, 60, 300]);
  expect([await waited(0, 0.5), await waited(99, 0.5)]).toEqual([1.25, 375]);
});

test.each<[string, Record<string, string>, number]>([
  ['in seconds', { 'retry-after': '7' }, 7],
  [
    'at a time, by the clock of Teams',
    { 'retry-after': 'Wed, 25 Nov 2026 01:00:30 GMT', date: 'Wed, 25 Nov 2026 01:00:00 GMT' },
    30,
  ],
  ['at a time that is past', { 'retry-after': 'Wed, 25 Nov 2026 00:59:00 GMT', date: 'Wed, 25 Nov 2026 01:00:00 GMT' }, 0],
  ['after longer than anybody waits', { 'retry-after': '999999' }, 3600],
  ['in words', { 'retry-after': 'soon' }, 1],
  ['not at all', {}, 1],
])('429 waits as Teams asks: %s', async (_what, headers, afterSeconds) => {
  connector.answerNext({ status: 429, headers });
  expect(await channel().deliver(outgoing())).toMatchObject({ kind: 'later', afterSeconds });
  expect(connector.calls).toHaveLength(1);
});

test('a service that hangs is given up, and let go', async () => {
  connector.answerNext('hang');
  expect(await channel().deliver(outgoing())).toMatchObject({ kind: 'later', why: 'no answer in time', tokenTried: false });
});

test('a broken connection and a service that is not there are tried again', async () => {
  const server = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const gone = { ...conversationReference(), serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
  expect(await channel().deliver(outgoing({ conversationReference: gone }))).toMatchObject({ kind: 'later' });
  server.close();
  await once(server, 'close');
  expect(await channel().deliver(outgoing({ conversationReference: gone }))).toMatchObject({
    kind: 'later',
    why: 'ECONNREFUSED',
  });
});

test('our token does not follow where a service sends us', async () => {
  const elsewhere = await servedConnector();
  connector.answerNext({ status: 307, headers: { location: `${elsewhere.serviceUrl}v3/conversations/x/activities` } });
  expect(await channel().deliver(outgoing())).toMatchObject({ kind: 'later' });
  expect(elsewhere.calls).toEqual([]);
  await elsewhere.close();
});

test('credentials that give no token are told, and whatever else keeps a token away passes', async () => {
  const without = (refused: boolean) => channel({ token: () => Promise.reject(new NoToken(refused)) });
  expect(await without(true).deliver(outgoing())).toMatchObject({ kind: 'later', why: 'credentials refused', afterSeconds: 60 });
  expect(await without(false).deliver(outgoing())).toMatchObject({
    kind: 'later',
    why: 'no token could be had',
    afterSeconds: 1,
  });
  expect(connector.calls).toEqual([]);
});

test.each([400, 413, 405])('%i is final: the message cannot be sent as it is', async (status) => {
  connector.answerNext({ status, code: 'BadSyntax' });
  expect(await channel().deliver(outgoing())).toMatchObject({ kind: 'failed', reason: 'rejected' });
});

test('a refused token loses nothing: it is tried again in a minute with a new one, and the log says so', async () => {
  const asked: boolean[] = [];
  let kept = 'old-token';
  const withCache = channel({
    async token(fresh) {
      asked.push(fresh);
      if (fresh) kept = TOKEN;
      return kept;
    },
  });
  expect(await withCache.deliver(outgoing())).toEqual({
    kind: 'later',
    why: 'credentials refused',
    afterSeconds: 60,
    tokenTried: false,
  });
  expect(lines.join()).toContain('"level":50');
  expect(await withCache.deliver(outgoing())).toMatchObject({ kind: 'sent' });
  expect(await withCache.deliver(outgoing())).toMatchObject({ kind: 'sent' });
  expect(asked).toEqual([false, false, true, false]);
});

test.each([undefined, null, 'x', {}, { serviceUrl: 'http://127.0.0.1/' }])(
  'without a conversation reference that can be read nobody can be reached: %j',
  async (kept) => {
    expect(await channel().deliver(outgoing({ conversationReference: kept }))).toMatchObject({
      kind: 'failed',
      reason: 'unreachable',
    });
    expect(connector.calls).toEqual([]);
  },
);

test.each([undefined, null, [], 'text', { activity: {} }, { activity: { type: 'event' } }])(
  'what is no message is not sent at all: %j',
  async (rendered) => {
    expect(await channel().deliver(outgoing({ rendered }))).toMatchObject({ kind: 'failed', reason: 'rejected' });
    expect(connector.calls).toEqual([]);
  },
);

test('a message that Teams took although its answer cannot be read is sent', async () => {
  connector.answerNext({ status: 200, text: 'OK!' });
  expect(await channel().deliver(outgoing())).toEqual({ kind: 'sent', by: 'push' });
});

test('that an answer is being prepared shows, and its failure is nobody’s', async () => {
  await channel().showWorking(whom());
  expect(connector.conversation(CONVERSATION).isTyping).toBe(true);
  connector.answerNext({ status: 429 });
  connector.answerNext('hang');
  await channel().showWorking(whom());
  await channel().showWorking(whom());
  await channel().showWorking({ centreId: 'yamaguchi-vocational', userId: USER });
  await channel().showWorking({
    ...whom(),
    conversationReference: { ...conversationReference(), serviceUrl: 'http://127.0.0.1:1/' },
  });
  expect(connector.calls).toHaveLength(3);
  expect(texts()).toEqual([]);
  expect(lines).toEqual([]);
});

test('the language is the one of their Teams; nothing is counted', async () => {
  expect(await channel().profileLanguage(whom())).toBe('en-GB');
  expect(await channel().profileLanguage({ centreId: 'yamaguchi-vocational', userId: USER })).toBeUndefined();
  expect(await channel().pushQuota('yamaguchi-vocational')).toEqual({ remaining: 'unlimited' });
});

test('neither texts nor ids of people nor tokens reach the log or the outcome, whatever goes wrong', async () => {
  const echo = JSON.stringify({ error: { code: SPOKEN, message: `${USER} ${CONVERSATION} ${TOKEN}` } });
  const outcomes = [];
  for (const status of [400, 401, 403, 404, 412, 413, 429, 500]) {
    connector.answerNext({ status, text: echo });
    outcomes.push(await channel().deliver(outgoing()));
  }
  const everything = [...lines, JSON.stringify(outcomes)].join('\n');
  expect(lines).toHaveLength(8);
  for (const secret of [SPOKEN, USER, CONVERSATION, TOKEN, 'secret-of-the-app']) expect(everything).not.toContain(secret);
});
