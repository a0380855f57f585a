import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sealing } from '#store/sealing.ts';
import { suspensionPlace } from '#store/suspensions.ts';
import { NOW, storeForFile } from '../support/store.ts';
import { type Person, person } from '../support/store-office.ts';

const parts = storeForFile();

async function suspend({ clientId }: Person, note: string): Promise<string> {
  const id = randomUUID();
  await parts.sql.query(
    `INSERT INTO suspension (id, client_id, centre_id, reason, note, review_on, created_at, created_by)
     VALUES ($1, $2, 'izumo', NULL, $3, '2027-01-15', $4, gen_random_uuid())`,
    [id, clientId, sealing(parts.keys).seal(note, suspensionPlace('note', id)), NOW.toJSDate()],
  );
  return id;
}

test('the standing suspension is found for the conversation’s client and by the client’s id, with the note', async () => {
  const [who, other] = [await person(parts), await person(parts)];
  const id = await suspend(who, '窓口へお越しください');
  const expected = { id, note: '窓口へお越しください', reviewOn: '2027-01-15' };
  expect(await parts.store.turn(who.id, (turn) => turn.suspension())).toEqual(expected);
  expect(await parts.store.turn(other.id, (turn) => turn.suspension(who.clientId))).toEqual(expected);
  expect(await parts.store.turn(other.id, (turn) => turn.suspension())).toBeUndefined();
});

test('a suspension that was lifted is none', async () => {
  const who = await person(parts);
  const id = await suspend(who, 'x');
  await parts.sql.query('UPDATE suspension SET lifted_at = now() WHERE id = $1', [id]);
  expect(await parts.store.turn(who.id, (turn) => turn.suspension())).toBeUndefined();
});
