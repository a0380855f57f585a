import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { InboxEntry } from '#store/store.ts';
import { NOW, somebody, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();
const EXPIRES = NOW.plus({ hours: 1 });

async function openForm(): Promise<{ token: string; id: string; userId: string }> {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const { token } = await parts.store.turn(id, (turn) => turn.openForm({ at: NOW, expiresAt: EXPIRES }));
  return { token, id, userId };
}

const submission = (userId: string): InboxEntry =>
  textEvent(userId, '', { eventId: `form-${randomUUID()}`, body: { kind: 'form-submitted', values: { name: '山田' } } });

test('a form leads to its conversation while it can be used', async () => {
  const { token, id, userId } = await openForm();
  expect(token).toMatch(/^[\w-]{32}$/);
  expect(await parts.store.form(token, NOW)).toEqual({ conversationId: id, channel: 'line', centreId: 'izumo', userId });
  expect(await parts.store.form(token, EXPIRES)).toBeUndefined();
  expect(await parts.store.form(`${token}x`, NOW)).toBeUndefined();
});

test('the database knows a hash of the token, not the token', async () => {
  const { token } = await openForm();
  const { rows } = await parts.sql.query(`SELECT count(*)::int AS n FROM form_page f WHERE f::text LIKE '%' || $1 || '%'`, [
    token,
  ]);
  expect(rows).toEqual([{ n: 0 }]);
});

test('of ten submissions at once, one counts and leaves its event', async () => {
  const { token, id, userId } = await openForm();
  const used = await Promise.all(Array.from({ length: 10 }, () => parts.store.submitForm(token, submission(userId), NOW)));
  expect(used.filter(Boolean)).toHaveLength(1);
  expect(await parts.store.form(token, NOW)).toBeUndefined();
  const { rows } = await parts.sql.query(
    `SELECT count(*)::int AS n FROM inbox WHERE conversation_id = $1 AND state = 'pending'`,
    [id],
  );
  expect(rows).toEqual([{ n: 1 }]);
  const event = await parts.store.turn(id, (turn) => turn.nextEvent());
  expect(event?.body).toEqual({ kind: 'form-submitted', values: { name: '山田' } });
});

test('a form that is too old leaves no event', async () => {
  const { token, id, userId } = await openForm();
  expect(await parts.store.submitForm(token, submission(userId), EXPIRES)).toBe(false);
  expect(await parts.store.turn(id, (turn) => turn.nextEvent())).toBeUndefined();
});

test("a form cannot be submitted for another person's conversation", async () => {
  const { token } = await openForm();
  expect(await parts.store.submitForm(token, submission('somebody else'), NOW)).toBe(false);
  expect(await parts.store.form(token, NOW)).toBeDefined();
});
