import { describe, expect, test } from 'vitest';
import { runTurn } from '#bot/turn.ts';
import type { Talk } from '#simulator/line-platform/platform.ts';
import { chatting } from './chatting.ts';
import { turning } from './turning.ts';

const chat = chatting();
const bench = turning();

const GREETING = {
  ja: '自動でお答えしています',
  'ja-easy': '自動（じどう）で 答えます',
  en: 'In this chat you can book',
};

/** How often LINE was asked for this person's profile. */
const asked = ({ userId }: Talk): number =>
  chat.house.platform.calls.filter(({ path }) => path.endsWith(`/profile/${userId}`)).length;
const languageOf = async (id: string): Promise<string> =>
  (await chat.sql.query('SELECT language FROM conversation WHERE id = $1', [id])).rows[0]?.language;

describe('whoever is new is greeted in the language of their LINE profile', () => {
  test.each([
    ['en', 'en'],
    ['en-GB', 'en'],
    ['zh-TW', 'ja-easy'],
    ['ja', 'ja'],
    [undefined, 'ja'],
  ] as const)('%s: %s', async (profile, language) => {
    const person = { name: '利用者', ...(profile !== undefined && { language: profile }) };
    const talk: Talk = { centreId: 'izumo', userId: chat.house.platform.addUser(person).userId };
    await chat.house.platform.follow(talk);
    await chat.house.settle();
    expect(chat.sent(talk).join()).toContain(GREETING[language]);
    expect(await languageOf(await chat.lastConversation())).toBe(language);
  });
});

test('the profile is asked for once: from then on the conversation has its language', async () => {
  const talk: Talk = { centreId: 'izumo', userId: chat.house.platform.addUser({ name: 'A', language: 'en' }).userId };
  await chat.house.platform.follow(talk);
  await chat.house.settle();
  await chat.say(talk, 'menu');
  await chat.say(talk, 'help');
  expect(asked(talk)).toBe(1);
  expect(await languageOf(await chat.lastConversation())).toBe('en');
});

test('where LINE does not tell, the first words are in Japanese', async () => {
  const talk: Talk = { centreId: 'izumo', userId: chat.house.platform.addUser({ name: 'A', language: 'en' }).userId };
  chat.house.platform.fail({ fault: { kind: 'status', status: 500 }, path: talk.userId });
  await chat.house.platform.follow(talk);
  await chat.house.settle();
  expect(asked(talk)).toBe(1);
  expect(chat.sent(talk).join()).toContain(GREETING.ja);
});

test('while LINE is asked the conversation is not locked, and nothing of it is written', async () => {
  const talk = bench.newcomer();
  await talk.stores({ kind: 'joined' });
  const { store } = bench.under;
  expect(await runTurn(bench.parts(), talk.conversationId)).toMatchObject({
    kind: 'newcomer',
    channel: 'line',
    whom: { centreId: 'izumo' },
  });
  expect(await store.conversationsWaiting(10)).toEqual([talk.conversationId]);
  expect(await store.turn(talk.conversationId, (turn) => turn.loadConversation())).toBeUndefined();
  expect(await runTurn(bench.parts(), talk.conversationId, 'en')).toMatchObject({ kind: 'done', more: false });
  expect(await talk.heard()).toContain(GREETING.en);
});

test('a follow on which another module has the floor is kept, and nothing is said', async () => {
  const talk = chat.talk();
  const { platform, house, settle } = chat.house;
  const { replyToken: _, ...follow } = platform.compose.follow(talk);
  const before = platform.calls.length;
  await platform.deliver('izumo', [{ ...follow, type: 'follow', mode: 'standby' }]);
  await settle();
  const id = await chat.lastConversation();
  expect(chat.sent(talk)).toEqual([]);
  expect(platform.calls.slice(before).filter(({ path }) => path.includes('/message/'))).toEqual([]);
  const { rows } = await chat.sql.query(
    `SELECT c.reachable, array_agg(a.action) AS actions FROM conversation c JOIN audit a ON a.conversation_id = c.id
      WHERE c.id = $1 GROUP BY c.reachable`,
    [id],
  );
  expect(rows).toEqual([{ reachable: true, actions: ['joined'] }]);
  expect((await house.sweep()).woken).toBe(0);
  expect(await chat.press({ ...talk }, '予約する').catch((fault: Error) => fault.message)).toContain('No button');
});
