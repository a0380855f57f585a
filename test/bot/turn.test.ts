import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { objectsIn } from './any-reply.ts';
import { chatting, TO_THE_DAYS } from './chatting.ts';

const chat = chatting();

describe('a conversation whose snapshot cannot be read', () => {
  test.each([
    ['because it is of another version', 'UPDATE conversation SET machine_version = 0 WHERE id = $1'],
    ['because it is broken', "UPDATE conversation SET snapshot = 'spoilt' WHERE id = $1"],
  ])('%s begins again politely and lets go of what it held', async (_, spoil) => {
    const talk = chat.talk();
    await chat.walk(talk, ...TO_THE_DAYS);
    expect(await chat.say(talk, '11月25日11時')).toContain('内容をご確認ください');
    const id = await chat.lastConversation();
    expect(await chat.states(id)).toEqual(['held']);
    const old = chat.house.platform.offered(talk).find(({ label }) => label === '予約する');
    if (!old) throw new Error('no button');

    await chat.sql.query(spoil, [id]);
    expect(await chat.say(talk, 'はい')).toContain('はじめからご案内します');
    expect(await chat.states(id)).toEqual(['released']);
    const { rows } = await chat.sql.query("SELECT reason FROM audit WHERE conversation_id = $1 AND action = 'restarted'", [id]);
    expect(rows).toEqual([{ reason: 'snapshot' }]);

    await chat.house.platform.press(talk, old);
    await chat.house.settle();
    expect(chat.sent(talk).join()).toContain('前の画面のボタンです');
    expect(await chat.states(id)).toEqual(['released']);
    expect(await chat.press(talk, '予約する')).toContain('入力済みの内容を使いますか');
  });
});

test('the menu leads with what is booked, for as long as it is', async () => {
  const talk = chat.talk();
  const led = () =>
    objectsIn(JSON.parse(chat.sent(talk).at(-1) ?? '')).flatMap(({ style, action }) =>
      style === 'primary' && typeof action === 'object' && action !== null && 'label' in action ? [action.label] : [],
    );
  await chat.walk(talk, ...TO_THE_DAYS, 'メニュー');
  expect(led()).toEqual(['予約する']);
  await chat.walk(talk, '予約したい', '[この内容で進む]', '11月26日11時', '[予約する]', 'メニュー');
  expect(led()).toEqual(['予約を確認する']);
  await chat.walk(talk, 'キャンセル', 'はい', 'メニュー');
  expect(led()).toEqual(['予約する']);
});

describe('an event that cannot be handled', () => {
  /** Written into the inbox behind the channel's back. */
  async function strange(talk: { userId: string; centreId: string }, body: unknown): Promise<string> {
    const { store, clock } = chat.house;
    const now = clock.now();
    const event = { channel: 'line' as const, ...talk, eventId: randomUUID(), occurredAt: now, body };
    const { conversationIds } = await store.receive([event], now);
    return conversationIds[0] ?? '';
  }
  async function tryAgain(id: string, times: number): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      chat.house.house.runner.wake(id);
      await chat.house.settle();
    }
  }

  test('is tried five times, then set aside with an apology, and the conversation goes on from its place', async () => {
    const talk = chat.talk();
    await chat.walk(talk, '予約したい', '[同意する]');
    const id = await strange(talk, { kind: 'dance' });
    await chat.house.platform.sendText(talk, 'ヘルプ');
    const before = chat.sent(talk).length;
    await tryAgain(id, 3);
    expect(chat.sent(talk)).toHaveLength(before);
    await tryAgain(id, 2);
    expect((await chat.sql.query("SELECT 1 FROM inbox WHERE conversation_id = $1 AND state = 'pending'", [id])).rows).toEqual([]);
    const [apology, help] = chat.sent(talk).slice(-2);
    expect(apology).toContain('うまく処理できませんでした');
    expect(help).toContain('知りたいことをお選びください');
  });

  test('leaves the place of the conversation as it was', async () => {
    const talk = chat.talk();
    await chat.walk(talk, '予約したい');
    const id = await strange(talk, { kind: 'dance' });
    await tryAgain(id, 5);
    expect(chat.sent(talk).at(-1)).toContain('うまく処理できませんでした');
    expect(await chat.press(talk, 'メニュー')).toContain('予約する');
  });

  test('as the very first of a conversation does not end it', async () => {
    const talk = chat.talk();
    await chat.house.platform.follow({ ...talk, centreId: 'hakodate' });
    const id = await strange(talk, { kind: 'dance' });
    await tryAgain(id, 5);
    expect(await chat.say(talk, 'こんにちは')).toContain('予約、確認、変更、キャンセルができます');
  });

  test('for a centre that is not loaded is set aside without words: there is nobody to speak for it', async () => {
    const id = await strange(
      { userId: `U${'0'.repeat(32)}`, centreId: 'atlantis' },
      { kind: 'text', text: 'やあ', messageId: '1' },
    );
    await tryAgain(id, 5);
    const { rows } = await chat.sql.query('SELECT state FROM inbox WHERE conversation_id = $1', [id]);
    expect(rows).toEqual([{ state: 'failed' }]);
  });

  test('is logged without what the client wrote', async () => {
    const id = await strange(chat.talk(), { kind: 'dance', text: 'ひみつの言葉' });
    await tryAgain(id, 1);
    const logged = chat.house.logged.filter((line) => line.includes(id));
    expect(logged.join()).toContain('a turn failed');
    expect(logged.join()).not.toContain('ひみつの言葉');
  });
});

