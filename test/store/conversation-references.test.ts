import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { InboxEntry } from '#store/store.ts';
import { NOW, quietResult, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();
const REFERENCE = { serviceUrl: 'https://smba.example/jp/', conversationId: 'a:1', tenantId: 't' };

/** A turn on the event, which carries a conversation reference. */
async function turnOn(userId: string, event: Partial<InboxEntry>, traceless = false): Promise<string> {
  const { conversationIds } = await parts.store.receive([textEvent(userId, 'x', event)], NOW);
  const id = conversationIds[0] ?? '';
  await parts.store.turn(id, async (turn) => {
    const received = await turn.nextEvent();
    const { conversation } = quietResult(userId);
    const conversationReference = received?.conversationReference;
    await turn.finish(
      quietResult(userId, { inboxId: received?.id, traceless, conversation: { ...conversation, conversationReference } }),
    );
  });
  return id;
}
const kept = (id: string) => parts.store.turn(id, async (turn) => (await turn.loadConversation())?.conversationReference);

test('where to write to comes with an event, is kept sealed, and the newest counts', async () => {
  const userId = randomUUID();
  const id = await turnOn(userId, { conversationReference: REFERENCE });
  expect(await kept(id)).toEqual(REFERENCE);
  await turnOn(userId, { conversationReference: { ...REFERENCE, serviceUrl: 'https://smba.example/emea/' } });
  expect(await kept(id)).toMatchObject({ serviceUrl: 'https://smba.example/emea/' });
  const { rows } = await parts.sql.query('SELECT conversation_reference FROM conversation WHERE id = $1', [id]);
  expect(rows[0].conversation_reference).toMatch(/^k1\./);
  const inbox = await parts.sql.query('SELECT conversation_reference FROM inbox WHERE conversation_id = $1', [id]);
  expect(inbox.rows).toEqual([{ conversation_reference: null }, { conversation_reference: null }]);
});

test('a turn without one leaves the one that is kept', async () => {
  const userId = randomUUID();
  const id = await turnOn(userId, { conversationReference: REFERENCE });
  await turnOn(userId, {});
  expect(await kept(id)).toEqual(REFERENCE);
  await parts.store.turn(id, (turn) => turn.finish(quietResult(userId)));
  expect(await kept(id)).toEqual(REFERENCE);
});

test('a message on its way out knows where its conversation is now', async () => {
  const userId = randomUUID();
  const id = await turnOn(userId, { conversationReference: REFERENCE });
  const outbox = [{ conversationId: id, kind: 'reply', channel: 'line' as const, centreId: 'izumo', userId, rendered: {} }];
  await parts.store.turn(id, (turn) => turn.finish(quietResult(userId, { outbox })));
  const moved = { ...REFERENCE, conversationId: 'a:2' };
  await turnOn(userId, { conversationReference: moved });
  expect(await parts.store.claimMessage(id, NOW, 60)).toMatchObject({ conversationReference: moved });
});

test('an event that tells nothing of its person leaves no trace', async () => {
  const userId = randomUUID();
  const id = await turnOn(userId, { conversationReference: REFERENCE }, true);
  expect(await kept(id)).toEqual(REFERENCE);
  expect((await parts.sql.query('SELECT 1 FROM inbox WHERE conversation_id = $1', [id])).rowCount).toBe(0);
  const before = await parts.sql.query('SELECT updated_at FROM conversation WHERE id = $1', [id]);
  await parts.store.receive([textEvent(userId, 'x')], NOW);
  await parts.store.turn(id, async (turn) => {
    const event = await turn.nextEvent();
    await turn.finish(quietResult(userId, { at: NOW.plus({ days: 1 }), inboxId: event?.id, traceless: true }));
  });
  const after = await parts.sql.query('SELECT updated_at FROM conversation WHERE id = $1', [id]);
  expect(after.rows).toEqual(before.rows);
});
