import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { expect, onTestFinished, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { addresses } from '#pages/addresses.ts';
import type { AddressLink } from '#store/writing/addresses.ts';
import { NOW, somebody, storeForFile } from '../support/store.ts';
import { seedCentres } from './serving.ts';

const parts = storeForFile();
const PROFILE = { name: '鈴木 一郎', email: 'ichiro@example.jp' };

/** A client with an address and a link to confirm it, and the page behind it. */
async function opened() {
  const id = await somebody(parts.store, randomUUID());
  const { clientId, token } = await parts.store.turn(id, async (turn) => {
    const client = await turn.saveProfile(PROFILE, NOW);
    return { clientId: client, token: (await turn.openAddressLink(client, NOW, NOW.plus({ days: 14 }))) ?? '' };
  });
  const clock = stoppedClock(NOW);
  const confirmed: AddressLink[] = [];
  const app = express();
  app.use(
    addresses({
      centres: seedCentres(),
      addresses: parts.store.writes.addresses,
      clock,
      onAddressConfirmed: async (link) => void confirmed.push(link),
    }),
  );
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  const page = `http://127.0.0.1:${(server.address() as AddressInfo).port}/addresses/${token}`;
  const isConfirmed = async () => (await parts.store.turn(id, (turn) => turn.clientById(clientId)))?.emailConfirmed ?? false;
  return { id, clientId, token, page, clock, confirmed, isConfirmed };
}

test('opening the link changes nothing: only the press of its button confirms the address', async () => {
  const { id, clientId, page, confirmed, isConfirmed } = await opened();
  const shown = await fetch(page);
  expect([shown.status, await shown.text()]).toEqual([200, expect.stringContaining('このアドレスで受け取る')]);
  expect([await isConfirmed(), confirmed]).toEqual([false, []]);
  const pressed = await fetch(page, { method: 'POST' });
  expect([pressed.status, await pressed.text()]).toEqual([200, expect.stringContaining('確認できました')]);
  expect(await isConfirmed()).toBe(true);
  expect(confirmed).toMatchObject([{ clientId, conversationId: id, centreId: 'izumo' }]);
});

test('a second press hears the same, and is noted in the audit once', async () => {
  const { page, clientId } = await opened();
  await fetch(page, { method: 'POST' });
  const again = await fetch(page, { method: 'POST' });
  expect([again.status, await again.text()]).toEqual([200, expect.stringContaining('確認できました')]);
  const { rows } = await parts.sql.query("SELECT 1 FROM audit WHERE action = 'address-confirmed' AND actor_id = $1", [clientId]);
  expect(rows).toHaveLength(1);
});

test('the link ends after its days, with another address, and was never there for a made-up token', async () => {
  const { id, page, clock, confirmed } = await opened();
  expect((await fetch(page.replace(/[^/]+$/, 'x'.repeat(500)))).status).toBe(410);
  await parts.store.turn(id, (turn) => turn.saveProfile({ ...PROFILE, email: 'other@example.jp' }, NOW));
  const other = await fetch(page, { method: 'POST' });
  expect([other.status, await other.text()]).toEqual([410, expect.stringContaining('このページは使えません')]);
  await parts.store.turn(id, (turn) => turn.saveProfile(PROFILE, NOW));
  clock.set(NOW.plus({ days: 14 }));
  expect((await fetch(page)).status).toBe(410);
  expect((await fetch(page, { method: 'POST' })).status).toBe(410);
  expect(confirmed).toEqual([]);
});

test('only the hash of the token is kept, and nothing of the page is stored on the way', async () => {
  const { token, page } = await opened();
  const { rows } = await parts.sql.query('SELECT token_hash FROM mail_address WHERE token_hash = $1', [
    createHash('sha256').update(token).digest('base64url'),
  ]);
  expect(rows).toHaveLength(1);
  const { headers } = await fetch(page);
  expect([headers.get('cache-control'), headers.get('referrer-policy')]).toEqual(['no-store', 'no-referrer']);
});
