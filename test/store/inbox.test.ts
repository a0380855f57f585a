import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOW, quietResult, somebody, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();

/** Runs turns until there is nothing to do; answers the texts in the order in which they were handled. */
async function handled(conversationId: string, userId: string): Promise<unknown[]> {
  const bodies: unknown[] = [];
  for (;;) {
    const body = await parts.store.turn(conversationId, async (turn) => {
      const event = await turn.nextEvent();
      if (!event) return undefined;
      await turn.finish(quietResult(userId, { inboxId: event.id }));
      return event.body;
    });
    if (body === undefined) return bodies;
    bodies.push(body);
  }
}

const texts = (bodies: unknown[]) => bodies.map((it) => (it as { text?: string }).text);

test('an event comes back as it came in', async () => {
  const event = textEvent(randomUUID(), '予約したい 😀 \u0000', {
    replyToken: 'token-1',
    occurredAt: NOW.minus({ milliseconds: 7 }),
  });
  const { stored, conversationIds } = await parts.store.receive([event], NOW);
  expect(stored).toBe(1);
  const received = await parts.store.turn(conversationIds[0] ?? '', (turn) => turn.nextEvent());
  expect(received).toMatchObject({
    eventId: event.eventId,
    channel: 'line',
    centreId: 'izumo',
    userId: event.userId,
    attempts: 0,
    body: event.body,
    replyToken: 'token-1',
  });
  expect(received?.occurredAt.toISO()).toBe(event.occurredAt.toISO());
  expect(received?.receivedAt.toISO()).toBe(NOW.toISO());
});

test('an event delivered three times, also within one delivery and at once, is stored once', async () => {
  const event = textEvent(randomUUID(), 'x');
  const all = await Promise.all([1, 2, 3].map(() => parts.store.receive([event, event], NOW)));
  expect(all.reduce((sum, it) => sum + it.stored, 0)).toBe(1);
});

test('a second delivery names its conversation again: the first was perhaps never worked on', async () => {
  const event = textEvent(randomUUID(), 'x');
  const [first, second] = [await parts.store.receive([event], NOW), await parts.store.receive([event], NOW)];
  expect(first.conversationIds).toHaveLength(1);
  expect(second).toEqual({ stored: 0, conversationIds: first.conversationIds });
});

test('the same event id at another centre is another event', async () => {
  const event = textEvent(randomUUID(), 'x');
  const { stored, conversationIds } = await parts.store.receive([event, { ...event, centreId: 'hakodate' }], NOW);
  expect(stored).toBe(2);
  expect(conversationIds).toHaveLength(2);
});

test('events are handled by their own time, and by arrival where that is equal', async () => {
  const userId = randomUUID();
  const at = (seconds: number) => ({ occurredAt: NOW.plus({ seconds }) });
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'late', at(9)), textEvent(userId, 'a', at(5))], NOW);
  await parts.store.receive(
    [textEvent(userId, 'b', at(5)), textEvent(userId, 'c', at(5)), textEvent(userId, 'early', at(1))],
    NOW,
  );
  expect(texts(await handled(conversationIds[0] ?? '', userId))).toEqual(['early', 'a', 'b', 'c', 'late']);
});

test('a conversation with events is waiting, and not while somebody is at it', async () => {
  const userId = randomUUID();
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'x')], NOW);
  const [id = ''] = conversationIds;
  expect(await parts.store.conversationsWaiting(1000)).toContain(id);
  const during = await parts.store.turn(id, () => parts.store.conversationsWaiting(1000));
  expect(during).not.toContain(id);
  await handled(id, userId);
  expect(await parts.store.conversationsWaiting(1000)).not.toContain(id);
});

test('an event that fails again and again is set aside, and the rest goes on', async () => {
  const userId = randomUUID();
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'bad'), textEvent(userId, 'good')], NOW);
  const [id = ''] = conversationIds;
  const bad = await parts.store.turn(id, (turn) => turn.nextEvent());
  const fail = () => parts.store.turnFailed(bad?.id ?? '', 'machine', 3);
  expect([await fail(), await fail(), await fail()]).toEqual([{ setAside: false }, { setAside: false }, { setAside: true }]);
  expect(texts(await handled(id, userId))).toEqual(['good']);
});

test('attempts are counted', async () => {
  const { conversationIds } = await parts.store.receive([textEvent(randomUUID(), 'x')], NOW);
  const next = () => parts.store.turn(conversationIds[0] ?? '', (turn) => turn.nextEvent());
  await parts.store.turnFailed((await next())?.id ?? '', 'x', 9);
  expect((await next())?.attempts).toBe(1);
});

test('an unsent text is gone before it is handled, and asks for nothing any more', async () => {
  const userId = randomUUID();
  const event = textEvent(userId, '秘密', { body: { kind: 'text', text: '秘密', messageId: 'm1' } });
  const { conversationIds } = await parts.store.receive([event], NOW);
  await parts.store.forgetMessage('line', 'hakodate', 'm1');
  await parts.store.forgetMessage('line', 'izumo', 'm1');
  expect(await handled(conversationIds[0] ?? '', userId)).toEqual([{ kind: 'unsent', messageId: 'm1' }]);
});

test('the reply token and the text are gone once their event is done', async () => {
  const userId = randomUUID();
  const event = textEvent(userId, 'x', { replyToken: 'secret-token' });
  const { conversationIds } = await parts.store.receive([event], NOW);
  await handled(conversationIds[0] ?? '', userId);
  const { rows } = await parts.sql.query('SELECT reply_token, body, message_hash, state FROM inbox WHERE event_id = $1', [
    event.eventId,
  ]);
  expect(rows).toEqual([{ reply_token: null, body: null, message_hash: null, state: 'done' }]);
});

test('an event that no key opens is set aside instead of stopping the conversation', async () => {
  const userId = randomUUID();
  const bad = textEvent(userId, 'bad');
  const { conversationIds } = await parts.store.receive([bad, textEvent(userId, 'good')], NOW);
  await parts.sql.query(`UPDATE inbox SET body = 'k1.' || repeat('A', 60) WHERE event_id = $1`, [bad.eventId]);
  expect(texts(await handled(conversationIds[0] ?? '', userId))).toEqual(['good']);
});

test('nothing to store is nothing done', async () => {
  expect(await parts.store.receive([], NOW)).toEqual({ stored: 0, conversationIds: [] });
});

test('every process derives the same conversation from a person', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'x')], NOW);
  expect(conversationIds).toEqual([id]);
});
