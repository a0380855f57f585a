import { afterEach, describe, expect, test } from 'vitest';
import { resend } from '#office/resending.ts';
import { quietResult, textEvent } from '../support/store.ts';
import { inTokyo } from '../support/tokyo.ts';
import { askForAddress, type Booked, enterDetails, reminding, STAFF } from './reminding.ts';

const at = reminding();
afterEach(() => {
  at.platform.clearFaults();
  at.platform.setMonthlyQuota('izumo', undefined);
});

/** A reminder that the platform has refused. */
async function failed(booking: Booked): Promise<string> {
  at.platform.fail({ fault: { kind: 'status', status: 400, message: 'refused' }, path: '/push' });
  const runId = await at.remind([booking], { extra: 'お持ちものがあります。' });
  expect((await at.fates(runId))[0]).toMatch(/^failed/);
  const { rows } = await at.under.sql.query<{ id: string }>('SELECT id FROM notice WHERE run_id = $1', [runId]);
  return rows[0]?.id ?? '';
}

const again = async (noticeId: string, centreId = 'izumo') => {
  const resent = await resend({ parts: at.parts, runner: at.runner }, { by: { id: STAFF }, centreId, noticeId });
  await at.runner.quiet();
  return resent;
};

describe('a notice that failed', () => {
  test('is told once more, in a row of its own, with the words of staff in it', async () => {
    const booking = await at.booked();
    const id = await failed(booking);
    expect(await again(id)).toEqual({ kind: 'done', told: 'chat' });
    expect(at.arrived(booking)).toBe(1);
    expect(JSON.stringify(at.platform.chat(booking.talk).messages)).toContain('お持ちものがあります。');
    const { rows } = await at.under.sql.query(
      `SELECT n.once_key, o.state, n.by_staff FROM notice n JOIN outbox o ON o.id = n.outbox_id WHERE n.booking_id = $1 ORDER BY n.once_key`,
      [booking.bookingId],
    );
    expect(rows).toMatchObject([{ state: 'failed' }, { state: 'sent', by_staff: STAFF }]);
    expect(rows[1]?.once_key).toBe(`${rows[0]?.once_key}:again:1`);
  });

  test('is not told twice by two people in the same moment, nor by one who comes later', async () => {
    const booking = await at.booked();
    const id = await failed(booking);
    const both = await Promise.all([again(id), again(id)]);
    expect(both.map(({ kind }) => kind).sort()).toEqual(['done', 'not-failed']);
    expect(await again(id)).toEqual({ kind: 'not-failed' });
    expect(at.arrived(booking)).toBe(1);
  });

  test('may be told a third time when the second failed too', async () => {
    const booking = await at.booked();
    const id = await failed(booking);
    at.platform.fail({ fault: { kind: 'status', status: 400, message: 'refused' }, path: '/push' });
    await again(id);
    expect(at.arrived(booking)).toBe(0);
    expect(await again(id)).toEqual({ kind: 'done', told: 'chat' });
    expect(at.arrived(booking)).toBe(1);
  });

  test('may be told again from the row that told it again, however often that fails', async () => {
    const booking = await at.booked();
    const id = await failed(booking);
    const lastRow = async () =>
      (
        await at.under.sql.query<{ id: string; key: string }>(
          'SELECT id, once_key AS key FROM notice WHERE booking_id = $1 ORDER BY once_key DESC LIMIT 1',
          [booking.bookingId],
        )
      ).rows[0];
    for (const press of [id, undefined]) {
      at.platform.fail({ fault: { kind: 'status', status: 400, message: 'refused' }, path: '/push' });
      await again(press ?? (await lastRow())?.id ?? '');
    }
    expect(at.arrived(booking)).toBe(0);
    expect((await lastRow())?.key).toMatch(/:again:2$/);
    expect(await again((await lastRow())?.id ?? '')).toEqual({ kind: 'done', told: 'chat' });
    expect(at.arrived(booking)).toBe(1);
  });

  test('is not told when its booking has changed since, or begun', async () => {
    const [cancelled, begun] = [await at.booked(), await at.booked('2026-11-20T11:00')];
    const ids = [await failed(cancelled), await failed(begun)];
    await at.cancel(cancelled);
    const before = at.clock.now();
    at.clock.set(before.set({ hour: 11 }));
    expect(await Promise.all(ids.map((id) => again(id)))).toEqual([{ kind: 'changed' }, { kind: 'changed' }]);
    at.clock.set(before);
    expect([at.arrived(cancelled), at.arrived(begun)]).toEqual([0, 0]);
  });

  test('says of the details what is true at its centre: Izumo puts them into My Page, and nothing is to be pressed', async () => {
    const booking = await at.booked(undefined, { email: 'hanako@example.jp' });
    await enterDetails(at, booking);
    await askForAddress(at, booking);
    expect(await again(await failed(booking))).toEqual({ kind: 'done', told: 'chat' });
    const text = JSON.stringify(at.platform.chat(booking.talk).messages);
    expect(text).not.toContain('「表示」');
    expect(text).toContain('先にメールアドレスのご確認が必要です');
  });

  test('of another centre is not found, nor is one that was sent', async () => {
    const booking = await at.booked();
    const id = await failed(booking);
    expect(await again(id, 'hakodate')).toEqual({ kind: 'not-found' });
    await again(id);
    const { rows } = await at.under.sql.query<{ id: string }>(
      `SELECT n.id FROM notice n JOIN outbox o ON o.id = n.outbox_id WHERE n.booking_id = $1 AND o.state = 'sent'`,
      [booking.bookingId],
    );
    expect(await again(rows[0]?.id ?? '')).toEqual({ kind: 'not-failed' });
  });

  test('to a client who has blocked us meanwhile stays failed, and says so', async () => {
    const booking = await at.booked();
    const id = await failed(booking);
    await at.under.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [booking.conversationId]);
    expect(await again(id)).toEqual({ kind: 'done', told: 'ring' });
    expect(at.arrived(booking)).toBe(0);
  });
});

