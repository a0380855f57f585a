import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../support/store.ts';
import { person } from '../support/store-office.ts';

const parts = storeForFile();

async function mailed(): Promise<string> {
  const { id, clientId } = await person(parts);
  const { noticeId } = await parts.store.turn(id, (turn) =>
    turn.tell({
      onceKey: randomUUID(),
      kind: 'details-mail',
      centreId: 'izumo',
      clientId,
      at: NOW,
      what: { by: 'mail', recipient: 'a@example.jp', subject: 's', text: 't' },
    }),
  );
  const { rows } = await parts.sql.query('SELECT mail_id FROM notice WHERE id = $1', [noticeId]);
  return rows[0].mail_id;
}

test('a mail that does not open has failed, with a task to ring; those beside and behind it go on', async () => {
  const spoilt = await mailed();
  const [beside, behind] = [await mailed(), await mailed()];
  await parts.sql.query(`UPDATE mail SET message = 'k1.AAAA' WHERE id = $1`, [spoilt]);
  expect((await parts.store.mails.claim(NOW, 2, 60)).map(({ id }) => id)).toEqual([beside]);
  expect((await parts.store.mails.claim(NOW, 2, 60)).map(({ id }) => id)).toEqual([behind]);
  const { rows } = await parts.sql.query('SELECT state, why FROM mail WHERE id = $1', [spoilt]);
  expect(rows).toEqual([{ state: 'failed', why: 'cannot-open' }]);
  const tasks = await parts.sql.query(
    "SELECT FROM staff_task t JOIN mail m ON m.client_id = t.client_id WHERE t.kind = 'not-delivered' AND m.id = $1",
    [spoilt],
  );
  expect(tasks.rows).toHaveLength(1);
});

test('where none of those that were claimed opens, the next are claimed', async () => {
  const spoilt = [await mailed(), await mailed()];
  const sound = await mailed();
  await parts.sql.query(`UPDATE mail SET recipient = 'gone.AAAA' WHERE id = ANY($1)`, [spoilt]);
  expect((await parts.store.mails.claim(NOW, 2, 60)).map(({ id }) => id)).toEqual([sound]);
});
