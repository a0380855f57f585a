import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { type Person, person } from '../support/store-office.ts';

const parts = storeForFile();
const NUMBER = '32010-1234567';
const numbered = (who: Person, number: string) =>
  parts.store.turn(who.id, (turn) => turn.saveProfile({ name: '山田花子', jobSeekerNumber: number }, NOW));

const designate = (clientId: string, serviceId = 'certification') =>
  parts.sql.query(
    `INSERT INTO designation (id, client_id, centre_id, service_id, prepare_by, created_at, created_by)
     VALUES (gen_random_uuid(), $1, 'izumo', $2, '2026-12-01', $3, gen_random_uuid())`,
    [clientId, serviceId, NOW.toJSDate()],
  );
const direct = (clientId: string, hour: number) =>
  parts.sql.query(
    `INSERT INTO directed_window (id, client_id, centre_id, office_id, service_id, starts_at, ends_at, created_at, created_by)
     VALUES (gen_random_uuid(), $1, 'izumo', 'izumo', 'certification', $2, $3, $4, gen_random_uuid())`,
    [clientId, NOW.set({ hour }).toJSDate(), NOW.set({ hour: hour + 1 }).toJSDate(), NOW.toJSDate()],
  );
const found = (who: Person, serviceId = 'certification') => parts.store.turn(who.id, (turn) => turn.designation(serviceId));

test('whom staff entered before the first message is found by the number, with the name that staff know', async () => {
  const who = await person(parts);
  const entered = await parts.store.turn(who.id, (turn) =>
    turn.addClient({
      centreId: 'izumo',
      profile: { name: '山田　花子', jobSeekerNumber: '３２０１０－１２３４５６７' },
      at: NOW,
    }),
  );
  await designate(entered);
  expect(await found(who)).toBeUndefined();
  await numbered(who, NUMBER);
  expect(await found(who)).toMatchObject({ clientId: entered, name: '山田　花子', prepareBy: '2026-12-01', window: undefined });
  expect(await found(who, 'counselling')).toBeUndefined();
});

test('the window is the one that was not revoked', async () => {
  const who = await person(parts);
  await numbered(who, '32010-2222222');
  await designate(who.clientId);
  await direct(who.clientId, 9);
  await parts.sql.query('UPDATE directed_window SET revoked_at = now() WHERE client_id = $1', [who.clientId]);
  expect((await found(who))?.window).toBeUndefined();
  await direct(who.clientId, 13);
  expect((await found(who))?.window).toMatchObject({
    officeId: 'izumo',
    startsAt: NOW.set({ hour: 13 }),
    endsAt: NOW.set({ hour: 14 }),
  });
});

test('a designation that was ended, of another number or of another centre is none', async () => {
  const who = await person(parts);
  await numbered(who, '32010-3333333');
  const add = (centreId: string, number: string) =>
    parts.store.turn(who.id, (turn) => turn.addClient({ centreId, profile: { name: 'x', jobSeekerNumber: number }, at: NOW }));
  await designate(await add('hakodate', '32010-3333333'));
  await designate(await add('izumo', '32010-4444444'));
  await designate(who.clientId);
  await parts.sql.query('UPDATE designation SET ended_at = now() WHERE client_id = $1', [who.clientId]);
  expect(await found(who)).toBeUndefined();
});

test('two people without a number are not one person', async () => {
  const [who, other] = [await person(parts), await person(parts)];
  await designate(other.clientId);
  expect(await found(who)).toBeUndefined();
  expect(await found(other)).toBeDefined();
});
