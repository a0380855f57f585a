import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { resend } from '#office/resending.ts';
import { inTokyo } from '../../support/tokyo.ts';
import { office } from '../booked.ts';

const it = office();
beforeEach(() => it.house.clock.set(inTokyo('2026-11-20T10:00')));

const BY = { id: '5b7c1b9e-0000-4000-8000-000000000001' };
const ACCESS = { meetingId: '123 4567 8901', passcode: 'sakura7' };

/** Somebody with an address and a session, for which nobody has entered meeting details. */
async function booked(startsAt: string, centreId = 'hakodate') {
  const who = await it.bookedWithoutDetails(startsAt, { centreId });
  const email = `${randomUUID()}@example.jp`;
  await writes(who.conversationId, email);
  return { ...who, id: who.booking.id, email };
}

const writes = (conversationId: string, email: string) =>
  it.house.store.turn(conversationId, (turn) => turn.saveProfile({ name: '山田 花子', email }, it.house.clock.now()));

/** What went to an address by then. */
async function letters(email: string, iso = '2026-11-20T10:01'): Promise<string[]> {
  await it.house.at(iso);
  await it.house.house.post.deliver();
  return it.house.letterbox.letters().flatMap(({ to, text }) => (to === email ? [text] : []));
}

test('an address is asked about as soon as a session is booked, once, before anybody has entered meeting details', async () => {
  const { email, conversationId, id } = await booked('2026-12-01T11:00');
  const first = await letters(email);
  expect(first).toHaveLength(1);
  expect(first[0]).toContain('/addresses/');
  expect(await letters(email, '2026-11-20T10:02')).toHaveLength(1);
  // Nor for one more booking of the same person, nor as the details come.
  await it.house.office.enterDetails({ by: BY, bookingId: id, access: ACCESS });
  expect(await letters(email, '2026-11-20T10:03')).toHaveLength(1);
  const another = `${randomUUID()}@example.jp`;
  await writes(conversationId, another);
  expect(await letters(another, '2026-11-20T10:04')).toHaveLength(1);
});

test('what the owner confirmed is not asked about again, and the details go there as they are entered', async () => {
  const { email, id } = await booked('2026-12-01T13:00');
  const [text = ''] = await letters(email);
  const { pathname, search } = new URL(/https?:\/\/\S+/.exec(text)?.[0] ?? '');
  expect((await fetch(`${it.house.url}${pathname}${search}`, { method: 'POST' })).status).toBe(200);
  await it.house.office.enterDetails({ by: BY, bookingId: id, access: ACCESS });
  const [, details, ...more] = await letters(email, '2026-11-20T10:02');
  expect(details).toContain(ACCESS.passcode);
  expect(more).toEqual([]);
});

test('a link that is too old is renewed while the session is still to come', async () => {
  const { email } = await booked('2026-12-10T11:00');
  expect(await letters(email)).toHaveLength(1);
  expect(await letters(email, '2026-12-04T10:00')).toHaveLength(1);
  expect(await letters(email, '2026-12-04T10:01')).toHaveLength(2);
});

test('nobody is asked where nothing goes by e-mail, or whose booking is cancelled by then', async () => {
  const inChat = await booked('2026-12-02T11:00', 'matsudo-mothers');
  const gone = await booked('2026-12-02T11:00');
  await it.house.office.cancel({ by: BY, bookingId: gone.id, wish: 'office', reason: '担当者の都合' });
  for (const { email } of [inChat, gone]) expect((await letters(email)).join()).not.toContain('/addresses/');
});

test('a link whose mail did not arrive is sent again when staff press so, and not by itself', async () => {
  const { email, id } = await booked('2026-12-03T11:00');
  expect(await letters(email)).toHaveLength(1);
  const { rows } = await it.sql.query<{ id: string }>(
    `UPDATE mail SET state = 'failed' WHERE booking_id = $1 AND kind = 'address' RETURNING (SELECT n.id FROM notice n WHERE n.mail_id = mail.id)`,
    [id],
  );
  expect(await letters(email, '2026-11-20T10:02')).toHaveLength(1);
  const { parts, runner } = it.house.house;
  const counter = { parts, runner };
  const again = { by: BY, centreId: 'hakodate', noticeId: rows[0]?.id ?? '' };
  expect(await resend(counter, again)).toEqual({ kind: 'done', told: 'address' });
  expect(await resend(counter, again)).toEqual({ kind: 'not-failed' });
  const sent = await letters(email, '2026-11-20T10:03');
  expect(sent).toHaveLength(2);
  expect(new Set(sent.map((text) => /\/addresses\/\S+/.exec(text)?.[0])).size).toBe(2);
});
