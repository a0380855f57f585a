import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { NoticeKind } from '#store/office-turn.ts';
import { NOW, quietResult, storeForFile } from '../support/store.ts';
import { type Booked, BY_STAFF, bookedAs } from '../support/store-office.ts';

const parts = storeForFile();
const START = NOW.plus({ days: 9 });
let hour = 0;
/** Somebody with a confirmed booking at a time of their own. */
const client = () => {
  hour += 1;
  return bookedAs('confirmed', parts, START.plus({ hours: hour }));
};

type Told = { kind: NoticeKind; key?: string; by?: 'chat' | 'mail'; bookingId?: string | undefined };

async function told(who: Booked, { kind, key = `${kind}:${randomUUID()}`, by = 'chat', ...about }: Told): Promise<string> {
  const { noticeId } = await parts.store.turn(who.id, (turn) =>
    turn.tell({
      ...{ onceKey: key, kind, centreId: 'izumo', clientId: who.clientId, conversationId: who.id, at: NOW },
      bookingId: 'bookingId' in about ? about.bookingId : who.booking.id,
      what:
        by === 'mail'
          ? { by, recipient: 'a@example.jp', subject: 's', text: 't' }
          : { by, channel: 'line', rendered: [{ type: 'text', text: kind }] },
    }),
  );
  const { rows } = await parts.sql.query('SELECT coalesce(mail_id, outbox_id) AS id FROM notice WHERE id = $1', [noticeId]);
  return rows[0].id;
}

async function fails(who: Booked, what: Told): Promise<void> {
  const id = await told(who, what);
  if (what.by === 'mail') await parts.store.mails.failed(id, NOW, '550');
  else await parts.store.markFailed(id, NOW, 'refused', { ring: true, quota: false });
}

async function arrives(who: Booked, what: Told): Promise<void> {
  const id = await told(who, what);
  if (what.by === 'mail') await parts.store.mails.sent(id, NOW);
  else await parts.store.markSent(id, NOW, 'push');
}

const toRing = async (who: Booked): Promise<number> =>
  (
    await parts.sql.query(
      `SELECT FROM staff_task WHERE kind = 'not-delivered' AND done_at IS NULL
          AND (conversation_id = $1 OR booking_id = $2 OR client_id = $3)`,
      [who.id, who.booking.id, who.clientId],
    )
  ).rows.length;

/** How many tasks are left where the first failed and the second arrived. */
async function left(first: Told, second: Told): Promise<number> {
  const who = await client();
  await fails(who, first);
  expect(await toRing(who)).toBe(1);
  await arrives(who, second);
  return await toRing(who);
}

const NONE = { bookingId: undefined };

describe('a task to ring ends with', () => {
  test('the same notice, sent again', async () => {
    expect(
      await left({ kind: 'message', key: 'message:a', ...NONE }, { kind: 'message', key: 'message:a:again:1', ...NONE }),
    ).toBe(0);
    expect(await left({ kind: 'cancelled', key: 'cancelled:a' }, { kind: 'cancelled', key: 'cancelled:a:again:2' })).toBe(0);
  });

  test('a notice of its booking that says it anew', async () => {
    expect(await left({ kind: 'offered' }, { kind: 'offered' })).toBe(0);
    expect(await left({ kind: 'details' }, { kind: 'details' })).toBe(0);
    expect(await left({ kind: 'reminder-day-before' }, { kind: 'reminder-morning' })).toBe(0);
    expect(await left({ kind: 'details-mail', by: 'mail' }, { kind: 'details-mail', by: 'mail' })).toBe(0);
    expect(await left({ kind: 'address', by: 'mail' }, { kind: 'details-mail', by: 'mail' })).toBe(0);
  });

  test('nothing of another booking', async () => {
    const [who, other] = [await client(), await client()];
    await fails(who, { kind: 'details' });
    await arrives(who, { kind: 'details', bookingId: other.booking.id });
    expect(await toRing(who)).toBe(1);
  });
});

