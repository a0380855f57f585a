import pg from 'pg';
import { expect, test } from 'vitest';
import type { ApiCall, Talk } from '#simulator/line-platform/platform.ts';
import { chatting } from './chatting.ts';

const chat = chatting();

const asked = (): ApiCall[] => chat.house.platform.calls.filter(({ path }) => path === '/v2/bot/chat/loading/start');
const askedFor = ({ userId }: Talk): ApiCall[] =>
  asked().filter(({ body }) => typeof body === 'object' && body !== null && 'chatId' in body && body['chatId'] === userId);

/** Somebody who has written before, and their conversation. */
async function acquaintance(): Promise<{ talk: Talk; conversationId: string }> {
  const talk = chat.talk();
  await chat.say(talk, 'こんにちは');
  return { talk, conversationId: await chat.lastConversation() };
}

/** Keeps every turn of a conversation waiting, as another process in the middle of one would, until it is disposed of. */
async function lockOn(conversationId: string) {
  const client = new pg.Client({ connectionString: chat.house.databaseUrl });
  await client.connect();
  await client.query('BEGIN');
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [conversationId]);
  return { [Symbol.asyncDispose]: () => client.end() };
}

test('a turn that takes long shows once that an answer is being prepared, and still answers', async () => {
  const { talk, conversationId } = await acquaintance();
  const { platform } = chat.house;
  const before = chat.sent(talk).length;
  {
    await using _lock = await lockOn(conversationId);
    // The second shows nothing more: the person is waiting already.
    await platform.sendText(talk, '使い方');
    await platform.sendText(talk, 'メニュー');
    await platform.waitUntil(() => askedFor(talk).length > 0, undefined, 'the loading animation');
    expect(chat.sent(talk)).toHaveLength(before);
    expect(platform.chat(talk).loadingUntil).toBeGreaterThan(0);
  }
  await chat.house.settle();
  expect(askedFor(talk)).toMatchObject([
    { method: 'POST', centreId: talk.centreId, status: 202, body: { chatId: talk.userId, loadingSeconds: 20 } },
  ]);
  const answers = chat.sent(talk).slice(before).join();
  expect(answers).toContain('使い方・困ったとき');
  expect(answers).toContain('ご用件をお選びください');
  expect(platform.chat(talk).loadingUntil).toBeUndefined();
});

test('a quick turn shows nothing of the kind', async () => {
  const quick = await acquaintance();
  await chat.say(quick.talk, '使い方');
  const slow = await acquaintance();
  {
    await using _lock = await lockOn(slow.conversationId);
    await chat.house.platform.sendText(slow.talk, '使い方');
    // Began later: had the quick turn been watched on, it would have been shown before this one.
    await chat.house.platform.waitUntil(() => askedFor(slow.talk).length > 0, undefined, 'the loading animation');
  }
  await chat.house.settle();
  expect(askedFor(quick.talk)).toEqual([]);
});
