import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { hear, type Otherwise } from '#office/telling.ts';
import type { NoticeKind } from '#store/store.ts';
import { inTokyo } from '../support/tokyo.ts';
import { atCounter, NAME, SOMEBODY } from './counter.ts';

const at = atCounter();

/** As jobs do: by the parts of a house of one's own over the same database and channels. */
const tell = (clientId: string, lock: string, more: { onceKey?: string; kind?: NoticeKind; otherwise?: Otherwise } = {}) =>
  at.within(lock, async (turn) => {
    const heard = await hear(at.house.house.parts, turn, {
      notice: { kind: 'message', text: '書類をお持ちください', officeId: undefined },
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
    const before = (await tasksOf('izumo')).length;
    const onceKey = randomUUID();
    expect(await tell(clientId, clientId, { onceKey })).toBe('ring');
    expect(await tell(clientId, clientId, { onceKey })).toBe('ring');
    expect(await rows(clientId)).toEqual([{ kind: 'message', state: 'failed', why: 'no-chat', conversation: null }]);
    expect(await tasksOf('izumo')).toHaveLength(before + 1);
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

describe('the task to ring somebody whom a notice did not reach', () => {
  /** Somebody who blocked us, with a confirmed booking of which a notice has failed. */
  async function undelivered(startsAt: string) {
    const who = await at.person();
    const { id } = await at.booked(who, 'confirmed', startsAt);
    await at.house.platform.block(who.talk);
    await at.house.settle();
    await at.within(who.conversationId, async (turn) => {
      const booking = await turn.booking(id);
      await hear(at.house.house.parts, turn, {
        notice: { kind: 'message', text: '準備のお願い', officeId: undefined },
        kind: 'reminder-day-before',
        onceKey: `reminder-day-before:${id}`,
        booking,
        clientId: who.clientId,
      });
    });
    expect(await at.tasks(id)).toContain('not-delivered');
    return { who, id };
  }

  test('ends when the booking is cancelled: what is left is that this could not be told', async () => {
    const { id } = await undelivered('2026-12-14T11:00');
    await at.office.cancel({ by: SOMEBODY, bookingId: id, wish: 'office', reason: '停電' });
    const { rows: all } = await at.sql.query(
      "SELECT done_at IS NULL AS open FROM staff_task WHERE booking_id = $1 AND kind = 'not-delivered' ORDER BY created_at, done_at",
      [id],
    );
    expect(all).toEqual([{ open: false }, { open: true }]);
    expect(await at.tasks(id)).toEqual(['not-delivered']);
  });

  test('ends when its session was held', async () => {
    const { id } = await undelivered('2026-12-15T11:00');
    at.house.clock.set(inTokyo('2026-12-15T11:05'));
    await at.office.attendance({ by: SOMEBODY, bookingId: id, what: 'attended' });
    expect(await at.tasks(id)).toEqual([]);
  });

  test('ends when a later notice of the same booking says it anew, and with nothing else', async () => {
    at.house.clock.set(inTokyo('2026-11-20T10:00'));
    const { who, id } = await undelivered('2026-12-16T11:00');
    await at.house.platform.follow(who.talk);
    await at.house.settle();
    expect(await at.tasks(id)).toEqual(['not-delivered']);
    await at.office.message({ by: SOMEBODY, clientId: who.clientId, text: '別の件です' });
    await at.house.settle();
    expect(await at.tasks(id)).toEqual(['not-delivered']);
    await at.office.enterDetails({ by: SOMEBODY, bookingId: id, access: { meetingId: '1' } });
    await at.office.tickMyPage({ by: SOMEBODY, bookingId: id });
    await at.house.settle();
    expect(await at.tasks(id)).toContain('not-delivered');
    await at.within(who.conversationId, async (turn) => {
      const booking = await turn.booking(id);
      const notice = { kind: 'message', text: '本日です', officeId: undefined } as const;
      const about = { booking, clientId: who.clientId };
      await hear(at.house.house.parts, turn, { notice, kind: 'reminder-morning', onceKey: `reminder-morning:${id}`, ...about });
    });
    await at.house.house.runner.deliver([who.conversationId]);
    expect(await at.tasks(id)).not.toContain('not-delivered');
  });
});
