import { expect, test } from 'vitest';
import { openStore } from '#store/open.ts';
import type { Telling } from '#store/store.ts';
import { NOW, storeForFile } from '../support/store.ts';
import { BY_STAFF, bookedAs, change, freshStart, person } from '../support/store-office.ts';

const parts = storeForFile();
const turn = <T>(id: string, work: Parameters<typeof parts.store.turn<T>>[1]) => parts.store.turn(id, work);

const chat = (text = 'お知らせ'): Telling['what'] => ({ by: 'chat', channel: 'line', rendered: { text } });
const telling = (onceKey: string, what: Telling['what'], more: Partial<Telling> = {}): Telling => ({
  onceKey,
  kind: 'reminder-morning',
  centreId: 'izumo',
  at: NOW,
  what,
  ...more,
});

async function ledger(onceKey: string) {
  const { rows } = await parts.sql.query(
    `SELECT n.state, n.channel, n.why, o.state AS outbox, m.state AS mail
       FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id WHERE n.once_key = $1`,
    [onceKey],
  );
  return rows;
}

test('a notice in the chat is a row of the ledger and a message that knows when it is worth sending', async () => {
  const { id, clientId, booking } = await bookedAs('confirmed', parts, freshStart());
  const uselessAt = NOW.plus({ hours: 2 });
  const what = { ...chat('明日です'), needsState: 'confirmed', uselessAt } as Telling['what'];
  const told = await turn(id, (it) =>
    it.tell(
      telling('chat-1', what, { bookingId: booking.id, clientId, conversationId: id, officeId: 'izumo', byStaff: BY_STAFF.id }),
    ),
  );
  expect(told).toMatchObject({ told: true, noticeId: expect.any(String) });
  expect(await ledger('chat-1')).toEqual([{ state: null, channel: 'line', why: null, outbox: 'queued', mail: null }]);
  const claimed = await parts.store.claimMessage(id, NOW, 60);
  expect(claimed).toMatchObject({
    kind: 'reminder-morning',
    bookingId: booking.id,
    rendered: { text: '明日です' },
    needsState: 'confirmed',
    bookingState: 'confirmed',
  });
  expect(claimed?.uselessAt?.toISO()).toBe(uselessAt.toISO());
});

test('a message says what its booking has become by the time it is claimed, and is set aside as not needed', async () => {
  const { id, booking } = await bookedAs('confirmed', parts, freshStart());
  const what = { ...chat(), needsState: 'confirmed' } as Telling['what'];
  await turn(id, async (it) => {
    await it.tell(telling('stale-1', what, { bookingId: booking.id, conversationId: id }));
    await it.tell(telling('stale-2', chat('次'), { conversationId: id }));
  });
  await turn(id, (it) => change(it, booking.id, 'confirmed', 'cancelled'));
  const claimed = await parts.store.claimMessage(id, NOW, 60);
  expect(claimed).toMatchObject({ needsState: 'confirmed', bookingState: 'cancelled' });
  expect(await parts.store.markNotNeeded(claimed?.id ?? '', NOW, 'booking-cancelled')).toEqual({ more: true, shown: 'izumo' });
  const { rows } = await parts.sql.query('SELECT state, why, finished_at FROM outbox WHERE id = $1', [claimed?.id]);
  expect(rows).toEqual([{ state: 'not-needed', why: 'booking-cancelled', finished_at: NOW.toJSDate() }]);
  expect(await parts.store.claimMessage(id, NOW, 60)).toMatchObject({ rendered: { text: '次' } });
});

test('what was sent already does not become not needed', async () => {
  const { id } = await person(parts);
  await turn(id, (it) => it.tell(telling('sent-1', chat(), { conversationId: id })));
  const claimed = await parts.store.claimMessage(id, NOW, 60);
  await parts.store.markSent(claimed?.id ?? '', NOW, 'push');
  await parts.store.markNotNeeded(claimed?.id ?? '', NOW, 'late');
  expect(await ledger('sent-1')).toMatchObject([{ outbox: 'sent' }]);
});

test('a mail is queued with its ledger row, and nobody can read it in the database', async () => {
  const { id, clientId } = await person(parts);
  const what = { by: 'mail', recipient: 'hanako@example.jp', subject: '接続情報', text: '秘密の内容' } as const;
  await turn(id, (it) => it.tell(telling('mail-1', what, { clientId })));
  expect(await ledger('mail-1')).toEqual([{ state: null, channel: 'mail', why: null, outbox: null, mail: 'queued' }]);
  const { rows } = await parts.sql.query('SELECT * FROM mail');
  for (const secret of ['hanako', '接続', '秘密']) expect(JSON.stringify(rows)).not.toContain(secret);
});

test('where nobody can be written to, the ledger says so and why', async () => {
  const { id, clientId } = await person(parts);
  const told = await turn(id, (it) => it.tell(telling('ring-1', { by: 'nothing', state: 'failed', why: 'ring' }, { clientId })));
  expect(told.told).toBe(true);
  expect(await ledger('ring-1')).toEqual([{ state: 'failed', channel: null, why: 'ring', outbox: null, mail: null }]);
});

test('the same is told once, and the second telling leaves no message behind', async () => {
  const { id } = await person(parts);
  const outcomes = await turn(id, async (it) => [
    await it.tell(telling('twice', chat('a'), { conversationId: id })),
    await it.tell(telling('twice', chat('b'), { conversationId: id })),
  ]);
  expect(outcomes.map(({ told }) => told)).toEqual([true, false]);
  expect(outcomes[1]?.noticeId).toBeUndefined();
  const { rows } = await parts.sql.query('SELECT count(*)::int AS n FROM outbox WHERE conversation_id = $1', [id]);
  expect(rows).toEqual([{ n: 1 }]);
});

test('twenty tellings of the same from two processes and many conversations: one message', async () => {
  const other = await openStore({ url: parts.url, keys: parts.keys });
  try {
    const people = await Promise.all(Array.from({ length: 20 }, () => person(parts)));
    const outcomes = await Promise.all(
      people.map(({ id }, i) =>
        (i % 2 ? other : parts.store).turn(id, (it) => it.tell(telling('crowd', chat(), { conversationId: id }))),
      ),
    );
    expect(outcomes.filter(({ told }) => told)).toHaveLength(1);
    const { rows } = await parts.sql.query('SELECT count(*)::int AS n FROM outbox WHERE conversation_id = ANY($1)', [
      people.map(({ id }) => id),
    ]);
    expect(rows).toEqual([{ n: 1 }]);
  } finally {
    await other.close();
  }
});

test('a telling of a turn that fails was never told', async () => {
  const { id } = await person(parts);
  const failing = turn(id, async (it) => {
    await it.tell(telling('undone', chat(), { conversationId: id }));
    throw new Error('on purpose');
  });
  await expect(failing).rejects.toThrow('on purpose');
  expect(await ledger('undone')).toEqual([]);
  expect((await turn(id, (it) => it.tell(telling('undone', chat(), { conversationId: id })))).told).toBe(true);
});
