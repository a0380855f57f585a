import { expect, test } from 'vitest';
import { tokenHash } from '#store/lookup.ts';
import { NOW, storeForFile } from '../support/store.ts';
import { NOBODY, type Person, person } from '../support/store-office.ts';

const parts = storeForFile();
const link = (who: Person) => parts.store.turn(who.id, (it) => it.openAddressLink(who.clientId, NOW, NOW.plus({ days: 2 })));
const known = (who: Person) => parts.store.turn(who.id, (it) => it.clientById(who.clientId));
const withAddress = (who: Person, email: string) =>
  parts.store.turn(who.id, (it) => it.saveProfile({ name: '山田', email }, NOW));
const confirm = ({ clientId }: Person) =>
  parts.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [clientId]);

test('a link is made for an address that is known and not confirmed; only its hash is kept', async () => {
  const who = await person(parts);
  expect(await link(who)).toBeUndefined();
  await withAddress(who, 'a@example.jp');
  const token = (await link(who)) ?? '';
  expect(token).toMatch(/^[A-Za-z0-9_-]{32}$/);
  const { rows } = await parts.sql.query('SELECT token_hash FROM mail_address WHERE client_id = $1', [who.clientId]);
  expect(rows).toEqual([{ token_hash: tokenHash(token) }]);
  await confirm(who);
  expect(await link(who)).toBeUndefined();
});

test('a confirmation belongs to the address: another one is not confirmed by it', async () => {
  const who = await person(parts);
  await withAddress(who, 'a@example.jp');
  expect(await known(who)).toMatchObject({
    id: who.clientId,
    centreId: 'izumo',
    profile: { name: '山田' },
    emailConfirmed: false,
  });
  await confirm(who);
  expect((await known(who))?.emailConfirmed).toBe(true);
  await withAddress(who, 'A@Example.jp');
  expect((await known(who))?.emailConfirmed).toBe(true);
  await withAddress(who, 'b@example.jp');
  expect((await known(who))?.emailConfirmed).toBe(false);
  expect(await link(who)).toBeDefined();
  await parts.store.turn(who.id, (it) => it.saveProfile({ name: '山田' }, NOW));
  expect((await known(who))?.emailConfirmed).toBe(false);
});

test('nobody is known by an id that is nobody’s', async () => {
  const { id } = await person(parts);
  expect(await known({ id, clientId: NOBODY })).toBeUndefined();
});