describe('a task to ring outlives', () => {
  test('any other notice: what staff wrote, a directed time and a suspension are said by nothing else', async () => {
    for (const kind of ['message', 'directed', 'suspended'] as const) {
      expect(await left({ kind, ...NONE }, { kind: 'reminder-morning' })).toBe(1);
      expect(await left({ kind, ...NONE }, { kind, ...NONE })).toBe(1);
      expect(await left({ kind, ...NONE }, { kind: 'terms-changed', ...NONE })).toBe(1);
    }
    expect(await left({ kind: 'moved' }, { kind: 'reminder-by-hand' })).toBe(1);
  });

  test('a mail that failed, whatever arrives in the chat about its booking; and the other way round', async () => {
    const mail: Told = { kind: 'details-mail', by: 'mail' };
    for (const kind of ['details', 'reminder-morning', 'confirmed'] as const) expect(await left(mail, { kind })).toBe(1);
    expect(await left({ kind: 'address', by: 'mail' }, { kind: 'address' })).toBe(1);
    expect(await left({ kind: 'moved' }, mail)).toBe(1);
  });

  test('the first of two things that the client has not heard', async () => {
    const who = await client();
    await fails(who, { kind: 'moved', key: 'moved:x' });
    await fails(who, { kind: 'details', key: 'details:x' });
    expect(await toRing(who)).toBe(1);
    await arrives(who, { kind: 'details' });
    expect(await toRing(who)).toBe(1);
    await arrives(who, { kind: 'moved', key: 'moved:x:again:1' });
    expect(await toRing(who)).toBe(0);
  });

  test('an answer in the chat', async () => {
    const who = await client();
    await fails(who, { kind: 'message', ...NONE });
    const reply = { conversationId: who.id, kind: 'reply', channel: 'line', centreId: 'izumo', rendered: {} } as const;
    const userId = who.id;
    const said = await parts.store.turn(who.id, (turn) => turn.finish(quietResult(userId, { outbox: [{ ...reply, userId }] })));
    await parts.store.markSent(said.outboxIds[0] ?? '', NOW, 'reply');
    expect(await toRing(who)).toBe(1);
  });
});

test('who cannot be written to is rung about each thing until it is told', async () => {
  const who = await client();
  const unheard = async (key: string) =>
    parts.store.turn(who.id, async (turn) => {
      const row = { kind: 'moved' as const, centreId: 'izumo', bookingId: who.booking.id, clientId: who.clientId, at: NOW };
      const { noticeId } = await turn.tell({
        ...row,
        onceKey: key,
        what: { by: 'nothing', state: 'failed', why: 'unreachable' },
      });
      const task = { kind: 'not-delivered', centreId: 'izumo', bookingId: who.booking.id, at: NOW, undelivered: noticeId };
      await turn.raiseTask(task);
    });
  await unheard('moved:y');
  await unheard('moved:z');
  expect(await toRing(who)).toBe(1);
  await arrives(who, { kind: 'moved', key: 'moved:y:again:1' });
  expect(await toRing(who)).toBe(1);
  await arrives(who, { kind: 'moved', key: 'moved:z:again:1' });
  expect(await toRing(who)).toBe(0);
});

test('once staff have rung, the task says still what it was about', async () => {
  const who = await client();
  await fails(who, { kind: 'offered', key: 'offered:w' });
  await parts.store.turn(who.id, (turn) =>
    turn.settleTasks({ bookingId: who.booking.id, kinds: ['not-delivered'] }, NOW, BY_STAFF),
  );
  await arrives(who, { kind: 'offered' });
  const { rows } = await parts.sql.query(
    'SELECT n.once_key, t.done_by IS NOT NULL AS by_staff FROM staff_task t JOIN notice n ON n.id = ANY(t.undelivered) WHERE t.booking_id = $1',
    [who.booking.id],
  );
  expect(rows).toEqual([{ once_key: 'offered:w', by_staff: true }]);
});

describe('once the session has begun', () => {
  const begun = async (...failed: Told[]) => {
    const who = await client();
    for (const what of failed) await fails(who, what);
    const start = who.booking.startsAt ?? NOW;
    await parts.store.endMootCalls(start.minus({ seconds: 1 }));
    expect(await toRing(who)).toBe(1);
    await parts.store.endMootCalls(start);
    return await toRing(who);
  };

  test('nobody is rung about reminders and the way into the meeting any more', async () => {
    expect(await begun({ kind: 'reminder-day-before' }, { kind: 'details' }, { kind: 'details-mail', by: 'mail' })).toBe(0);
  });

  test('whoever has not heard of the time, or of anything else, is rung still', async () => {
    expect(await begun({ kind: 'reminder-morning' }, { kind: 'moved' })).toBe(1);
    expect(await begun({ kind: 'message' })).toBe(1);
  });
});