test('a reminder that is sent again and cannot leave at once is not sent once its booking was cancelled, or has begun', async () => {
  const [cancelled, begun] = [await at.booked(), await at.booked()];
  for (const booking of [cancelled, begun]) {
    const planned = await at.plan([booking]);
    if (planned.kind === 'nobody') throw new Error(planned.kind);
    // Stopped before it became a message.
    await at.under.store.writes.reminderRuns.stop(planned.runId, 'quota', at.clock.now());
    const { rows } = await at.under.sql.query<{ id: string }>('SELECT id FROM notice WHERE run_id = $1', [planned.runId]);
    at.platform.fail({ fault: { kind: 'status', status: 500 }, path: '/push' });
    expect(await again(rows[0]?.id ?? '')).toEqual({ kind: 'done', told: 'chat' });
  }
  await at.cancel(cancelled);
  const before = at.clock.now();
  at.clock.set(before.plus({ minutes: 10 }));
  await at.runner.deliver([cancelled.conversationId]);
  at.clock.set(inTokyo('2026-11-24T09:30'));
  await at.runner.deliver([begun.conversationId]);
  at.clock.set(before);
  const { rows } = await at.under.sql.query('SELECT state, why FROM outbox WHERE booking_id = ANY($1) ORDER BY why', [
    [cancelled.bookingId, begun.bookingId],
  ]);
  expect(rows).toEqual([
    { state: 'not-needed', why: 'booking-changed' },
    { state: 'not-needed', why: 'too-late' },
  ]);
  expect([at.arrived(cancelled), at.arrived(begun)]).toEqual([0, 0]);
});

