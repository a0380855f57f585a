import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { sealing } from '#store/sealing.ts';
import type { Telling } from '#store/store.ts';
import { NOW, storeForFile } from '../support/store.ts';
import { type Booked, BY_STAFF, bookedAs, change, freshStart, person } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);
const PROFILE = { name: '髙橋 京子', jobSeekerNumber: '13010-12345678', email: 'kyoko@example.jp', phone: '09012345678' };

const mailTo = (onceKey: string, who: Booked): Telling => ({
  onceKey,
  kind: 'details-mail',
  centreId: 'izumo',
  bookingId: who.booking.id,
  clientId: who.clientId,
  at: NOW,
  what: { by: 'mail', recipient: PROFILE.email, subject: 'x', text: 'y' },
});

/** Somebody about whom everything is kept that can be. */
async function knownAllAround(): Promise<Booked> {
  const who = await bookedAs('confirmed', parts, freshStart());
  const { clientId, booking } = who;
  await turn(who.id, async (it) => {
    await it.saveProfile(PROFILE, NOW);
    await it.enterDetails({ bookingId: booking.id, access: { meetingId: '1' }, at: NOW, actor: BY_STAFF });
    await it.openAddressLink(clientId, NOW, NOW.plus({ days: 1 }));
    await it.tell(mailTo(`sent:${clientId}`, who));
    await it.tell(mailTo(`queued:${clientId}`, who));
    await change(it, booking.id, 'confirmed', 'cancelled');
  });
  const mail = (state: string) =>
    `UPDATE mail SET state = '${state}', finished_at = now() WHERE id = (SELECT mail_id FROM notice WHERE once_key = $1)`;
  await parts.sql.query(mail('sent'), [`sent:${clientId}`]);
  await parts.sql.query('UPDATE client SET email_confirmed_index = email_index WHERE id = $1', [clientId]);
  const seal = (table: string, column: string, id: string) => sealing(parts.keys).seal('とても個人的', { table, column, id });
  const [suspension, remark] = [randomUUID(), randomUUID()];
  await parts.sql.query(
    `INSERT INTO suspension (id, client_id, centre_id, reason, note, review_on, created_at, created_by)
     VALUES ($1, $2, 'izumo', $3, $4, '2027-01-01', now(), gen_random_uuid())`,
    [suspension, clientId, seal('suspension', 'reason', suspension), seal('suspension', 'note', suspension)],
  );
  await parts.sql.query(
    `INSERT INTO remark (id, client_id, booking_id, text, created_at, created_by) VALUES ($1, $2, $3, $4, now(), gen_random_uuid())`,
    [remark, clientId, booking.id, seal('remark', 'text', remark)],
  );
  return who;
}

async function leftOf(clientId: string): Promise<Record<string, unknown>> {
  const { rows } = await parts.sql.query(
    `SELECT (SELECT count(*)::int FROM client WHERE id = $1 AND num_nonnulls(name, job_seeker_number, email, phone, job_seeker_number_index,
                                                                          email_index, phone_index, email_confirmed_index) > 0) AS client,
            (SELECT count(*)::int FROM remark WHERE client_id = $1 AND text IS NOT NULL) AS remarks,
            (SELECT count(*)::int FROM suspension WHERE client_id = $1 AND num_nonnulls(reason, note) > 0) AS suspensions,
            (SELECT count(*)::int FROM meeting_details d JOIN booking b ON b.id = d.booking_id
              WHERE b.client_id = $1 AND d.details IS NOT NULL) AS details,
            (SELECT count(*)::int FROM mail WHERE client_id = $1 AND num_nonnulls(recipient, message) > 0) AS mails,
            (SELECT count(*)::int FROM mail_address WHERE client_id = $1) AS links`,
    [clientId],
  );
  return rows[0];
}

const NOTHING = { client: 0, remarks: 0, suspensions: 0, details: 0, mails: 0, links: 0 };

