import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { lookupBy } from '#store/lookup.ts';
import type { Profile } from '#store/store.ts';
import { BY_CLIENT, held, NOW, quietResult, seatAt, somebody, storeForFile, textEvent } from '../support/store.ts';

const parts = storeForFile();

const PROFILE: Profile = {
  name: '髙橋　京子',
  jobSeekerNumber: '13010-12345678',
  email: 'Kyoko.Takahashi@example.jp',
  phone: '090-1234-5678',
  topic: '事務の仕事について',
  companions: '手話通訳 一名',
};

/** Everything that stands in the database, as text. */
async function dump(): Promise<string> {
  const { rows: tables } = await parts.sql.query<{ tablename: string }>(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`,
  );
  const texts = await Promise.all(
    tables.map(({ tablename }) =>
      parts.sql.query<{ all: string }>(`SELECT coalesce(string_agg(t::text, ' '), '') AS all FROM ${tablename} t`),
    ),
  );
  return texts.map(({ rows }) => rows[0]?.all ?? '').join('\n');
}

test('a profile comes back as it was given, and can be changed', async () => {
  const id = await somebody(parts.store);
  await parts.store.turn(id, async (turn) => {
    const clientId = await turn.saveProfile(PROFILE, NOW);
    expect(await turn.client()).toEqual({ id: clientId, profile: PROFILE, erasureAskedAt: undefined });
  });
  const client = await parts.store.turn(id, (turn) => turn.client());
  expect(client?.profile).toEqual(PROFILE);
  await parts.store.turn(id, (turn) => turn.saveProfile({ name: '山田' }, NOW));
  const changed = await parts.store.turn(id, (turn) => turn.client());
  expect(changed).toEqual({ id: client?.id, profile: { name: '山田' }, erasureAskedAt: undefined });
});

test('a conversation that has given no profile has no client', async () => {
  const { conversationIds } = await parts.store.receive([textEvent(randomUUID(), 'x')], NOW);
  expect(await parts.store.turn(conversationIds[0] ?? '', (turn) => turn.client())).toBeUndefined();
});

test('nothing that a person said, is called or is reached by stands in the database in the clear', async () => {
  const userId = `U${randomUUID()}`;
  const id = await somebody(parts.store, userId, PROFILE.name);
  await parts.store.receive([textEvent(userId, 'とても個人的なこと', { replyToken: 'reply-token-42' })], NOW);
  await parts.store.turn(id, async (turn) => {
    const event = await turn.nextEvent();
    await turn.saveProfile(PROFILE, NOW);
    const where = { centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling' };
    await turn.request({ ...where, wishes: '火曜の夕方ならいつでも', answerBy: NOW, at: NOW, openBookings: 1 });
    const { token } = await turn.openForm({ at: NOW, expiresAt: NOW.plus({ hours: 1 }) });
    const result = quietResult(userId, { inboxId: event?.id });
    await turn.finish({
      ...result,
      conversation: { ...result.conversation, snapshot: { draft: PROFILE, token } },
      outbox: [
        {
          conversationId: id,
          kind: 'reply',
          channel: 'line',
          centreId: 'izumo',
          userId,
          rendered: { text: '髙橋様、ありがとうございます' },
          replyToken: 'reply-token-42',
        },
      ],
    });
  });
  await parts.store.receive([textEvent(userId, 'まだ読まれていないこと', { replyToken: 'reply-token-43' })], NOW);
  const stored = await dump();
  expect(stored).toContain(id);
  const secrets = [...Object.values(PROFILE), userId, 'とても個人的', '髙橋', '火曜', 'reply-token', 'まだ読まれて', 'draft'];
  for (const secret of secrets) expect(stored).not.toContain(secret);
  for (const part of ['12345678', '1234-5678', '09012345678', 'takahashi', 'Takahashi', 'example.jp'])
    expect(stored).not.toContain(part);
});

test('a client is found again by number, e-mail and phone, however they are written', async () => {
  const id = await somebody(parts.store);
  const clientId = await parts.store.turn(id, (turn) => turn.saveProfile({ ...PROFILE, phone: '080-1111-2222' }, NOW));
  const lookup = lookupBy(parts.keys.lookup);
  const { rows } = await parts.sql.query(
    'SELECT id FROM client WHERE phone_index = $1 AND email_index = $2 AND job_seeker_number_index = $3',
    [
      lookup.phone('+81 80 1111 2222'),
      lookup.email(' kyoko.takahashi@EXAMPLE.jp'),
      lookup.jobSeekerNumber('１３０１０１２３４５６７８'),
    ],
  );
  expect(rows).toEqual([{ id: clientId }]);
});

test('erasing leaves the ids, and of the person nothing', async () => {
  const userId = randomUUID();
  const id = await somebody(parts.store, userId);
  const startsAt = NOW.plus({ days: 5 }).startOf('hour');
  const { clientId, bookingId } = await parts.store.turn(id, async (turn) => {
    const client = await turn.saveProfile(PROFILE, NOW);
    const booking = await held(turn, seatAt(startsAt));
    await turn.changeState({ bookingId: booking.id, from: ['held'], to: 'released', at: NOW, actor: BY_CLIENT });
    return { clientId: client, bookingId: booking.id };
  });
  await parts.store.receive([textEvent(userId, 'later')], NOW);
  await parts.store.turn(id, (turn) => turn.eraseClient(NOW));
  await parts.store.turn(id, async (turn) => {
    expect(await turn.client()).toEqual({ id: clientId, profile: undefined, erasureAskedAt: undefined });
    expect((await turn.loadConversation())?.snapshot).toBeNull();
    expect((await turn.booking(bookingId))?.clientId).toBe(clientId);
    expect((await turn.nextEvent())?.body).toMatchObject({ text: 'later' });
  });
  const { rows } = await parts.sql.query('SELECT to_jsonb(k) - $2::text[] AS rest FROM client k WHERE id = $1', [
    clientId,
    ['id', 'centre_id', 'created_at', 'updated_at', 'erased_at'],
  ]);
  expect(Object.values(rows[0].rest).filter((it) => it !== null)).toEqual([]);
  const { rows: heard } = await parts.sql.query(`SELECT body FROM inbox WHERE conversation_id = $1 AND state = 'done'`, [id]);
  expect(heard).toEqual([{ body: null }]);
});

test('an erased client who comes back has a profile again', async () => {
  const id = await somebody(parts.store);
  await parts.store.turn(id, (turn) => turn.eraseClient(NOW));
  await parts.store.turn(id, (turn) => turn.saveProfile({ name: '山田' }, NOW));
  expect((await parts.store.turn(id, (turn) => turn.client()))?.profile).toEqual({ name: '山田' });
});

test('erasure waits for the last open booking, and a confirmed one counts until its end', async () => {
  const id = await somebody(parts.store);
  const startsAt = NOW.plus({ days: 9 }).startOf('hour');
  const { clientId } = await parts.store.turn(id, async (turn) => {
    const booking = await held(turn, seatAt(startsAt));
    await turn.askErasure(NOW);
    return booking;
  });
  const due = async (now = NOW) => (await parts.store.erasuresDue(now, 100)).filter((it) => it.clientId === clientId);
  expect((await parts.store.turn(id, (turn) => turn.client()))?.erasureAskedAt?.toISO()).toBe(NOW.toISO());
  expect(await due()).toEqual([]);
  await parts.store.turn(id, async (turn) => {
    const [booking] = await turn.openBookings();
    await turn.changeState({ bookingId: booking?.id ?? '', from: ['held'], to: 'confirmed', at: NOW, actor: BY_CLIENT });
  });
  expect(await due(startsAt)).toEqual([]);
  expect(await due(startsAt.plus({ minutes: 30 }))).toEqual([{ clientId, conversationId: id }]);
  await parts.store.turn(id, (turn) => turn.eraseClient(NOW));
  expect(await due(startsAt.plus({ minutes: 30 }))).toEqual([]);
});
