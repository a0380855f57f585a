import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { OutboxEntry } from '#store/store.ts';
import { NOW, quietResult, somebody, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();

type Said = { text: string; kind?: string; as?: string; bookingId?: string };

/** A conversation in which these were said, and sent where they have an id. */
async function saying(...said: Said[]): Promise<{ id: string; userId: string }> {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  for (const one of said) await say(id, userId, one);
  return { id, userId };
}

async function say(id: string, userId: string, { text, kind = 'reply', as, bookingId }: Said, closes?: string): Promise<void> {
  const where = { conversationId: id, channel: 'line' as const, centreId: 'izumo', userId };
  const entry: OutboxEntry = { ...where, kind, rendered: { text }, closes, bookingId };
  const { outboxIds } = await parts.store.turn(id, (turn) => turn.finish(quietResult(userId, { outbox: [entry] })));
  if (as !== undefined) await parts.store.markSent(outboxIds[0] ?? '', NOW, 'push', as);
}

const standing = (id: string, sentAs?: string) => parts.store.turn(id, (turn) => turn.standingMessages(sentAs));

test('the newest answer stands, and the message that was pressed upon', async () => {
  const { id } = await saying({ text: 'old', as: '1' }, { text: 'notice', kind: 'reminder', as: '2' }, { text: 'new', as: '3' });
  expect((await standing(id)).map(({ sentAs }) => sentAs)).toEqual(['3']);
  expect(await standing(id, '1')).toMatchObject([
    { sentAs: '1', rendered: { text: 'old' } },
    { sentAs: '3', rendered: { text: 'new' } },
  ]);
  expect((await standing(id, '2')).map(({ sentAs }) => sentAs)).toEqual(['2', '3']);
});

test('one that is closed, not sent, without an id or of another conversation does not stand', async () => {
  const { id, userId } = await saying({ text: 'one', as: '1' }, { text: 'two', as: '2' });
  const other = await saying({ text: 'theirs', as: '9' });
  const [two] = await standing(id);
  await say(id, userId, { text: 'closed', kind: 'closing' }, two?.id);
  expect(await standing(id)).toEqual([]);
  expect((await standing(id, '9')).map(({ sentAs }) => sentAs)).toEqual([]);
  expect((await standing(other.id)).map(({ sentAs }) => sentAs)).toEqual(['9']);
  await say(id, userId, { text: 'waits' });
  expect(await standing(id)).toEqual([]);
});

test('whatever offered times stands for as long as it was not closed, with the booking that they are for', async () => {
  const bookingId = randomUUID();
  const offer = { text: 'offer', kind: 'offered', as: '1', bookingId };
  const { id, userId } = await saying(offer, { text: 'old', as: '2', bookingId }, { text: 'new', as: '3' });
  const all = await standing(id);
  expect(all.map(({ sentAs, offersFor }) => [sentAs, offersFor])).toEqual([
    ['1', bookingId],
    ['3', undefined],
  ]);
  expect((await standing(id, '1')).map(({ sentAs }) => sentAs)).toEqual(['1', '3']);
  await say(id, userId, { text: 'closed', kind: 'closing' }, all[0]?.id);
  expect((await standing(id)).map(({ sentAs }) => sentAs)).toEqual(['3']);
});

test('a platform that gives no ids has nothing standing', async () => {
  const { id } = await saying({ text: 'one' });
  const message = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markSent(message?.id ?? '', NOW, 'reply');
  expect(await standing(id)).toEqual([]);
});

test('a final refusal can mean that nothing gets there any more, until they write again', async () => {
  const { id } = await saying({ text: 'one' });
  const message = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markFailed(message?.id ?? '', NOW, 'unreachable: 403', { ring: true, quota: false, unreachable: true });
  const reachable = await parts.store.turn(id, async (turn) => (await turn.loadConversation())?.reachable);
  expect(reachable).toBe(false);
});

test('one that only takes buttons away keeps no text once it is done, and holds up nothing behind it', async () => {
  const { id, userId } = await saying({ text: 'card', as: '1' });
  const [card] = await standing(id);
  await say(id, userId, { text: 'closed', kind: 'closing' }, card?.id);
  const closing = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markLater(closing?.id ?? '', NOW.plus({ minutes: 55 }), 'busy', false);
  await say(id, userId, { text: 'notice', kind: 'room-opens' });
  const next = await parts.store.claimMessage(id, NOW, 60);
  expect(next?.rendered).toEqual({ text: 'notice' });
  await parts.store.markSent(next?.id ?? '', NOW, 'push');

  const again = await parts.store.claimMessage(id, NOW.plus({ hours: 1 }), 60);
  expect(again?.rendered).toEqual({ text: 'closed' });
  await parts.store.markSent(again?.id ?? '', NOW, 'push', '1');
  const { rows } = await parts.sql.query(`SELECT rendered FROM outbox WHERE id = $1`, [again?.id]);
  expect(rows).toEqual([{ rendered: null }]);
});

test('where the answer fails for good, no card is closed that would send the client on to it', async () => {
  const { id, userId } = await saying({ text: 'card', as: '1' });
  const [card] = await standing(id);
  await say(id, userId, { text: 'answer' });
  await say(id, userId, { text: 'closed', kind: 'closing' }, card?.id);
  const answer = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markFailed(answer?.id ?? '', NOW, 'rejected: 400', { ring: true, quota: false });
  expect(await parts.store.claimMessage(id, NOW, 60)).toBeUndefined();
});

test('a refusal that comes late says nothing of somebody who has written since', async () => {
  const { id, userId } = await saying({ text: 'reminder', kind: 'reminder' });
  const message = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.receive([textEvent(userId, 'こんにちは')], NOW.plus({ seconds: 5 }));
  await parts.store.markFailed(message?.id ?? '', NOW, 'unreachable: 403', { ring: true, quota: false, unreachable: true });
  expect(await parts.store.turn(id, async (turn) => (await turn.loadConversation())?.reachable)).toBe(true);
});