test('erasing leaves nothing readable of what staff wrote, entered or mailed; that it happened stays', async () => {
  const [who, other] = [await knownAllAround(), await knownAllAround()];
  const all = { client: 1, remarks: 1, suspensions: 1, details: 1, mails: 2, links: 1 };
  expect(await leftOf(who.clientId)).toEqual(all);
  await turn(who.id, (it) => it.eraseClient(NOW));
  expect(await leftOf(who.clientId)).toEqual(NOTHING);
  expect(await leftOf(other.clientId)).toEqual(all);
  const { rows } = await parts.sql.query(
    `SELECT n.once_key, m.state, m.why FROM notice n JOIN mail m ON m.id = n.mail_id WHERE n.client_id = $1 ORDER BY 1`,
    [who.clientId],
  );
  expect(rows).toEqual([
    { once_key: `queued:${who.clientId}`, state: 'not-needed', why: 'erased' },
    { once_key: `sent:${who.clientId}`, state: 'sent', why: null },
  ]);
  expect(await turn(who.id, (it) => it.suspension())).toMatchObject({ note: undefined, reviewOn: '2027-01-01' });
});

test('staff erase somebody by name, also one who never wrote, and nobody else', async () => {
  const who = await knownAllAround();
  const bystander = await person(parts);
  await turn(bystander.id, async (it) => {
    const entered = await it.addClient({ centreId: 'izumo', profile: PROFILE, at: NOW });
    await it.eraseClient(NOW, entered);
    expect((await it.clientById(entered))?.profile).toBeUndefined();
    await it.eraseClient(NOW, who.clientId);
    expect((await it.client())?.profile).toBeDefined();
    expect((await it.loadConversation())?.snapshot).not.toBeNull();
  });
  expect(await leftOf(who.clientId)).toEqual(NOTHING);
  expect((await turn(who.id, (it) => it.loadConversation()))?.snapshot).toBeNull();
});

test('who never wrote and is to be erased is due under an id of their own', async () => {
  const { id } = await person(parts);
  const entered = await turn(id, async (it) => {
    const clientId = await it.addClient({ centreId: 'izumo', profile: PROFILE, at: NOW });
    await it.askErasure(NOW, clientId);
    return clientId;
  });
  const due = await parts.store.erasuresDue(NOW, 100);
  expect(due).toContainEqual({ clientId: entered, conversationId: entered });
  await turn(entered, (it) => it.eraseClient(NOW, entered));
  expect(await parts.store.erasuresDue(NOW, 100)).not.toContainEqual({ clientId: entered, conversationId: entered });
});

test('a no-show stands against it until the end of its day, for as long as the mark can be taken back', async () => {
  const start = freshStart();
  const who = await bookedAs('confirmed', parts, start);
  await turn(who.id, async (it) => {
    await change(it, who.booking.id, 'confirmed', 'cancelled');
    expect(await it.erasureWaits(start)).toBe(false);
    await it.markNoShow(who.booking.id, start.plus({ minutes: 10 }));
    await it.askErasure(start);
    expect(await it.erasureWaits(start.endOf('day'))).toBe(true);
    expect(await it.erasureWaits(start.plus({ days: 1 }).startOf('day'))).toBe(false);
  });
  const due = async (now: DateTime) => (await parts.store.erasuresDue(now, 100)).map(({ clientId }) => clientId);
  expect(await due(start.endOf('day'))).not.toContain(who.clientId);
  expect(await due(start.plus({ days: 1 }).startOf('day'))).toContain(who.clientId);
});

test('erasing takes the address out of the ledger, too: its keys name the details, and no longer where those went', async () => {
  const who = await knownAllAround();
  const { emailIndex = '' } = (await turn(who.id, (it) => it.clientById(who.clientId))) ?? {};
  const address = emailIndex.slice(0, 16);
  expect(address).toHaveLength(16);
  const details = randomUUID();
  const names = ['address', 'details-mail', 'confirm-address', 'details-by-mail'];
  const keys = [...names.map((name) => `${name}:${details}:${address}`), `details-mail:${details}:${address}:again:1`];
  const plain = `details:${details}:again:1`;
  await turn(who.id, async (it) => {
    for (const onceKey of keys) await it.tell(mailTo(onceKey, who));
    await it.tell({ ...mailTo(plain, who), kind: 'details' });
    await it.eraseClient(NOW);
  });
  const { rows } = await parts.sql.query<{ once_key: string }>(
    'SELECT once_key FROM notice WHERE client_id = $1 AND once_key LIKE $2 ORDER BY once_key COLLATE "C"',
    [who.clientId, `%${details}%`],
  );
  expect(rows.map((row) => row.once_key.split(':')[0])).toEqual([
    ...['address', 'confirm-address', 'details-by-mail', 'details-mail', 'details-mail', 'details'],
  ]);
  expect(rows.map((row) => row.once_key)).toContain(plain);
  expect(JSON.stringify(rows)).not.toContain(address);
});
