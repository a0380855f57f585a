import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { inTokyo } from '../../support/tokyo.ts';
import { office } from '../booked.ts';

const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

test('texts of what was said go after 90 days; that it was said, and its fate, stay', async () => {
  const who = await it.bookedWithoutDetails('2026-11-25T11:00', { centreId: 'izumo' });
  await it.house.at('2026-11-25T08:30');
  const kept = async () =>
    (await it.sql.query('SELECT state, rendered IS NULL AS gone FROM outbox WHERE conversation_id = $1', [who.conversationId]))
      .rows;
  const events = async () =>
    (await it.sql.query('SELECT count(*)::int AS n FROM inbox WHERE conversation_id = $1', [who.conversationId])).rows[0].n;
  expect([await kept(), await events()]).toEqual([[{ state: 'sent', gone: false }], 1]);
  await it.house.at('2027-02-18T10:00');
  expect([await kept(), await events()]).toEqual([[{ state: 'sent', gone: false }], 1]);
  await it.house.at('2027-02-23T08:00');
  expect(await kept()).toEqual([{ state: 'sent', gone: false }]);
  await it.house.at('2027-02-23T09:00');
  expect([await kept(), await events()]).toEqual([[{ state: 'sent', gone: true }], 0]);
  expect(await it.ledger(who.booking.id)).toContain('reminder-morning sent');
});

test('sessions of staff go 30 days after they were last seen', async () => {
  const staffId = randomUUID();
  await it.sql.query(
    `INSERT INTO staff (id, login, name, role, password_hash, created_at) VALUES ($1, 'suzuki', '鈴木', 'counsellor', 'x', now())`,
    [staffId],
  );
  await it.sql.query(
    `INSERT INTO staff_session (id, token_hash, staff_id, created_at, last_seen_at) VALUES (gen_random_uuid(), 'h', $1, $2, $2)`,
    [staffId, inTokyo('2027-03-01T10:00').toJSDate()],
  );
  const sessions = async () => (await it.sql.query('SELECT count(*)::int AS n FROM staff_session')).rows[0].n;
  await it.house.at('2027-03-31T10:00');
  expect(await sessions()).toBe(1);
  await it.house.at('2027-03-31T11:00');
  expect(await sessions()).toBe(0);
});

test('a process looks when it has started, and then when an hour is over, at whatever minute', async () => {
  const other = await it.house.sibling();
  it.house.clock.set(inTokyo('2027-05-01T10:37'));
  await it.sql.query(
    `INSERT INTO form_page (id, token_hash, conversation_id, created_at, expires_at)
     SELECT gen_random_uuid(), 'one', $1, $2, $2`,
    [(await it.somebody('izumo')).conversationId, inTokyo('2027-04-01T10:00').toJSDate()],
  );
  expect((await other.house.sweep()).forgotten).toBeGreaterThan(0);
  await it.sql.query(
    `INSERT INTO form_page (id, token_hash, conversation_id, created_at, expires_at)
     SELECT gen_random_uuid(), 'two', $1, $2, $2`,
    [(await it.somebody('izumo')).conversationId, inTokyo('2027-04-01T10:00').toJSDate()],
  );
  it.house.clock.set(inTokyo('2027-05-01T11:36'));
  expect((await other.house.sweep()).forgotten).toBe(0);
  it.house.clock.set(inTokyo('2027-05-01T11:37'));
  expect((await other.house.sweep()).forgotten).toBe(1);
  await other.close();
});
