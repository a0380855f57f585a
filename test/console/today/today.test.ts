import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { automaticHint } from '#console/today/sessions.ts';
import { todayWords } from '#console/words/today.ts';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { bookedAt, HANAKO, partOf, presume, rows, stateOf, task, visitor, wordsOf } from '../office-day.ts';

const DAY = '2026-11-20';
let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse({ now: `${DAY}T09:00` });
  staff = await signIn(house);
});
afterAll(() => house.close());

const page = async (query = '') => (await staff.get(`/console/izumo/today${query}`)).text();
const row = async (id: string, query = '') => wordsOf(partOf(await page(query), `b-${id}`));
const mark = (id: string, what: string, more = {}) => staff.post(`/console/izumo/bookings/${id}/attendance`, { what, ...more });

describe('the day', () => {
  test('shows its sessions in time order, with name and full number', async () => {
    const hanako = await visitor(house, HANAKO);
    const ichiro = await visitor(house, { name: '佐藤一郎' });
    const later = await bookedAt(house, hanako, inTokyo(`${DAY}T13:30`));
    const sooner = await bookedAt(house, ichiro, inTokyo(`${DAY}T11:00`));
    const html = await page();
    expect(html.indexOf(`b-${sooner.id}`)).toBeLessThan(html.indexOf(`b-${later.id}`));
    expect(await row(later.id)).toMatch(/13:30 ～14:00 .*山田花子 .*13010-12345678 .*確定/);
    expect(await row(sooner.id)).toContain('番号なし');
  });

  test('does not show what was cancelled beforehand, what only waits, or another day', async () => {
    const who = await visitor(house);
    const cancelled = await bookedAt(house, who, inTokyo(`${DAY}T15:00`));
    const requested = await bookedAt(house, who, inTokyo(`${DAY}T15:00`), 'requested');
    const tomorrow = await bookedAt(house, who, inTokyo('2026-11-24T15:00'));
    await staff.post(`/console/izumo/bookings/${cancelled.id}/cancel`, {
      'cancel-wish': 'office',
      'cancel-reason': '担当者の都合',
    });
    const html = await page();
    for (const { id } of [cancelled, requested, tomorrow]) expect(html).not.toContain(`b-${id}`);
    expect(await page('?day=2026-11-24')).toContain(`b-${tomorrow.id}`);
  });

  test('takes a day or office that is none for today and all', async () => {
    const answer = await staff.get('/console/izumo/today?day=2026-13-45&office=nowhere');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('<h1>本日の相談</h1>');
  });

  test('leads to the day before and after', async () => {
    const html = await page('?day=2026-11-30');
    expect(html).toContain('href="?day=2026-11-29"');
    expect(html).toContain('href="?day=2026-12-01"');
  });

  test('keeps meeting details folded unless they are asked for', async () => {
    const who = await visitor(house);
    const { id } = await bookedAt(house, who, inTokyo(`${DAY}T15:00`));
    expect(await row(id)).toContain('未入力');
    await staff.post(`/console/izumo/bookings/${id}/details`, { 'meeting-id': '812 3456 7890', passcode: 'pa55' });
    expect(partOf(await page(), `b-${id}`)).toMatch(/<details class="access">[\s\S]*pa55/);
    expect(partOf(await page('?details=open'), `b-${id}`)).toMatch(/<details class="access" open>[\s\S]*pa55/);
  });

  test('shows a name as text, whatever it is made of', async () => {
    const who = await visitor(house, { name: '<b>太字</b>' });
    await bookedAt(house, who, inTokyo(`${DAY}T15:00`));
    const html = await page();
    expect(html).toContain('&lt;b>太字&lt;/b>');
    expect(html).not.toContain('<b>太字');
  });

  test('tells who was never in a chat from who cannot be reached in it', async () => {
    const blocked = await visitor(house, { name: 'ブロックの方' });
    const { id } = await bookedAt(house, blocked, inTokyo(`${DAY}T15:00`));
    await rows(house, 'UPDATE conversation SET reachable = false WHERE id = $1', [blocked.conversationId]);
    expect(await row(id)).toContain('お知らせが届きません（電話）');
    const made = await staff.post('/console/izumo/bookings/new', {
      ...{ act: 'book', name: '電話だけの方', phone: '0853210009' },
      'new-when': `${DAY}T16:40`,
    });
    const [, own = ''] = /bookings\/([0-9a-f-]{36})/.exec(made.headers.get('location') ?? '') ?? [];
    expect(await row(own)).toContain('チャットなし（電話）');
  });

  test('says what happens by itself where nothing is noted, only where the centre has such rules', async () => {
    await bookedAt(house, await visitor(house), inTokyo(`${DAY}T15:00`));
    const words = wordsOf(partOf(await page(), 'sessions'));
    expect(words).toContain('開始の10分後に「キャンセルとみなしました」と、利用者に自動でお知らせします。');
    expect(todayWords.automatic({ notConnected: 5, presumed: 10 })).toContain(
      '開始の5分後に「接続がありません」、開始の10分後に',
    );
    const online = house.centres.get('online-hellowork') ?? expect.fail();
    expect(online.services.some(({ presumedCancellation }) => presumedCancellation)).toBe(false);
    expect(automaticHint(online)).toEqual([]);
  });

  test('belongs to the centre: staff of another find nothing', async () => {
    const other = await signIn(house, { centres: ['hakodate'] });
    expect((await other.get('/console/izumo/today')).status).toBe(404);
    expect(await (await other.get('/console/hakodate/today')).text()).not.toContain('山田花子');
  });
});

