import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OutboxEntry } from '#store/store.ts';
import { NOW, quietResult, somebody, storeForFile } from '../support/store.ts';

const parts = storeForFile();

/** A conversation with messages on their way out. */
async function saying(...texts: string[]): Promise<string> {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  await parts.store.turn(id, (turn) =>
    turn.finish(quietResult(userId, { outbox: texts.map((text) => message(id, userId, text)) })),
  );
  return id;
}

const message = (conversationId: string, userId: string, text: string): OutboxEntry => ({
  conversationId,
  kind: 'reply',
  channel: 'line',
  centreId: 'izumo',
  userId,
  rendered: { text },
  replyToken: 'token',
  replyTokenAt: NOW,
});

const textOf = (claimed: { rendered: unknown } | undefined) => (claimed?.rendered as { text: string } | undefined)?.text;

/** As if the process that claimed it had been gone for long. */
const leaseOver = (id: string) =>
  parts.sql.query(`UPDATE outbox SET leased_until = now() - interval '1 second' WHERE id = $1`, [id]);

test('a message comes out as it was said, to the person of the conversation', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const { outboxIds } = await parts.store.turn(id, (turn) =>
    turn.finish(quietResult(userId, { outbox: [message(id, userId, 'こんにちは')] })),
  );
  expect(await parts.store.claimMessage(id, NOW, 60)).toEqual({
    id: outboxIds[0],
    conversationId: id,
    bookingId: undefined,
    kind: 'reply',
    channel: 'line',
    centreId: 'izumo',
    userId,
    conversationReference: undefined,
    rendered: { text: 'こんにちは' },
    replyToken: 'token',
    replyTokenAt: NOW,
    attempts: 0,
    tokenTried: false,
    createdAt: NOW,
    reachable: true,
    language: 'ja',
    overtaken: false,
  });
});

test('a message says whether its person can be reached now, not when it was written', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const { conversation } = quietResult(userId);
  await parts.store.turn(id, (turn) => turn.finish(quietResult(userId, { outbox: [message(id, userId, 'x')] })));
  await parts.store.turn(id, (turn) => turn.finish(quietResult(userId, { conversation: { ...conversation, reachable: false } })));
  expect(await parts.store.claimMessage(id, NOW, 60)).toMatchObject({ reachable: false });
});

test('messages leave in the order in which they were said, each after the one before is settled', async () => {
  const id = await saying('one', 'two', 'three');
  const said: (string | undefined)[] = [];
  for (;;) {
    const claimed = await parts.store.claimMessage(id, NOW, 60);
    if (!claimed) break;
    expect(await parts.store.claimMessage(id, NOW, 60)).toBeUndefined();
    said.push(textOf(claimed));
    await parts.store.markSent(claimed.id, NOW, 'reply');
  }
  expect(said).toEqual(['one', 'two', 'three']);
});

test('of ten processes that claim at once, one gets the message', async () => {
  const id = await saying('one', 'two');
  const claimed = await Promise.all(Array.from({ length: 10 }, () => parts.store.claimMessage(id, NOW, 60)));
  expect(claimed.map(textOf).filter(Boolean)).toEqual(['one']);
});

test('a message whose process died is claimed again when the lease is over; its token counts as tried', async () => {
  const id = await saying('one');
  const first = await parts.store.claimMessage(id, NOW, 60);
  await leaseOver(first?.id ?? '');
  const second = await parts.store.claimMessage(id, NOW, 60);
  expect(second).toMatchObject({ id: first?.id, attempts: 1, tokenTried: true });
});

test('a message that is to be tried later keeps those behind it waiting, and remembers its token', async () => {
  const id = await saying('one', 'two');
  const first = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markLater(first?.id ?? '', NOW.plus({ minutes: 1 }), '429', false);
  expect(await parts.store.claimMessage(id, NOW.plus({ seconds: 59 }), 60)).toBeUndefined();
  const then = NOW.plus({ minutes: 1 });
  const again = await parts.store.claimMessage(id, then, 60);
  expect(again).toMatchObject({ id: first?.id, attempts: 1, tokenTried: false });
  await parts.store.markLater(first?.id ?? '', then, 'time-out', true);
  expect(await parts.store.claimMessage(id, then, 60)).toMatchObject({ attempts: 2, tokenTried: true });
});

test('a message that failed for good lets the next one go', async () => {
  const id = await saying('one', 'two');
  const first = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markFailed(first?.id ?? '', NOW, 'unreachable', { ring: true, quota: false });
  expect(textOf(await parts.store.claimMessage(id, NOW, 60))).toBe('two');
});

test('a sent message stays sent, whatever a late process says', async () => {
  const id = await saying('one');
  const claimed = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markSent(claimed?.id ?? '', NOW, 'push');
  await parts.store.markLater(claimed?.id ?? '', NOW, 'late', false);
  await parts.store.markFailed(claimed?.id ?? '', NOW, 'late', { ring: true, quota: false });
  expect(await parts.store.claimMessage(id, NOW, 60)).toBeUndefined();
  const { rows } = await parts.sql.query('SELECT state, sent_by, reply_token FROM outbox WHERE id = $1', [claimed?.id]);
  expect(rows).toEqual([{ state: 'sent', sent_by: 'push', reply_token: null }]);
});

test('conversations with mail are those whose oldest message is due and held by nobody', async () => {
  const [due, later, leased, done] = [await saying('x', 'y'), await saying('x', 'y'), await saying('x'), await saying('x')];
  const retried = await parts.store.claimMessage(later, NOW, 60);
  await parts.store.markLater(retried?.id ?? '', NOW.plus({ minutes: 5 }), '503', false);
  await parts.store.claimMessage(leased, NOW, 60);
  const sent = await parts.store.claimMessage(done, NOW, 60);
  await parts.store.markSent(sent?.id ?? '', NOW, 'reply');
  const now = await parts.store.conversationsWithMail(NOW, 1000);
  expect(now).toContain(due);
  for (const id of [later, leased, done]) expect(now).not.toContain(id);
  expect(await parts.store.conversationsWithMail(NOW.plus({ minutes: 5 }), 1000)).toContain(later);
});

test('the task for staff comes with the failure, once: to ring the client, and to look after the pushes of the centre', async () => {
  const tasks = async (kind: string) =>
    (await parts.sql.query('SELECT centre_id, conversation_id FROM staff_task WHERE kind = $1', [kind])).rows;
  const fail = async (id: string, quota: boolean) => {
    const claimed = await parts.store.claimMessage(id, NOW, 60);
    for (let times = 0; times < 2; times += 1) await parts.store.markFailed(claimed?.id ?? '', NOW, 'why', { ring: true, quota });
  };
  const id = await saying('one', 'two');
  await parts.sql.query('DELETE FROM staff_task');
  await fail(id, false);
  await fail(id, false);
  expect(await tasks('not-delivered')).toEqual([{ centre_id: 'izumo', conversation_id: id }]);
  const others = [await saying('x'), await saying('x'), await saying('x')];
  await Promise.all(others.map((other) => fail(other, true)));
  expect(await tasks('push-quota')).toEqual([{ centre_id: 'izumo', conversation_id: null }]);
  // And everybody is rung.
  expect(await tasks('not-delivered')).toHaveLength(1 + others.length);
});
