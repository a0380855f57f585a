import { DateTime } from 'luxon';
import { afterEach, describe, expect, test } from 'vitest';
import type { Talk } from '#simulator/line-platform/platform.ts';
import type { BookingState } from '#store/store.ts';
import { inTokyo } from '../support/tokyo.ts';
import { chatting, TO_THE_DAYS_AT_HAKODATE, TO_THE_DAYS_AT_MATSUDO } from './chatting.ts';

const chat = chatting();
afterEach(() => {
  chat.house.platform.clearFaults();
  chat.house.clock.set(inTokyo('2026-11-20T10:00'));
});

/** The greeting and the menu. */
const GREETING = 2;

const outbox = async (id: string) =>
  (
    await chat.sql.query(
      'SELECT state, sent_by, attempts, token_tried, why, retry_at FROM outbox WHERE conversation_id = $1 ORDER BY seq',
      [id],
    )
  ).rows;
const calls = (from: number) => chat.house.platform.calls.slice(from).filter(({ path }) => path.includes('/message/'));
const seen = () => chat.house.platform.calls.length;
/** Woken by hand, at the time of the next attempt where that is still to come. */
async function wake(id: string): Promise<void> {
  const { clock } = chat.house;
  const { rows } = await chat.sql.query(
    "SELECT min(retry_at) AS next FROM outbox WHERE conversation_id = $1 AND state = 'queued'",
    [id],
  );
  const next: Date | null = rows[0]?.next ?? null;
  if (next && next.getTime() > clock.now().toMillis()) clock.set(DateTime.fromJSDate(next));
  chat.house.house.runner.wake(id);
  await chat.house.settle();
}

test('a young answer goes by the reply token', async () => {
  const from = seen();
  await chat.say(chat.talk(), 'こんにちは');
  expect(calls(from).map(({ path, status }) => `${path} ${status}`)).toEqual(['/v2/bot/message/reply 200']);
  expect(await outbox(await chat.lastConversation())).toMatchObject([{ state: 'sent', sent_by: 'reply', attempts: 1 }]);
});

test('a token that has grown old is not tried: the answer is pushed, with its outbox id as the retry key', async () => {
  const talk = chat.talk();
  chat.house.platform.fail({ fault: { kind: 'refuse' }, path: '/reply' });
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  expect(chat.sent(talk)).toEqual([]);
  chat.house.clock.set(chat.house.clock.now().plus({ seconds: 51 }));
  const from = seen();
  await wake(id);
  expect(calls(from)).toMatchObject([
    { path: '/v2/bot/message/push', status: 200, retryKey: expect.stringMatching(/^[\da-f-]{36}$/) },
  ]);
  expect(chat.sent(talk)).toHaveLength(GREETING);
});

test('an answer whose arrival is not known is tried with the same token, and shown once', async () => {
  const talk = chat.talk();
  chat.house.platform.fail({ fault: { kind: 'drop' }, path: '/reply' });
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  expect(await outbox(id)).toMatchObject([{ state: 'queued', token_tried: true }]);
  await wake(id);
  expect(await outbox(id)).toMatchObject([{ state: 'sent', sent_by: 'reply' }]);
  expect(chat.sent(talk)).toHaveLength(GREETING);
});

test('what cannot go now keeps what is behind it waiting: the order is kept', async () => {
  const talk = chat.talk();
  chat.house.platform.fail({ fault: { kind: 'status', status: 500 }, path: '/reply' });
  await chat.say(talk, 'こんにちは');
  await chat.say(talk, '使い方');
  const id = await chat.lastConversation();
  expect(chat.sent(talk)).toEqual([]);
  expect((await outbox(id)).map(({ state }) => state)).toEqual(['queued', 'queued']);
  await wake(id);
  const said = chat.sent(talk);
  expect(said).toHaveLength(GREETING + 1);
  expect(said[0]).toContain('自動でお答えしています');
  expect(said.at(-1)).toContain('知りたいことをお選びください');
});

test('attempts are further and further apart, as the platform asks or by our own back-off', async () => {
  const talk = chat.talk();
  const waits: number[] = [];
  // By the reply token as long as that is young, then as a push.
  chat.house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 5, path: '/reply' });
  chat.house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 3, path: '/push' });
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  for (let time = 0; time < 8; time += 1) {
    const [{ retry_at: retryAt } = { retry_at: undefined }] = await outbox(id);
    waits.push((retryAt - chat.house.clock.now().toMillis()) / 1000);
    await wake(id);
  }
  expect(waits).toEqual([1, 2, 5, 15, 60, 300, 300, 300]);
  expect(chat.sent(talk)).not.toEqual([]);
});

