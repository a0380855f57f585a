import { randomBytes, randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Keys } from '#store/keys.ts';
import { openStore, rotateKeys } from '#store/open.ts';
import { SEALED } from '#store/rotating.ts';
import { BY_CLIENT, held, NOW, quietResult, seatAt, somebody, storeForFile, textEvent } from '../support/store.ts';
import { BY_STAFF, person } from '../support/store-office.ts';

const parts = storeForFile();

test('after a rotation the new key alone opens everything, and the old one nothing', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId, '山田花子');
  await parts.store.turn(id, async (turn) => {
    await turn.saveProfile({ name: '山田花子', phone: '090-1234-5678', topic: '転職' }, NOW);
    const { id: bookingId } = await held(turn, seatAt(NOW.plus({ days: 1 })), { openBookings: 2 });
    await turn.changeState({ bookingId, from: ['held'], to: 'confirmed', at: NOW, actor: BY_CLIENT });
    await turn.enterDetails({ bookingId, access: { passcode: 'abc' }, at: NOW, actor: { kind: 'staff', id: 'x' } });
    const mail = { by: 'mail', recipient: 'a@example.jp', subject: 's', text: 't' } as const;
    await turn.tell({ onceKey: 'mail', kind: 'details-mail', centreId: 'izumo', bookingId, at: NOW, what: mail });
    const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
    await turn.request({ ...where, wishes: '夕方', answerBy: NOW, at: NOW, openBookings: 2 });
    const reply = {
      conversationId: id,
      kind: 'reply',
      channel: 'line',
      centreId: 'izumo',
      userId,
      rendered: { text: 'はい' },
      replyToken: 'r',
    } as const;
    await turn.finish(quietResult(userId, { outbox: [reply] }));
  });
  await parts.store.receive([textEvent(userId, '次', { replyToken: 't' })], NOW);
  const [from, to] = [await person(parts), await person(parts)];
  const linked = { centreId: 'izumo', fromClientId: from.clientId, toClientId: to.clientId, at: NOW, by: BY_STAFF.id };
  await parts.store.turn(randomUUID(), (turn) => turn.linkClients(linked));
  await Promise.all(Array.from({ length: 210 }, () => somebody(parts.store)));

  const fresh = randomBytes(32);
  const both: Keys = { ...parts.keys, encrypting: 'k2', all: new Map([['k2', fresh], ...parts.keys.all]) };
  const { rows, unopened } = await rotateKeys({ url: parts.url, keys: both });
  expect(unopened).toBe(0);
  expect(rows).toBeGreaterThan(630);
  expect(await rotateKeys({ url: parts.url, keys: both })).toEqual({ rows: 0, unopened: 0 });

  for (const [table, columns] of Object.entries(SEALED)) {
    for (const column of columns) {
      const { rows: old } = await parts.sql.query(`SELECT 1 FROM ${table} WHERE ${column} NOT LIKE 'k2.%'`);
      expect(old).toEqual([]);
    }
  }
  const store = await openStore({ url: parts.url, keys: { ...both, all: new Map([['k2', fresh]]) } });
  try {
    const message = await store.claimMessage(id, NOW, 60);
    expect(message).toMatchObject({ userId, rendered: { text: 'はい' }, replyToken: 'r' });
    await store.turn(id, async (turn) => {
      expect((await turn.client())?.profile).toMatchObject({ name: '山田花子', phone: '090-1234-5678', topic: '転職' });
      expect((await turn.loadConversation())?.snapshot).toEqual({ step: 1 });
      expect(await turn.nextEvent()).toMatchObject({ userId, body: { text: '次' }, replyToken: 't' });
      const [confirmed, request] = await turn.openBookings();
      expect(request?.wishes).toBe('夕方');
      expect((await turn.details(confirmed?.id ?? ''))?.access).toEqual({ passcode: 'abc' });
    });
  } finally {
    await store.close();
  }
});

test('every column that holds sealed texts is in the list of the rotation', async () => {
  const id = await somebody(parts.store);
  await parts.store.turn(id, (turn) => turn.saveProfile({ name: '山田', email: 'a@example.jp', companions: 'x' }, NOW));
  const { rows } = await parts.sql.query<{ table_name: string; column_name: string }>(
    `SELECT c.table_name, c.column_name FROM information_schema.columns c WHERE c.table_schema = 'public' AND c.data_type = 'text'`,
  );
  for (const { table_name: table, column_name: column } of rows) {
    if ((SEALED as Record<string, readonly string[]>)[table]?.includes(column)) continue;
    const { rows: sealed } = await parts.sql.query(`SELECT 1 FROM ${table} WHERE ${column} ~ '^k[12]\\.[A-Za-z0-9_-]{38,}$'`);
    expect({ table, column, sealed: sealed.length }).toEqual({ table, column, sealed: 0 });
  }
});
