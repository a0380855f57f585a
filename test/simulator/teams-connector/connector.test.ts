import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ServedConnector, servedConnector } from '../../support/teams-connector.ts';

let connector: ServedConnector;
beforeEach(async () => {
  connector = await servedConnector({ bearer: 'token' });
});
afterEach(() => connector.close());

const TALK = 'a:1/2';
const message = { type: 'message', text: 'こんにちは' };
const card = (content: object) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
});

async function call(method: string, body: unknown, { id = '', token = 'token' } = {}) {
  const path = `v3/conversations/${encodeURIComponent(TALK)}/activities${id === '' ? '' : `/${id}`}`;
  const response = await fetch(`${connector.serviceUrl}${path}`, {
    method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = (text === '' ? {} : JSON.parse(text)) as { id?: string; error?: { code: string } };
  return { status: response.status, id: answer.id, code: answer.error?.code };
}
const texts = () => connector.conversation(TALK).posted.map(({ activity }) => activity['text']);

test('messages get ids, can be changed and taken away', async () => {
  const [first, second] = [await call('POST', message), await call('POST', message)];
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(first.id).not.toBe(second.id);
  expect(await call('PUT', { ...message, text: 'さようなら' }, { id: first.id ?? '' })).toMatchObject({
    status: 200,
    id: first.id,
  });
  expect(await call('DELETE', undefined, { id: second.id ?? '' })).toMatchObject({ status: 200 });
  expect(connector.conversation(TALK).posted).toMatchObject([
    { id: first.id, activity: { text: 'さようなら' }, before: [message] },
  ]);
});

test('what is not there cannot be changed', async () => {
  for (const method of ['PUT', 'DELETE'])
    expect(await call(method, message, { id: '1' })).toMatchObject({ status: 404, code: 'ActivityNotFoundInConversation' });
});

test('without the right token nothing is done', async () => {
  expect(await call('POST', message, { token: 'another' })).toMatchObject({ status: 401 });
  expect(texts()).toEqual([]);
  expect(connector.calls).toMatchObject([{ authorization: 'Bearer another' }]);
});

test('typing shows until the next message', async () => {
  await call('POST', { type: 'typing' });
  expect(connector.conversation(TALK).isTyping).toBe(true);
  await call('POST', message);
  expect(connector.conversation(TALK).isTyping).toBe(false);
  expect(texts()).toEqual(['こんにちは']);
});

test.each<[string, unknown, number, string]>([
  ['no JSON', '{', 400, 'BadSyntax'],
  ['no type', { text: 'a' }, 400, 'BadSyntax'],
  ['nothing said', { type: 'message' }, 400, 'BadSyntax'],
  ['another conversation than the address', { ...message, conversation: { id: 'b' } }, 400, 'BadArgument'],
  ['a card without a version', card({ type: 'AdaptiveCard' }), 400, 'BadSyntax'],
  ['a card of a version that Teams does not draw', card({ type: 'AdaptiveCard', version: '1.6' }), 400, 'BadSyntax'],
  ['a card of no type', card({ version: '1.5' }), 400, 'BadSyntax'],
  ['seven suggestions', { ...message, suggestedActions: { actions: Array(7).fill({ type: 'imBack' }) } }, 400, 'BadSyntax'],
  ['a suggestion that is no word', { ...message, suggestedActions: { actions: [{ type: 'openUrl' }] } }, 400, 'BadSyntax'],
  ['80 KB', { ...message, text: 'x'.repeat(80 * 1024) }, 413, 'MessageSizeTooBig'],
])('refused: %s', async (_what, body, status, code) => {
  expect(await call('POST', body)).toMatchObject({ status, code });
  expect(texts()).toEqual([]);
});

test('a card is taken', async () => {
  expect(await call('POST', card({ type: 'AdaptiveCard', version: '1.5', body: [] }))).toMatchObject({ status: 201 });
});

test('faults come as often as they were asked for, and before anything is done', async () => {
  connector.answerNext({ status: 429, headers: { 'retry-after': '3' } }, 2);
  const answers = [await call('POST', message), await call('POST', message), await call('POST', message)];
  expect(answers.map(({ status }) => status)).toEqual([429, 429, 201]);
  expect(texts()).toHaveLength(1);
});

test('a conversation can be closed to the bot, and opened again', async () => {
  connector.refuse(TALK, { status: 403, code: 'MessageWritesBlocked' });
  expect(await call('POST', message)).toMatchObject({ status: 403, code: 'MessageWritesBlocked' });
  connector.refuse(TALK, undefined);
  expect(await call('POST', message)).toMatchObject({ status: 201 });
});

test('a call that hangs is broken off when it is released', async () => {
  connector.answerNext('hang');
  const hanging = call('POST', message);
  hanging.catch(() => {});
  const seen = Promise.withResolvers<void>();
  const look = () => (connector.calls.length > 0 ? seen.resolve() : void setImmediate(look));
  look();
  await seen.promise;
  connector.release();
  await expect(hanging).rejects.toThrow();
  expect(texts()).toEqual([]);
});

test('whoever waits hears of what was posted', async () => {
  const heard: string[] = [];
  const stop = connector.onChange((talk) => heard.push(talk));
  const waiting = connector.posted(TALK, 2);
  await call('POST', message);
  await call('POST', message);
  expect(await waiting).toHaveLength(2);
  stop();
  await call('POST', message);
  expect(heard).toEqual([TALK, TALK]);
});
