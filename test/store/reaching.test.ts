import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOW, quietResult, somebody, storeForFile, textEvent } from '../support/store.ts';
import { person } from '../support/store-office.ts';

const parts = storeForFile();

/** A second conversation of the same client. */
async function alsoAs(clientId: string, userId = randomUUID()): Promise<string> {
  const id = await somebody(parts.store, userId);
  await parts.sql.query('UPDATE conversation SET client_id = $1 WHERE id = $2', [clientId, id]);
  return id;
}

const reach = (id: string, clientId: string) => parts.store.turn(id, (turn) => turn.reach(clientId));

test('a client is written to where they last wrote', async () => {
  const [mine, other] = [randomUUID(), randomUUID()];
  const first = await somebody(parts.store, mine);
  const clientId = (await parts.store.turn(first, (turn) => turn.client()))?.id ?? '';
  const second = await alsoAs(clientId, other);
  await parts.store.receive([textEvent(mine, 'x')], NOW.plus({ hours: 1 }));
  expect(await reach(second, clientId)).toEqual({
    conversationId: first,
    channel: 'line',
    centreId: 'izumo',
    userId: mine,
    language: 'ja',
    reachable: true,
  });
  await parts.store.receive([textEvent(other, 'x')], NOW.plus({ hours: 2 }));
  expect(await reach(first, clientId)).toMatchObject({ conversationId: second, userId: other });
});

test('a conversation that was blocked is taken only where there is no other', async () => {
  const blocked = randomUUID();
  const id = await somebody(parts.store, blocked);
  const clientId = (await parts.store.turn(id, (turn) => turn.client()))?.id ?? '';
  const result = quietResult(blocked);
  await parts.store.turn(id, (turn) => turn.finish({ ...result, conversation: { ...result.conversation, reachable: false } }));
  await parts.store.receive([textEvent(blocked, 'x')], NOW.plus({ hours: 3 }));
  expect(await reach(id, clientId)).toMatchObject({ conversationId: id, reachable: false });
  const open = await alsoAs(clientId);
  expect(await reach(id, clientId)).toMatchObject({ conversationId: open, reachable: true });
});

test('whoever was entered by staff cannot be reached in a chat', async () => {
  const { id } = await person(parts);
  const entered = await parts.store.turn(id, (turn) => turn.addClient({ centreId: 'izumo', profile: { name: '電話' }, at: NOW }));
  expect(await reach(id, entered)).toBeUndefined();
});