test('a mail that failed is written again with the same words', async () => {
  const booking = await at.booked();
  const { store } = at.parts;
  await store.turn(booking.conversationId, (turn) =>
    turn.tell({
      onceKey: `office-alert:${booking.bookingId}`,
      kind: 'office-alert',
      centreId: 'izumo',
      at: at.clock.now(),
      what: { by: 'mail', recipient: 'office@example.jp', subject: 'お知らせ', text: '申込みがあります。' },
    }),
  );
  const { rows } = await at.under.sql.query<{ id: string; mail_id: string }>(
    'SELECT id, mail_id FROM notice WHERE once_key = $1',
    [`office-alert:${booking.bookingId}`],
  );
  const mails = at.under.sql;
  await mails.query(`UPDATE mail SET state = 'failed', finished_at = now() WHERE id = $1`, [rows[0]?.mail_id]);
  expect(await again(rows[0]?.id ?? '')).toEqual({ kind: 'done', told: 'mail' });
  const { rows: queued } = await mails.query(`SELECT kind FROM mail WHERE state = 'queued'`);
  expect(queued).toEqual([{ kind: 'office-alert' }]);
});

test('a mail is copied to the address that its client has, and to no other one that they had', async () => {
  const email = 'hanako@example.jp';
  const { conversationId, bookingId } = await at.booked(undefined, { email });
  const { store } = at.parts;
  const whose = { kind: 'details-void', centreId: 'izumo', bookingId, at: at.clock.now() } as const;
  const clientId = await store.turn(conversationId, async (turn) => (await turn.client())?.id ?? '');
  const failedMail = async (onceKey: string) => {
    const what = { by: 'mail', recipient: email, subject: 'x', text: 'y' } as const;
    await store.turn(conversationId, (turn) => turn.tell({ ...whose, clientId, onceKey, what }));
    const { rows } = await at.under.sql.query<{ id: string }>(
      `UPDATE mail m SET state = 'failed', finished_at = now() FROM notice n WHERE n.mail_id = m.id AND n.once_key = $1 RETURNING n.id`,
      [onceKey],
    );
    return rows[0]?.id ?? '';
  };
  const ids = [await failedMail(`one:${bookingId}`), await failedMail(`two:${bookingId}`)];
  expect(await again(ids[0] ?? '')).toEqual({ kind: 'done', told: 'mail' });
  await store.turn(conversationId, (turn) => turn.saveProfile({ name: '山田 花子', email: 'other@example.jp' }, at.clock.now()));
  expect(await again(ids[1] ?? '')).toEqual({ kind: 'changed' });
});

test('what somebody was told before they said who they are is told again in that chat', async () => {
  const { store } = at.parts;
  const talk = { centreId: 'izumo', userId: at.platform.addUser({ name: '利用者' }).userId };
  at.platform.compose.follow(talk);
  const { conversationIds } = await store.receive([textEvent(talk.userId, 'こんにちは')], at.clock.now());
  const [conversationId = ''] = conversationIds;
  const onceKey = `terms-changed:${conversationId}`;
  await store.turn(conversationId, async (turn) => {
    const event = await turn.nextEvent();
    await turn.finish(quietResult(talk.userId, { at: at.clock.now(), inboxId: event?.id }));
    const what = { by: 'chat', channel: 'line', rendered: [{ type: 'text', text: '規約が変わります。' }] } as const;
    const row = { onceKey, kind: 'terms-changed', centreId: 'izumo', conversationId, at: at.clock.now() } as const;
    await turn.tell({ ...row, what });
  });
  at.platform.fail({ fault: { kind: 'status', status: 400, message: 'refused' }, path: '/push' });
  await at.runner.deliver([conversationId]);
  const { rows } = await at.under.sql.query<{ id: string }>('SELECT id FROM notice WHERE once_key = $1', [onceKey]);
  expect(await again(rows[0]?.id ?? '')).toEqual({ kind: 'done', told: 'chat' });
  expect(at.platform.chat(talk).messages.filter(({ by }) => by === 'push')).toHaveLength(1);
});

test('nobody is reminded again of a session on a day that staff closed meanwhile', async () => {
  const booking = await at.booked('2026-12-09T09:30');
  const id = await failed(booking);
  await at.under.store.writes.closures.add({
    ...{ centreId: 'izumo', fromDay: '2026-12-09', toDay: '2026-12-09', reason: '研修', by: STAFF, at: at.clock.now() },
  });
  expect(await again(id)).toEqual({ kind: 'closed-day' });
  expect(at.arrived(booking)).toBe(0);
});
