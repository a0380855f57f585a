import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Store } from '#store/store.ts';
import { NOW, quietResult, somebody, storeForFile, textEvent } from '../support/store.ts';
import { BY_STAFF, bookedAs, change, freshStart, person } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);

const LATER = NOW.plus({ days: 1 });
const before = (more: Partial<Parameters<Store['retention']>[0]> = {}) => ({
  textsBefore: LATER,
  eventsBefore: LATER,
  sessionsBefore: LATER,
  pagesBefore: LATER.plus({ days: 1 }),
  limit: 100,
  ...more,
});
const NOTHING = { texts: 0, mails: 0, details: 0, extras: 0, events: 0, sessions: 0, forms: 0, links: 0 };
const count = async (what: string) => (await parts.sql.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`)).rows[0]?.n;

test('texts, events, sessions and pages go once they are old enough; what still waits stays, and so do the rows of what was said', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const message = {
    conversationId: id,
    kind: 'reply',
    channel: 'line',
    centreId: 'izumo',
    userId,
    rendered: { text: 'x' },
  } as const;
  await turn(id, (it) => it.finish(quietResult(userId, { outbox: [message, message] })));
  const sent = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markSent(sent?.id ?? '', NOW, 'push');
  await parts.store.receive([textEvent(userId, 'まだ')], NOW);
  const { clientId } = await person(parts);
  const mail = (onceKey: string) =>
    turn(id, (it) =>
      it.tell({
        onceKey,
        kind: 'details-mail',
        centreId: 'izumo',
        clientId,
        at: NOW,
        what: { by: 'mail', recipient: 'a@b.jp', subject: 's', text: 't' },
      }),
    );
  await mail('one');
  await mail('two');
  await parts.sql.query(
    `UPDATE mail SET state = 'sent', finished_at = $1 WHERE id = (SELECT mail_id FROM notice WHERE once_key = 'one')`,
    [NOW.toJSDate()],
  );
  const { id: inTalk, booking } = await bookedAs('confirmed', parts, freshStart());
  await turn(inTalk, async (it) => {
    await it.enterDetails({ bookingId: booking.id, access: { url: 'x' }, at: NOW, actor: BY_STAFF });
    await it.openForm({ at: NOW, expiresAt: NOW.plus({ hours: 1 }) });
    await it.openForm({ at: NOW, expiresAt: NOW.plus({ days: 9 }) });
    await change(it, booking.id, 'confirmed', 'cancelled');
  });
  await parts.sql.query(
    `INSERT INTO staff (id, login, name, role, password_hash, created_at) VALUES ('${BY_STAFF.id}', 'sato', '佐藤', 'counsellor', 'x', now())`,
  );
  const session = `INSERT INTO staff_session (id, token_hash, staff_id, created_at, last_seen_at, ended_at) VALUES (gen_random_uuid(), $1, '${BY_STAFF.id}', $2, $2, $3)`;
  await parts.sql.query(session, ['ended', NOW.toJSDate(), NOW.toJSDate()]);
  await parts.sql.query(session, ['idle', NOW.toJSDate(), null]);
  await parts.sql.query(session, ['alive', LATER.toJSDate(), null]);

  const early = before({ textsBefore: NOW, eventsBefore: NOW, sessionsBefore: NOW, pagesBefore: NOW });
  expect(await parts.store.retention(early)).toEqual(NOTHING);
  const done = await count(`inbox WHERE state = 'done'`);
  expect(await parts.store.retention(before())).toEqual({
    ...NOTHING,
    texts: 1,
    mails: 1,
    details: 1,
    events: done,
    sessions: 2,
    forms: 1,
  });
  expect(await parts.store.retention(before())).toEqual(NOTHING);

  expect(await count(`outbox WHERE state = 'sent' AND rendered IS NULL`)).toBe(1);
  expect(await parts.store.claimMessage(id, NOW, 60)).toMatchObject({ rendered: { text: 'x' } });
  expect((await turn(id, (it) => it.nextEvent()))?.body).toMatchObject({ text: 'まだ' });
  expect(await count(`mail WHERE recipient IS NULL AND message IS NULL`)).toBe(1);
  expect(await count(`staff_session WHERE token_hash = 'alive'`)).toBe(1);
  expect(await count('form_page')).toBe(1);
});

test('a batch takes no more than it may', async () => {
  const made = await Promise.all(Array.from({ length: 5 }, () => somebody(parts.store)));
  expect(made).toHaveLength(5);
  const counts: number[] = [];
  for (let round = 0; round < 4; round++) counts.push((await parts.store.retention(before({ limit: 2 }))).events);
  expect(counts).toEqual([2, 2, 1, 0]);
});

test('the details of a session that is still to come stay, however long ago they were entered', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  await turn(id, (it) => it.enterDetails({ bookingId: booking.id, access: { url: 'x' }, at: NOW, actor: BY_STAFF }));
  expect((await parts.store.retention(before())).details).toBe(0);
  expect((await turn(id, (it) => it.details(booking.id)))?.access).toEqual({ url: 'x' });
});

test('details of a session that nobody marked go with time, and so do the words of a run of reminders', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  await turn(id, (it) => it.enterDetails({ bookingId: booking.id, access: { url: 'x' }, at: NOW, actor: BY_STAFF }));
  await parts.sql.query(
    `INSERT INTO reminder_run (id, centre_id, once_key, template, booking_state, extra, total, state, created_at, created_by, done_at)
     SELECT gen_random_uuid(), 'izumo', k.key, 'session', 'confirmed', 'k1.x', 1, k.state, $1, gen_random_uuid(), k.done
       FROM (VALUES ('over', 'done', $1::timestamptz), ('going on', 'sending', NULL)) AS k (key, state, done)`,
    [NOW.toJSDate()],
  );
  const kept = () => count(`meeting_details WHERE booking_id = '${booking.id}' AND details IS NOT NULL`);
  const end = booking.endsAt ?? NOW;
  expect(await parts.store.retention(before({ textsBefore: end }))).toMatchObject({ extras: 1 });
  expect(await kept()).toBe(1);
  expect(await parts.store.retention(before({ textsBefore: end.plus({ milliseconds: 1 }) }))).toMatchObject({ extras: 0 });
  expect(await kept()).toBe(0);
  expect(await count(`reminder_run WHERE once_key = 'going on' AND extra IS NOT NULL`)).toBe(1);
});