describe('a fault of the database', () => {
  /** Every turn of the conversation fails so, until the answer is called. */
  async function failing(id: string, sqlState: string): Promise<() => Promise<unknown>> {
    const name = `fault_${randomUUID().replaceAll('-', '')}`;
    await chat.sql.query(
      `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'on purpose' USING ERRCODE = '${sqlState}'; END $$;
       CREATE TRIGGER ${name} BEFORE UPDATE ON conversation FOR EACH ROW WHEN (old.id = '${id}') EXECUTE FUNCTION ${name}()`,
    );
    return () => chat.sql.query(`DROP FUNCTION ${name} CASCADE`);
  }
  const waiting = async (id: string) =>
    (await chat.sql.query("SELECT attempts FROM inbox WHERE conversation_id = $1 AND state = 'pending'", [id])).rows;

  test('that passes says nothing about the event: no attempt is counted, and it is answered once the database is back', async () => {
    const talk = chat.talk();
    await chat.say(talk, 'こんにちは');
    const id = await chat.lastConversation();
    const mend = await failing(id, '57P03');
    expect(await chat.say(talk, '使い方')).toBe('');
    expect(await waiting(id)).toEqual([{ attempts: 0 }]);
    await mend();
    chat.house.house.runner.wake(id);
    await chat.house.settle();
    expect(chat.sent(talk).at(-1)).toContain('知りたいことをお選びください');
  });

  test('that would come again each time is counted', async () => {
    const talk = chat.talk();
    await chat.say(talk, 'こんにちは');
    const id = await chat.lastConversation();
    const mend = await failing(id, '23514');
    expect(await chat.say(talk, '使い方')).toBe('');
    expect(await waiting(id)).toEqual([{ attempts: 1 }]);
    await mend();
  });
});

describe('whether a client can be reached', () => {
  const reachable = async (id: string) =>
    (await chat.sql.query('SELECT reachable FROM conversation WHERE id = $1', [id])).rows[0]?.reachable;

  test('is over when they leave, whatever our own page or a withdrawn message tells, and begins anew when they write', async () => {
    const talk = chat.talk();
    const { platform, store, clock, house, settle } = chat.house;
    await chat.say(talk, 'こんにちは');
    const id = await chat.lastConversation();
    expect(await reachable(id)).toBe(true);
    await platform.block(talk);
    await settle();
    expect(await reachable(id)).toBe(false);
    for (const body of [
      { kind: 'form-submitted', values: { name: '鈴木 一郎' } },
      { kind: 'unsent', messageId: '1' },
    ]) {
      const event = { channel: 'line' as const, ...talk, eventId: randomUUID(), occurredAt: clock.now(), body };
      await store.receive([event], clock.now());
      house.runner.wake(id);
      await settle();
      expect(await reachable(id)).toBe(false);
    }
    await platform.unblock(talk);
    await settle();
    expect(await reachable(id)).toBe(true);
    await platform.block(talk);
    await settle();
    // The unblocking may come late, or never: what they write tells as much.
    const text = { kind: 'text', text: 'メニュー', messageId: '2' };
    await store.receive([{ channel: 'line', ...talk, eventId: randomUUID(), occurredAt: clock.now(), body: text }], clock.now());
    house.runner.wake(id);
    await settle();
    expect(await reachable(id)).toBe(true);
  });
});