test("when the month's pushes are used up the message is given up, and what follows still goes", async () => {
  const talk = chat.talk('hakodate');
  chat.house.platform.setMonthlyQuota('hakodate', 0);
  chat.house.platform.fail({ fault: { kind: 'refuse' }, path: '/reply' });
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  chat.house.clock.set(chat.house.clock.now().plus({ seconds: 51 }));
  await wake(id);
  expect(await outbox(id)).toMatchObject([{ state: 'failed', why: expect.stringContaining('quota') }]);
  expect(chat.house.logged.some((line) => line.includes('a message could not be delivered'))).toBe(true);
  expect(await chat.say(talk, '使い方')).not.toBe('');
  chat.house.platform.setMonthlyQuota('hakodate', undefined);
});

test('while LINE refuses, what the client writes does not try the waiting push again, and is answered before it', async () => {
  const talk = chat.talk();
  await chat.say(talk, 'こんにちは');
  const id = await chat.lastConversation();
  chat.house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 1000, path: '/push' });
  await chat.house.store.turn(id, (turn) =>
    turn.tell({
      ...{ onceKey: 'waiting-push', kind: 'message', centreId: talk.centreId, conversationId: id, at: chat.house.clock.now() },
      what: { by: 'chat', channel: 'line', rendered: [{ type: 'text', text: '窓口からのお知らせ' }] },
    }),
  );
  await wake(id);
  const from = seen();
  expect(await chat.say(talk, '使い方')).toContain('知りたいことをお選びください');
  expect(calls(from).map(({ path }) => path)).toEqual(['/v2/bot/message/reply']);
  chat.house.platform.clearFaults();
  await wake(id);
  expect(chat.sent(talk).at(-1)).toContain('窓口からのお知らせ');
});

describe('a message that is given up is a task for staff', () => {
  const tasks = async (id: string) =>
    (await chat.sql.query('SELECT kind, booking_id FROM staff_task WHERE conversation_id = $1 ORDER BY created_at', [id])).rows;
  /** For as long as the test runs, however often it is tried. */
  const platformDown = (path: string) => chat.house.platform.fail({ fault: { kind: 'status', status: 500 }, times: 1000, path });
  const later = (change: object) => chat.house.clock.set(chat.house.clock.now().plus(change));

  /** A request of which the client is to be told that it has expired, on its way out. */
  async function withNotice(wish: string, day: string, before: (talk: Talk) => Promise<unknown>) {
    const talk = chat.talk('matsudo-mothers');
    await chat.walk(talk, ...TO_THE_DAYS_AT_MATSUDO, wish, '[この内容で申し込む]');
    const id = await chat.lastConversation();
    await before(talk);
    await chat.house.at(`${day}T08:30`);
    const { rows } = await chat.sql.query('SELECT id FROM booking WHERE conversation_id = $1', [id]);
    return { talk, id, bookingId: rows[0]?.id };
  }
  const notice = async (id: string) =>
    (await chat.sql.query("SELECT state, why FROM outbox WHERE conversation_id = $1 AND kind = 'expired'", [id])).rows;

  test('an answer after six hours', async () => {
    const talk = chat.talk();
    for (const path of ['/reply', '/push']) platformDown(path);
    await chat.say(talk, 'こんにちは');
    const id = await chat.lastConversation();
    later({ hours: 5, minutes: 59 });
    await wake(id);
    expect(await outbox(id)).toMatchObject([{ state: 'queued' }]);
    expect(await tasks(id)).toEqual([]);
    later({ minutes: 1 });
    const from = seen();
    await wake(id);
    expect(calls(from)).toEqual([]);
    expect(await outbox(id)).toMatchObject([{ state: 'failed', why: 'rejected: too old' }]);
    expect(await tasks(id)).toEqual([{ kind: 'not-delivered', booking_id: null }]);
  });

  test('a notice after 23 hours, while its retry key still counts', async () => {
    const { id, bookingId } = await withNotice('12月8日11時', '2026-12-08', async () => {
      platformDown('/push');
    });
    expect(await notice(id)).toMatchObject([{ state: 'queued' }]);
    later({ hours: 22, minutes: 59 });
    await wake(id);
    expect(await notice(id)).toMatchObject([{ state: 'queued' }]);
    later({ minutes: 1 });
    const from = seen();
    await wake(id);
    expect(calls(from)).toEqual([]);
    expect(await notice(id)).toEqual([{ state: 'failed', why: 'rejected: too old' }]);
    expect(await tasks(id)).toContainEqual({ kind: 'not-delivered', booking_id: bookingId });
  });

  test('a notice to somebody who has blocked us since, which LINE would take and never show: of its booking, at its office', async () => {
    const { talk, id, bookingId } = await withNotice('12月15日11時', '2026-12-15', async () => {
      platformDown('/push');
    });
    await chat.house.platform.block(talk);
    await chat.house.settle();
    chat.house.platform.clearFaults();
    const from = seen();
    later({ minutes: 10 });
    await wake(id);
    expect(calls(from)).toEqual([]);
    expect(await notice(id)).toEqual([{ state: 'failed', why: 'unreachable: blocked or left' }]);
    const { rows } = await chat.sql.query(
      "SELECT office_id, booking_id FROM staff_task WHERE conversation_id = $1 AND kind = 'not-delivered'",
      [id],
    );
    expect(rows).toEqual([{ office_id: 'mothers-corner', booking_id: bookingId }]);
  });

  test("when the month's pushes are used up, one task for the centre however many messages it is, and one to ring each client", async () => {
    const talk = chat.talk('hakodate');
    chat.house.platform.setMonthlyQuota('hakodate', 0);
    platformDown('/reply');
    await chat.say(talk, 'こんにちは');
    await chat.say(talk, '使い方');
    const id = await chat.lastConversation();
    later({ seconds: 51 });
    await wake(id);
    expect((await outbox(id)).map(({ state, why }) => [state, why])).toEqual([
      ['failed', "quota: the month's pushes are used up"],
      ['failed', "quota: the month's pushes are used up"],
    ]);
    const { rows } = await chat.sql.query("SELECT centre_id, conversation_id FROM staff_task WHERE kind = 'push-quota'");
    expect(rows).toEqual([{ centre_id: 'hakodate', conversation_id: null }]);
    expect(await tasks(id)).toEqual([{ kind: 'not-delivered', booking_id: null }]);
    chat.house.platform.setMonthlyQuota('hakodate', undefined);
  });
});

