import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hear, type Otherwise } from '#office/telling.ts';
import type { NoticeKind } from '#store/store.ts';
import { atCounter, NAME, SOMEBODY } from './counter.ts';

const at = atCounter();

/** As jobs do: by the parts of a house of one's own over the same database and channels. */
const tell = (clientId: string, lock: string, more: { onceKey?: string; kind?: NoticeKind; otherwise?: Otherwise } = {}) =>
  at.within(lock, async (turn) => {
    const heard = await hear(at.house.house.parts, turn, {
      notice: { kind: 'message', text: '書類をお持ちください' },
      kind: 'message',
      onceKey: randomUUID(),
      clientId,
      ...more,
    });
    return heard.told;
  });

async function withoutChat(): Promise<string> {
  return at.within(randomUUID(), (turn) => turn.addClient({ centreId: 'izumo', profile: { name: NAME }, at: at.now }));
}

const rows = async (clientId: string) =>
  (await at.sql.query('SELECT kind, state, why, conversation_id AS conversation FROM notice WHERE client_id = $1', [clientId]))
    .rows;
const tasksOf = async (centreId: string) =>
  (
    await at.sql.query<{ kind: string }>('SELECT kind FROM staff_task WHERE centre_id = $1 AND done_at IS NULL', [centreId])
  ).rows.map(({ kind }) => kind);

describe('a client', () => {
  test('is told in the language of the conversation', async () => {
    const who = await at.person('izumo', { language: 'en' });
    expect(await tell(who.clientId, who.conversationId)).toBe('chat');
    at.house.house.runner.wake(who.conversationId);
    await at.house.settle();
    expect(at.heard(who)).toContain('書類をお持ちください');
    expect(at.heard(who)).toContain('Menu');
  });

  test('is told the same thing once, whoever says it first', async () => {
    const who = await at.person();
    const onceKey = randomUUID();
    await Promise.all([1, 2, 3].map((lock) => tell(who.clientId, `${lock}0000000-0000-4000-8000-000000000000`, { onceKey })));
    at.house.house.runner.wake(who.conversationId);
    await at.house.settle();
    expect(at.sent(who.talk)).toHaveLength(1);
    expect(await rows(who.clientId)).toHaveLength(1);
  });

  test('without a chat is to be rung, and the ledger says why; once', async () => {
    const clientId = await withoutChat();
    const onceKey = randomUUID();
    expect(await tell(clientId, clientId, { onceKey })).toBe('ring');
    expect(await tell(clientId, clientId, { onceKey })).toBe('ring');
    expect(await rows(clientId)).toEqual([{ kind: 'message', state: 'failed', why: 'no-chat', conversation: null }]);
    expect((await tasksOf('izumo')).filter((kind) => kind === 'not-delivered')).toHaveLength(1);
  });

  test('is not to be rung for what is not worth a call, nor for what they heard already', async () => {
    const before = (await tasksOf('izumo')).length;
    const [quiet, onThePhone, byMail] = [await withoutChat(), await withoutChat(), await withoutChat()];
    expect(await tell(quiet, quiet, { kind: 'room-opens' })).toBe('ring');
    expect(await tell(onThePhone, onThePhone, { otherwise: 'told-by-phone' })).toBe('phone');
    expect(await tell(byMail, byMail, { otherwise: 'by-mail' })).toBe('mail');
    expect([...(await rows(quiet)), ...(await rows(onThePhone)), ...(await rows(byMail))]).toMatchObject([
      { state: 'failed', why: 'no-chat' },
      { state: 'not-needed', why: 'told-by-phone' },
      { state: 'not-needed', why: 'by-mail' },
    ]);
    expect(await tasksOf('izumo')).toHaveLength(before);
  });

  test('who has blocked us cannot be reached', async () => {
    const who = await at.person('hakodate');
    await at.house.platform.block(who.talk);
    await at.house.settle();
    expect(await tell(who.clientId, who.conversationId)).toBe('ring');
    expect(await rows(who.clientId)).toMatchObject([{ state: 'failed', why: 'unreachable', conversation: who.conversationId }]);
    expect(await tasksOf('hakodate')).toContain('not-delivered');
  });

  test('nobody knows is a fault of the caller', async () => {
    const id = randomUUID();
    await expect(tell(id, id)).rejects.toThrow('no such client');
  });
});

test('clients without a chat are rung one by one: each has a task of their own, which names them', async () => {
  const add = (name: string) =>
    at.within(randomUUID(), (turn) =>
      turn.addClient({ centreId: 'izumo', profile: { name, phone: '090-1234-5678' }, at: at.now }),
    );
  const people = [await add('電話 一郎'), await add('電話 二郎')];
  for (const clientId of [...people, ...people]) await at.office.message({ by: SOMEBODY, clientId, text: 'お電話ください。' });
  const { tasks } = at.house.store.reads;
  for (const clientId of people) {
    expect(await tasks.ofClient({ centreId: 'izumo', clientId })).toMatchObject([
      { kind: 'not-delivered', client: { id: clientId } },
    ]);
  }
  const open = (await tasks.open({ centreId: 'izumo', limit: 50 })).map(({ client }) => client?.profile?.name);
  expect(open).toEqual(expect.arrayContaining(['電話 一郎', '電話 二郎']));
});