describe('on paper', () => {
  test('whether there are meeting details stands as a word, the details only where they were opened; the phone number is there', async () => {
    const ready = await bookedAt(house, await visitor(house, { name: '紙の方', phone: '0853-21-7777' }), inTokyo(`${DAY}T14:30`));
    const none = await bookedAt(house, await visitor(house), inTokyo(`${DAY}T14:30`));
    await staff.post(`/console/izumo/bookings/${ready.id}/details`, { 'meeting-id': '812 3456 7890', passcode: 'pa55' });
    expect(partOf(await page(), `b-${ready.id}`)).toContain('<span class="print-only">入力済み</span>');
    expect(partOf(await page(), `b-${ready.id}`)).toContain('href="tel:0853217777"');
    expect(partOf(await page('?details=open'), `b-${ready.id}`)).not.toContain('print-only');
    expect(await row(none.id)).toContain('未入力');
  });
});

describe('sessions that nobody has marked', () => {
  let own: TestHouse;
  let desk: StaffClient;
  beforeAll(async () => {
    own = await openTestHouse({ now: '2026-11-20T09:00' });
    desk = await signIn(own);
  });
  afterAll(() => own.close());
  const shown = async (query = '') => (await desk.get(`/console/izumo/today${query}`)).text();

  test('of the last fourteen days stand in a list, the oldest first, each with the way to its marks', async () => {
    expect(await shown()).not.toContain('結果が記録されていない相談');
    own.clock.set(inTokyo('2026-11-01T09:00'));
    const at = async (name: string, time: string) => bookedAt(own, await visitor(own, { name }), inTokyo(time));
    const [old, newer, older] = [
      await at('古すぎる方', '2026-11-05T16:00'),
      await at('新しい方', '2026-11-19T10:00'),
      await at('前の方', '2026-11-06T10:00'),
    ];
    const [came, running] = [await at('来た方', '2026-11-18T10:00'), await at('途中の方', '2026-11-20T08:45')];
    own.clock.set(inTokyo('2026-11-20T09:00'));
    await desk.post(`/console/izumo/bookings/${came.id}/attendance`, { what: 'attended' });
    const html = partOf(await shown(), 'unmarked') + (await shown()).split('id="unmarked"')[1];
    const ids = [...html.matchAll(/id="u-([0-9a-f-]{36})"/g)].map(([, id]) => id);
    expect(ids).toEqual([older.id, newer.id]);
    for (const { id } of [old, came, running]) expect(ids).not.toContain(id);
    expect(html).toContain(`href="/console/izumo/bookings/${older.id}"`);
    expect(await shown('?day=2026-11-19')).not.toContain('結果が記録されていない相談');
    await desk.post(`/console/izumo/bookings/${older.id}/attendance`, { what: 'attended-by-phone' });
    expect(await shown()).not.toContain(`u-${older.id}`);
    await desk.post(`/console/izumo/bookings/${newer.id}/attendance`, { what: 'no-show' });
    expect(await shown()).not.toContain('結果が記録されていない相談');
  });
});

