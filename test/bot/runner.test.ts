import pg from 'pg';
import { expect, test } from 'vitest';
import { openTestHouse } from '../support/house.ts';
import { chatting } from './chatting.ts';

const chat = chatting();

test('a conversation that is woken while it runs runs on, and never twice at once', async () => {
  const talk = chat.talk();
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  const before = chat.sent(talk).length;
  const { runner } = chat.house.house;
  const sent = Promise.all(['使い方', 'メニュー', '使い方'].map((text) => chat.house.platform.sendText(talk, text)));
  for (let time = 0; time < 50; time += 1) runner.wake(id);
  await sent;
  await runner.quiet();
  const { rows } = await chat.sql.query('SELECT state, attempts FROM inbox WHERE conversation_id = $1', [id]);
  expect(rows).toEqual(Array.from({ length: 4 }, () => ({ state: 'done', attempts: 0 })));
  expect(chat.sent(talk).length).toBeGreaterThanOrEqual(before + 3);
  expect(chat.house.platform.duplicates()).toBe(0);
});

test('waking a conversation that has nothing to do is harmless', async () => {
  chat.house.house.runner.wake('00000000-0000-4000-8000-000000000000');
  await chat.house.settle();
  expect(chat.house.logged.filter((line) => line.includes('00000000'))).toEqual([]);
});

test('what could not be delivered is tried again by itself', async () => {
  const talk = chat.talk();
  chat.house.platform.fail({ fault: { kind: 'status', status: 500 }, path: '/reply' });
  await chat.house.platform.sendText(talk, 'こんにちは');
  await chat.house.settle();
  // The timer that the delivery has set is a real one; the moment that it waits for is the clock's.
  chat.house.clock.set(chat.house.clock.now().plus({ seconds: 1 }));
  await chat.house.platform.waitForReply(talk);
  expect(chat.sent(talk).join()).toContain('自動でお答えしています');
});

test('of two retries the earlier counts: what waits for long does not put off what is soon tried again', async () => {
  const talk = chat.talk();
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  const attempts = async () =>
    (await chat.sql.query("SELECT attempts FROM inbox WHERE conversation_id = $1 AND state = 'pending'", [id])).rows[0]?.attempts;
  // A wait of a minute is left to the sweep; one of fifteen seconds is planned here.
  const { house, store, clock, platform, settle } = chat.house;
  platform.fail({ fault: { kind: 'status', status: 401 }, path: '/reply' });
  platform.fail({ fault: { kind: 'status', status: 500 }, times: 50, path: '/reply' });
  await chat.say(talk, '使い方');
  const fifteenSeconds = () =>
    chat.sql.query("UPDATE outbox SET attempts = 3, retry_at = NULL WHERE conversation_id = $1 AND state = 'queued'", [id]);
  await fifteenSeconds();
  house.runner.wake(id);
  await settle();
  await fifteenSeconds();
  const strange = { channel: 'line' as const, ...talk, eventId: 'dance', occurredAt: clock.now(), body: { kind: 'dance' } };
  await store.receive([strange], clock.now());
  // Fails and is to be tried again after two seconds; then the delivery asks for fifteen once more.
  house.runner.wake(id);
  await settle();
  expect(await attempts()).toBe(1);
  await expect.poll(attempts, { interval: 100 }).toBeGreaterThanOrEqual(2);
  platform.clearFaults();
});

test('once stopped it claims no more messages: they keep their place for the next start', async () => {
  const house = await openTestHouse();
  const sql = new pg.Pool({ connectionString: house.databaseUrl, max: 1 });
  const talk = { centreId: 'izumo', userId: house.platform.addUser({ name: '利用者' }).userId };
  house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 2, path: '/reply' });
  for (const text of ['こんにちは', '使い方']) {
    await house.platform.sendText(talk, text);
    await house.settle();
    house.clock.set(house.clock.now().plus({ seconds: 1 }));
  }
  const { rows } = await sql.query('SELECT conversation_id AS id, attempts FROM outbox ORDER BY seq');
  expect(rows.map(({ attempts }) => attempts)).toEqual([2, 0]);
  house.house.runner.wake(rows[0].id);
  await house.house.runner.stop();
  const { rows: left } = await sql.query('SELECT state, attempts, leased_until FROM outbox ORDER BY seq');
  expect(left).toEqual([
    { state: 'queued', attempts: 2, leased_until: null },
    { state: 'queued', attempts: 0, leased_until: null },
  ]);
  await sql.end();
  await house.close();
});

test('once stopped it takes no more work; what has come in waits for the next start', async () => {
  const house = await openTestHouse();
  const talk = { centreId: 'izumo', userId: house.platform.addUser({ name: '利用者' }).userId };
  await house.house.runner.stop();
  const attempt = await house.platform.sendText(talk, 'こんにちは');
  await house.settle();
  expect(attempt.status).toBe(200);
  expect(house.platform.chat(talk).messages).toHaveLength(1);
  expect(await house.store.conversationsWaiting(10)).toHaveLength(1);
  await house.close();
});
