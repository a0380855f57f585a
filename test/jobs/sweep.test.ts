import { DateTime } from 'luxon';
import { beforeEach, describe, expect, test } from 'vitest';
import { ZONE } from '#clock.ts';
import { nextBusinessDay } from '#policy/calendar.ts';
import { openStore } from '#store/open.ts';
import { chatting, TO_THE_DAYS, TO_THE_DAYS_AT_MATSUDO } from '../bot/chatting.ts';
import { testKeys } from '../support/house.ts';
import { seatAt } from '../support/store.ts';
import { inTokyo } from '../support/tokyo.ts';

const chat = chatting();
beforeEach(() => chat.house.clock.set(inTokyo('2026-11-20T10:00')));
const audited = async (id: string, action: string): Promise<unknown[]> =>
  (await chat.sql.query('SELECT reason FROM audit WHERE conversation_id = $1 AND action = $2', [id, action])).rows;

/** Somebody waits for the turn of a conversation that another process is at. */
async function lockWaitedFor(): Promise<void> {
  for (let looks = 0; looks < 5_000; looks += 1) {
    const { rows } = await chat.sql.query(
      `SELECT count(*)::int AS n FROM pg_locks
        WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    if (rows[0]?.n > 0) return;
  }
  throw new Error('nobody waited');
}

/** So that nothing is presumed. */
async function contactNoted(id: string, time: string): Promise<void> {
  const at = inTokyo(time);
  await chat.house.store.turn(id, async (turn) => {
    for (const { id: bookingId } of await turn.openBookings()) await turn.noteContact({ bookingId, kind: 'late', at });
  });
}

async function heldAtIzumo(wish: string) {
  const talk = chat.talk();
  await chat.walk(talk, ...TO_THE_DAYS, wish);
  const id = await chat.lastConversation();
  expect(await chat.states(id)).toEqual(['held']);
  return { talk, id };
}

async function appliedAtMatsudo(wish: string) {
  const talk = chat.talk('matsudo-mothers');
  await chat.walk(talk, ...TO_THE_DAYS_AT_MATSUDO, wish, '[この内容で申し込む]');
  const id = await chat.lastConversation();
  expect(await chat.states(id)).toEqual(['requested']);
  return { talk, id };
}

describe('a sweep', () => {
  test('releases holds after ten minutes, silently, and the late press is told so', async () => {
    const { talk, id } = await heldAtIzumo('12月1日11時');
    const start = chat.house.clock.now();
    const before = chat.sent(talk).length;
    await chat.house.at(start.plus({ minutes: 9, seconds: 59 }).toISO() ?? '');
    expect(await chat.states(id)).toEqual(['held']);
    await chat.house.at(start.plus({ minutes: 10 }).toISO() ?? '');
    expect(await chat.states(id)).toEqual(['released']);
    expect(chat.sent(talk)).toHaveLength(before);
    await chat.press(talk, '予約する');
    expect(await chat.states(id)).toEqual(['released']);
  });

  test('two side by side expire a request once and tell its client once', async () => {
    const { talk, id } = await appliedAtMatsudo('12月15日11時');
    const before = chat.sent(talk).length;
    await chat.house.at('2026-12-14T23:59');
    expect(await chat.states(id)).toEqual(['requested']);
    chat.house.clock.set(inTokyo('2026-12-15T00:00'));
    const swept = await Promise.all([chat.house.house.sweep(), chat.house.house.sweep()]);
    await chat.house.settle();
    expect(swept.reduce((sum, { expired }) => sum + expired, 0)).toBe(1);
    expect(await chat.states(id)).toEqual(['expired']);
    // By day, and by one of the two.
    chat.house.clock.set(inTokyo('2026-12-15T08:30'));
    await Promise.all([chat.house.house.sweep(), chat.house.house.sweep()]);
    await chat.house.settle();
    expect(chat.sent(talk).slice(before).join()).toContain('お申し込みが無効になりました');
    expect(
      (await chat.sql.query("SELECT 1 FROM outbox WHERE conversation_id = $1 AND kind = 'expired'", [id])).rows,
    ).toHaveLength(1);
    expect(await chat.press(talk, 'メニュー')).toContain('予約する');
  });

  test('does not let a booking whose session is over stand in the way of the next one', async () => {
    const { talk, id } = await heldAtIzumo('12月2日11時');
    await chat.press(talk, '予約する');
    expect(await chat.states(id)).toEqual(['confirmed']);
    await contactNoted(id, '2026-12-02T11:05');
    await chat.house.at('2026-12-02T11:30');
    await chat.walk(talk, 'メニュー', '[予約する]', '[この内容で進む]', '12月9日11時', '[予約する]');
    expect(await chat.states(id)).toEqual(['confirmed', 'confirmed']);
  });

  test('erases who asked for it only after the last open booking', async () => {
    const { talk, id } = await heldAtIzumo('12月10日11時');
    await chat.press(talk, '予約する');
    await chat.walk(talk, '登録した情報', '[情報を消す]', '[消す]');
    const name = async () =>
      (await chat.sql.query('SELECT k.name FROM client k JOIN conversation c ON c.client_id = k.id WHERE c.id = $1', [id]))
        .rows[0].name;
    await chat.house.at('2026-12-10T11:29');
    expect(await name()).not.toBeNull();
    await chat.house.at('2026-12-10T11:30');
    expect(await name()).toBeNull();
    expect(await audited(id, 'erasure-asked')).toHaveLength(1);
  });

  test('notes the erasure that waited, without a name', async () => {
    const { talk, id } = await heldAtIzumo('12月16日11時');
    await chat.press(talk, '予約する');
    await chat.walk(talk, '登録した情報', '[情報を消す]', '[消す]');
    expect(await audited(id, 'erased')).toEqual([]);
    await chat.house.at('2026-12-16T11:30');
    expect(await audited(id, 'erased')).toEqual([{ reason: 'asked-before' }]);
    expect(chat.sent(talk).join()).toContain('消しました');
    expect(await chat.house.house.sweep()).toMatchObject({ erased: 0 });
    expect(await audited(id, 'erased')).toHaveLength(1);
  });

  test('does not erase who has begun a booking in the very moment', async () => {
    const { talk, id } = await heldAtIzumo('12月17日11時');
    await chat.press(talk, '予約する');
    await contactNoted(id, '2026-12-17T11:05');
    await chat.walk(talk, '登録した情報', '[情報を消す]', '[消す]');
    // Whatever there is to tell of the session is told: only the erasure is left.
    await chat.house.at('2026-12-17T11:29');
    chat.house.clock.set(inTokyo('2026-12-17T11:30'));
    const otherProcess = await openStore({ url: chat.house.databaseUrl, keys: testKeys() });
    const swept = await otherProcess.turn(id, async (turn) => {
      const sweeping = chat.house.house.sweep();
      await lockWaitedFor();
      const now = chat.house.clock.now();
      const seat = seatAt(inTokyo('2026-12-22T11:00'));
      const { kind } = await turn.hold(seat, { at: now, until: now.plus({ minutes: 10 }), openBookings: 1 });
      expect(kind).toBe('held');
      return { sweeping };
    });
    expect(await swept.sweeping).toMatchObject({ erased: 0 });
    await otherProcess.close();
    expect(await chat.states(id)).toEqual(['confirmed', 'held']);
    expect(await audited(id, 'erased')).toEqual([]);
    await chat.house.at('2026-12-17T11:41');
    expect(await audited(id, 'erased')).toEqual([{ reason: 'asked-before' }]);
  });

  test('goes on with the others where one row cannot be handled, and logs that one without a name', async () => {
    const spoilt = await heldAtIzumo('12月4日11時');
    const sound = await heldAtIzumo('12月4日15時');
    await chat.sql.query(
      `CREATE FUNCTION spoilt_row() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'on purpose'; END $$;
       CREATE TRIGGER spoilt_row BEFORE UPDATE ON booking FOR EACH ROW WHEN (old.conversation_id = '${spoilt.id}') EXECUTE FUNCTION spoilt_row()`,
    );
    const before = chat.house.logged.length;
    chat.house.clock.set(inTokyo('2026-11-20T10:11'));
    expect(await chat.house.house.sweep()).toMatchObject({ released: 1 });
    expect([await chat.states(spoilt.id), await chat.states(sound.id)]).toEqual([['held'], ['released']]);
    const logged = chat.house.logged.slice(before).map((line) => JSON.parse(line));
    expect(logged).toEqual([{ level: 'error', what: 'row', why: expect.any(String), message: 'a sweep met a fault' }]);
    await chat.sql.query('DROP FUNCTION spoilt_row CASCADE');
    expect(await chat.house.house.sweep()).toMatchObject({ released: 1 });
    expect(await chat.states(spoilt.id)).toEqual(['released']);
  });

  test('is not held up by a mail server, which is given the mails all the same', async () => {
    const { store, clock, letterbox } = chat.house;
    await chat.say(chat.talk(), 'こんにちは');
    const id = await chat.lastConversation();
    const what = { by: 'mail', recipient: 'slow@example.jp', subject: 's', text: 't' } as const;
    await store.turn(id, (turn) =>
      turn.tell({ onceKey: 'slow', kind: 'details-mail', centreId: 'izumo', at: clock.now(), what }),
    );
    const carry = letterbox.carry;
    const server = Promise.withResolvers<void>();
    letterbox.carry = async (letter) => {
      await server.promise;
      return carry(letter);
    };
    await chat.house.house.sweep();
    const there = () => letterbox.letters().filter(({ to }) => to === 'slow@example.jp').length;
    expect(there()).toBe(0);
    server.resolve();
    await chat.house.settle();
    expect(there()).toBe(1);
    letterbox.carry = carry;
  });

  test('tells everybody else of their deadline where the words of one request do not open', async () => {
    const [spoilt, sound] = [await appliedAtMatsudo('12月16日11時'), await appliedAtMatsudo('12月17日11時')];
    await chat.sql.query("UPDATE booking SET wishes = 'gone.AAAA' WHERE conversation_id = $1", [spoilt.id]);
    const { rows } = await chat.sql.query('SELECT max(answer_by) AS due FROM booking WHERE conversation_id = ANY($1)', [
      [spoilt.id, sound.id],
    ]);
    const due = DateTime.fromJSDate(rows[0].due, { zone: ZONE });
    const matsudo = chat.house.centres.get('matsudo-mothers') ?? expect.fail();
    chat.house.clock.set(nextBusinessDay(due, matsudo).set({ hour: 9 }));
    expect((await chat.house.house.sweep()).overdue).toBe(2);
    await chat.house.settle();
  });

  test('answers events that nobody was woken for', async () => {
    const talk = chat.talk('hakodate');
    const { store, clock } = chat.house;
    await chat.house.platform.follow(talk);
    await chat.house.settle();
    const event = { channel: 'line' as const, ...talk, eventId: 'left-behind', occurredAt: clock.now() };
    await store.receive([{ ...event, body: { kind: 'text', text: '使い方', messageId: 'm' } }], clock.now());
    const swept = await chat.house.house.sweep();
    await chat.house.settle();
    expect(swept.woken).toBe(1);
    expect(chat.sent(talk).join()).toContain('知りたいことをお選びください');
    expect(Object.values(await chat.house.house.sweep()).every((count) => count === 0)).toBe(true);
  });
});