describe('bookings that are left on closed days', () => {
  const closing = /休業日に予約が(\d)件残っています：11月30日（月）～12月1日（火）/;
  const left = async () => closing.exec(wordsOf(partOf(await page(), 'tasks')))?.[1];
  const close = () =>
    staff.post('/console/izumo/calendar/closures', { from: '2026-11-30', to: '2026-12-01', office: '', reason: '設備の点検' });

  test('stand on top until each is cancelled, or the closure was ended', async () => {
    const first = await bookedAt(house, await visitor(house), inTokyo('2026-11-30T11:00'));
    await bookedAt(house, await visitor(house), inTokyo('2026-12-01T11:00'), 'requested');
    await bookedAt(house, await visitor(house), inTokyo('2026-12-02T11:00'));
    expect(await left()).toBeUndefined();
    await close();
    expect(await left()).toBe('2');
    const html = partOf(await page(), 'tasks');
    const [, id] = /href="(\/console\/izumo\/calendar\/closures\/[0-9a-f-]{36})/.exec(html) ?? [];
    expect(wordsOf(html)).toContain('休業の理由：設備の点検');
    expect((await staff.get(id ?? '')).status).toBe(200);
    await house.store.turn(first.conversationId ?? '', (turn) =>
      turn.changeState({
        ...{ bookingId: first.id, from: ['confirmed'], to: 'cancelled', at: house.clock.now() },
        actor: { kind: 'staff', id: 'somebody' },
      }),
    );
    expect(await left()).toBe('1');
    await rows(house, 'UPDATE closure SET ended_at = now() WHERE ended_at IS NULL');
    expect(await left()).toBeUndefined();
  });
});

describe('one press', () => {
  test('notes that somebody came, once, and takes it back', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo(`${DAY}T09:30`));
    const first = await mark(id, 'attended', { 'back-day': DAY });
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toBe(`/console/izumo/today?day=${DAY}&said=attended#b-${id}`);
    expect(await stateOf(house, id)).toBe('attended');
    const second = await mark(id, 'attended');
    expect(second.headers.get('location')).toContain('now=attended');
    expect(await page('?now=attended')).toContain('今は「相談済み」です');
    await mark(id, 'undo');
    expect(await stateOf(house, id)).toBe('confirmed');
    const acts = await rows(house, `SELECT 1 FROM audit WHERE booking_id = $1 AND actor_id = $2`, [id, staff.staff.id]);
    expect(acts).toHaveLength(2);
  });

  test('notes a session by phone', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo(`${DAY}T09:30`));
    await mark(id, 'attended-by-phone');
    expect(await stateOf(house, id)).toBe('attended-by-phone');
    expect(await row(id)).toContain('電話で相談済み');
  });

  test('is not there before the day has come', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo('2026-11-24T09:30'));
    expect(await row(id, '?day=2026-11-24')).not.toContain('来ました');
    await mark(id, 'attended');
    expect(await stateOf(house, id)).toBe('confirmed');
  });

  test('settles a presumed cancellation: confirmed, or undone', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo(`${DAY}T09:30`));
    await presume(house, (await house.store.turn(id, (turn) => turn.booking(id))) ?? expect.fail());
    expect(await row(id)).toMatch(/みなしキャンセル .*来なかったことを確認 .*予約に戻す/);
    await mark(id, 'no-show');
    expect(await row(id)).toContain('不参加');
    await mark(id, 'undo');
    expect(await stateOf(house, id)).toBe('confirmed');
  });

  test.each(['', 'vanished'])('refuses a mark that is none (%j)', async (what) => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo(`${DAY}T09:30`));
    expect((await mark(id, what)).status).toBe(422);
    expect(await stateOf(house, id)).toBe('confirmed');
  });

  test('does nothing without the value that every form carries', async () => {
    const { id } = await bookedAt(house, await visitor(house), inTokyo(`${DAY}T09:30`));
    expect((await mark(id, 'attended', { csrf: 'guessed' })).status).not.toBe(303);
    expect(await stateOf(house, id)).toBe('confirmed');
  });
});