describe('a notice that is no longer needed', () => {
  /** A confirmed booking at Hakodate, and a notice about it that is only worth sending so. */
  async function noticed(day: string, what: { needsState?: BookingState; uselessAt?: DateTime }) {
    const talk = chat.talk('hakodate');
    await chat.walk(talk, ...TO_THE_DAYS_AT_HAKODATE, `${day}10時`, '[予約する]');
    const id = await chat.lastConversation();
    const { rows } = await chat.sql.query('SELECT id FROM booking WHERE conversation_id = $1', [id]);
    const bookingId: string = rows[0]?.id;
    await chat.house.store.turn(id, (turn) =>
      turn.tell({
        onceKey: `test:${bookingId}`,
        kind: 'reminder-by-hand',
        centreId: 'hakodate',
        bookingId,
        conversationId: id,
        at: chat.house.clock.now(),
        what: { by: 'chat', channel: 'line', rendered: [{ type: 'text', text: 'あすの予約です' }], ...what },
      }),
    );
    return { talk, id, bookingId };
  }
  const fate = async (id: string) =>
    (await chat.sql.query("SELECT state, why FROM outbox WHERE conversation_id = $1 AND kind = 'reminder-by-hand'", [id])).rows;

  test('goes out while it is', async () => {
    const { talk, id } = await noticed('11月24日', { needsState: 'confirmed' });
    await wake(id);
    expect(chat.sent(talk).at(-1)).toContain('あすの予約です');
    expect(await fate(id)).toMatchObject([{ state: 'sent' }]);
  });

  test('because its booking has changed is not sent, and what is behind it goes', async () => {
    const { talk, id, bookingId } = await noticed('11月25日', { needsState: 'confirmed' });
    await chat.house.store.turn(id, (turn) =>
      turn.changeState({
        bookingId,
        from: ['confirmed'],
        to: 'cancelled',
        at: chat.house.clock.now(),
        actor: { kind: 'client', id },
      }),
    );
    const from = seen();
    expect(await chat.say(talk, '使い方')).toContain('知りたいことをお選びください');
    expect(calls(from).filter(({ path }) => path.endsWith('/push'))).toEqual([]);
    expect(await fate(id)).toEqual([{ state: 'not-needed', why: 'booking-changed' }]);
  });

  test('because its time is over is not sent', async () => {
    const { id } = await noticed('11月26日', { uselessAt: chat.house.clock.now().plus({ minutes: 5 }) });
    chat.house.clock.set(chat.house.clock.now().plus({ minutes: 5 }));
    await wake(id);
    expect(await fate(id)).toEqual([{ state: 'not-needed', why: 'too-late' }]);
  });
});

test('no token and no text of a client is in the log', () => {
  expect(chat.house.clock.now() >= inTokyo('2026-11-20T10:00')).toBe(true);
  expect(chat.house.logged.join()).not.toMatch(/こんにちは|token-izumo|Bearer|U[\da-f]{32}/);
});