describe('what is to be done', () => {
  test('says whom to ring, with the number where it is known', async () => {
    await task(house, await visitor(house, { name: '電話ある子', phone: '0853-21-0001' }), 'not-delivered');
    await task(house, await visitor(house, { name: '電話なし男' }), 'not-delivered');
    const words = wordsOf(partOf(await page(), 'tasks'));
    expect(words).toMatch(/お知らせが届きません。電話してください 電話ある子 電話番号 0853-21-0001/);
    expect(words).toMatch(/電話なし男 電話番号は登録されていません/);
  });

  test('puts first what somebody waits for, and names the wish of those who cannot ring', async () => {
    await task(house, await visitor(house, { name: '先の方' }), 'cannot-use-phone', { about: 'cancelling' });
    await task(house, await visitor(house, { name: '急ぎの方' }), 'cannot-connect');
    const words = wordsOf(partOf(await page(), 'tasks'));
    expect(words.indexOf('急ぎの方')).toBeLessThan(words.indexOf('先の方'));
    expect(words).toContain('電話が使えない方から連絡がありました （キャンセルをご希望です）');
  });

  test('shows how long there is to answer a request, and leads to it', async () => {
    const who = await visitor(house, { name: '申込みの方' });
    const { id } = await bookedAt(house, who, inTokyo('2026-11-27T11:00'), 'requested');
    // Answered by when it says, whenever the task was raised.
    await task(house, who, 'answer-request', { bookingId: id, dueAt: house.clock.now() });
    const html = partOf(await page(), 'tasks');
    expect(wordsOf(html)).toMatch(/申込みの方 .*回答の期限 11月22日（日） あと2日/);
    expect(html).toContain(`href="/console/izumo/bookings/${id}"`);
  });

  test('says since when somebody is not connected, and speaks of no answer', async () => {
    const who = await visitor(house, { name: '接続待ちの方' });
    const { id } = await bookedAt(house, who, inTokyo(`${DAY}T09:30`));
    await task(house, who, 'not-connected', { bookingId: id, dueAt: house.clock.now() });
    const words = wordsOf(partOf(await page(), 'tasks'));
    expect(words).toMatch(/接続待ちの方 (?:(?!回答の期限|期限切れ).)*? 9:00から/);
  });

  test('counts the sessions of the next business day that have no meeting details', async () => {
    // The 21st to the 23rd are a weekend and a national holiday.
    await bookedAt(house, await visitor(house), inTokyo('2026-11-24T11:00'));
    const words = wordsOf(partOf(await page(), 'tasks'));
    expect(words).toMatch(/11月24日（火） の相談のうち\d+件に、ミーティング情報がまだ入力されていません/);
  });

  test('puts first those of today that are still to come and have none: their clients need them now', async () => {
    await bookedAt(house, await visitor(house), inTokyo(`${DAY}T15:00`));
    await bookedAt(house, await visitor(house), inTokyo('2026-11-24T13:30'));
    await task(house, await visitor(house, { name: 'つながらない方' }), 'cannot-connect');
    const html = partOf(await page(), 'tasks');
    const words = wordsOf(html);
    expect(words).toMatch(
      /^[^。]*?対応が必要なこと 11月20日（金） の相談のうち\d+件に、ミーティング情報がまだ入力されていません/,
    );
    expect(html.indexOf('task task-urgent')).toBeLessThan(html.indexOf('11月20日（金）'));
    expect(words.indexOf('11月24日（火） の相談のうち')).toBeGreaterThan(words.indexOf('つながらない方'));
  });

  test('holds My Page, an address that nobody confirmed, and a meeting that was not made, for pressing on the day itself only', async () => {
    const urgentOf = async (kind: string, time: string) => {
      const who = await visitor(house, { name: `${kind}の方` });
      const { id } = await bookedAt(house, who, inTokyo(time));
      await task(house, who, kind, { bookingId: id });
      const html = partOf(await page(), 'tasks');
      const before = html.slice(0, html.indexOf(`${kind}の方`));
      return [...before.matchAll(/<li class="([^"]*)"/g)].at(-1)?.[1] === 'task task-urgent';
    };
    expect(await urgentOf('my-page', `${DAY}T16:00`)).toBe(true);
    expect(await urgentOf('no-address', '2026-12-03T16:00')).toBe(false);
    expect(await urgentOf('make-meeting', `${DAY}T14:00`)).toBe(true);
  });

  test('says of whom the details never reached by the start that they are to be rung, and leads to the booking', async () => {
    const who = await visitor(house, { name: '届かない方', phone: '0853-21-0002' });
    const { id } = await bookedAt(house, who, inTokyo(`${DAY}T09:00`));
    await task(house, who, 'details-not-delivered', { bookingId: id });
    const html = partOf(await page(), 'tasks');
    expect(wordsOf(html)).toMatch(
      /ミーティング情報をお届けできないまま開始時刻になりました。ご本人へお電話ください 届かない方 電話番号 0853-21-0002/,
    );
    expect(html).toContain(`href="/console/izumo/bookings/${id}"`);
  });

  test('to put details into My Page is closed by saying so on the booking’s page, not by a tick', async () => {
    const who = await visitor(house, { name: 'マイページの方' });
    const { id } = await bookedAt(house, who, inTokyo(`${DAY}T15:00`));
    await task(house, who, 'my-page', { bookingId: id });
    const [open] = await rows<{ id: string }>(house, 'SELECT id FROM staff_task WHERE booking_id = $1', [id]);
    const html = partOf(await page(), 'tasks');
    expect(html).toContain(`/console/izumo/bookings/${id}`);
    expect(html).not.toContain(`/console/izumo/tasks/${open?.id}`);
  });

  test('is settled by a press, once', async () => {
    const who = await visitor(house, { name: '済んだ方' });
    await task(house, who, 'late');
    const [open] = await rows<{ id: string }>(house, 'SELECT id FROM staff_task WHERE conversation_id = $1', [
      who.conversationId,
    ]);
    const path = `/console/izumo/tasks/${open?.id}`;
    expect((await staff.post(path)).headers.get('location')).toContain('said=settled');
    expect((await staff.post(path)).headers.get('location')).toContain('said=settled-before');
    const [done] = await rows(house, 'SELECT done_by FROM staff_task WHERE id = $1', [open?.id]);
    expect(done).toEqual({ done_by: staff.staff.id });
    expect(await page()).not.toContain('済んだ方');
  });

  test('of another centre is not settled', async () => {
    const who = await visitor(house, { name: '待つ方' });
    await task(house, who, 'late');
    const [open] = await rows<{ id: string }>(house, 'SELECT id FROM staff_task WHERE conversation_id = $1', [
      who.conversationId,
    ]);
    const other = await signIn(house, { centres: ['hakodate'] });
    await other.post(`/console/hakodate/tasks/${open?.id}`);
    expect(await rows(house, 'SELECT 1 FROM staff_task WHERE id = $1 AND done_at IS NULL', [open?.id])).toHaveLength(1);
    expect((await staff.post('/console/izumo/tasks/not-an-id')).status).toBe(404);
  });
});

test('who is to be rung and left no phone can be looked up by the number', async () => {
  const { phone: _, ...known } = HANAKO;
  const [without, rung] = [
    await visitor(house, { ...known, name: '電話 無' }),
    await visitor(house, { name: '電話 有', phone: '0853-77-0002' }),
  ];
  for (const who of [without, rung]) await task(house, who, 'cannot-connect');
  const tasks = wordsOf(partOf(await page(), 'tasks'));
  expect(tasks).toMatch(/電話 無 電話番号は登録されていません 求職番号 13010-12345678/);
  expect(tasks).not.toMatch(/電話 有[^。]{0,40}求職番号/);
});
