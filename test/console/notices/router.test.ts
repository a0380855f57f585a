import { Duration } from 'luxon';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Booked } from '../../office/reminding.ts';
import { consoleDesk } from '../desk.ts';
import { partOf } from '../office-day.ts';

const desk = consoleDesk();
const AT = '/console/izumo/notices';

/** In whatever order they run: what a test tells stands above what others have told. */
beforeEach(() => desk.house.clock.advance(Duration.fromObject({ minutes: 1 })));

async function told(booking: Booked, kind: 'reminder-by-hand' | 'message', key: string): Promise<string> {
  const { store, clock } = desk.house;
  const what = { by: 'chat' as const, channel: 'line' as const, rendered: [{ type: 'text', text: 'お知らせです' }] };
  const row = { kind, centreId: 'izumo', officeId: 'izumo', clientId: booking.clientId, conversationId: booking.conversationId };
  const { noticeId } = await store.turn(booking.conversationId, (turn) =>
    turn.tell({ ...row, onceKey: key, bookingId: booking.bookingId, at: clock.now(), what }),
  );
  return noticeId ?? '';
}

const failedBecause = (id: string, why: string) =>
  desk.sql.query(
    `UPDATE outbox SET state = 'failed', why = $2, finished_at = now(), leased_until = NULL WHERE id = (SELECT outbox_id FROM notice WHERE id = $1)`,
    [id, why],
  );

test('each row says what, of which booking, to whom, over which channel, its fate and why; who must be rung stands with the number', async () => {
  const booking = await desk.booked('2026-11-24T09:30', { name: '伊藤 <i>花</i>' });
  const id = await told(booking, 'message', 'm-1');
  await failedBecause(id, 'quota: the month is used up');
  const page = await (await desk.counsellor.get(AT)).text();
  for (const words of [
    '職員からのメッセージ',
    '伊藤 &lt;i>花&lt;/i>',
    'LINE',
    '届いていません',
    '今月の通数の上限に達しました',
    '電話してください',
    '090-1234-5678',
  ]) {
    expect(page).toContain(words);
  }
  expect(page).toContain(`/console/izumo/notices/${id}/resend`);
});

describe('sending again is offered only where it can succeed:', () => {
  const offered = async (id: string) => (await (await desk.counsellor.get(AT)).text()).includes(`/notices/${id}/resend`);
  const telling = (booking: Booked, key: string) => {
    const { store, clock } = desk.house;
    const row = { kind: 'reminder-morning' as const, centreId: 'izumo', officeId: 'izumo', clientId: booking.clientId };
    const what = { by: 'nothing' as const, state: 'failed' as const, why: 'no-chat' };
    return store.turn(booking.conversationId, (turn) =>
      turn.tell({ ...row, onceKey: key, bookingId: booking.bookingId, at: clock.now(), what }),
    );
  };

  test('to somebody who had no chat, once there is one', async () => {
    const booking = await desk.booked('2026-11-24T10:00', { name: '電話 のみ' });
    const { noticeId = '' } = await telling(booking, 'no-chat-1');
    const chat = (client: string | null) =>
      desk.sql.query('UPDATE conversation SET client_id = $2 WHERE id = $1', [booking.conversationId, client]);
    await chat(null);
    expect(await offered(noticeId)).toBe(false);
    await chat(booking.clientId);
    expect(await offered(noticeId)).toBe(true);
  });

  test('not to somebody who has blocked us', async () => {
    const booking = await desk.booked('2026-11-24T10:30', { name: '受信 拒否' });
    const id = await told(booking, 'message', 'blocked-again');
    await failedBecause(id, 'unreachable: blocked or left');
    await desk.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [booking.conversationId]);
    expect(await offered(id)).toBe(false);
    await desk.sql.query('UPDATE conversation SET reachable = true WHERE id = $1', [booking.conversationId]);
    expect(await offered(id)).toBe(true);
  });

  test('not of a session that has begun, nor of a booking that was cancelled', async () => {
    const soon = desk.house.clock.now().plus({ minutes: 5 }).toFormat("yyyy-MM-dd'T'HH:mm");
    const [begun, cancelled] = [await desk.booked(soon), await desk.booked('2026-11-24T12:30')];
    const { noticeId: one = '' } = await telling(begun, 'over-1');
    const { noticeId: other = '' } = await telling(cancelled, 'over-2');
    expect([await offered(one), await offered(other)]).toEqual([true, true]);
    desk.house.clock.advance(Duration.fromObject({ minutes: 6 }));
    const by = { id: desk.counsellor.staff.id };
    await desk.house.office.cancel({ by, bookingId: cancelled.bookingId, wish: 'office', reason: '停電のため' });
    expect([await offered(one), await offered(other)]).toEqual([false, false]);
  });

  test('not of what was sent again already', async () => {
    const booking = await desk.booked('2026-11-24T13:00', { name: '再送 済み' });
    const id = await told(booking, 'message', 'again-2');
    await failedBecause(id, 'rejected: 400');
    expect(await offered(id)).toBe(true);
    await desk.counsellor.post(`${AT}/${id}/resend`, { back: '' });
    expect(await offered(id)).toBe(false);
  });
});

test('whoever has blocked us is to be rung where something was left unsaid, and never also "not needed"', async () => {
  const rowOf = async (why: string) => {
    const booking = await desk.booked('2026-11-25T13:30', { name: `受信 ${why}` });
    const { store, clock } = desk.house;
    const row = { kind: 'reminder-day-before' as const, centreId: 'izumo', officeId: 'izumo', clientId: booking.clientId };
    const { noticeId } = await store.turn(booking.conversationId, (turn) =>
      turn.tell({
        ...{ ...row, conversationId: booking.conversationId, onceKey: `blocked-${why}`, bookingId: booking.bookingId },
        ...{ at: clock.now(), what: { by: 'nothing', state: 'not-needed', why } },
      }),
    );
    await desk.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [booking.conversationId]);
    const page = await (await desk.counsellor.get(AT)).text();
    const words = partOf(page, `notice-${noticeId}`);
    return [words.includes('電話してください'), words.includes('送信不要')];
  };
  expect(await rowOf('late')).toEqual([true, false]);
  expect(await rowOf('booking-changed')).toEqual([false, true]);
});

test('filters by state, kind and day narrow the list', async () => {
  const booking = await desk.booked('2026-11-24T11:00', { name: '絞込 一' });
  await told(booking, 'reminder-by-hand', 'r-1');
  const shows = async (query: string) => (await (await desk.counsellor.get(`${AT}${query}`)).text()).includes('絞込 一');
  expect(await shows('?kind=reminder-by-hand')).toBe(true);
  expect(await shows('?kind=message')).toBe(false);
  expect(await shows('?state=not-needed')).toBe(false);
  expect(await shows('?from=2026-11-20&to=2026-11-20')).toBe(true);
  expect(await shows('?from=2026-11-21')).toBe(false);
  expect(await shows('?state=nonsense&kind=%00&office=nowhere&from=yesterday&after=x&run=1')).toBe(true);
});

test('pages of fifty follow each other without a gap or a repetition', async () => {
  const booking = await desk.booked('2026-11-24T13:30', { name: '頁 送' });
  for (let count = 0; count < 60; count += 1) await told(booking, 'message', `page-${count}`);
  const seen = new Set<string>();
  let path: string | undefined = AT;
  let pages = 0;
  while (path !== undefined && pages < 9) {
    const page: string = await (await desk.counsellor.get(path)).text();
    const ids = [...page.matchAll(/id="notice-([0-9a-f-]+)"/g)].map(([, id]) => id ?? '');
    expect(ids.length).toBeLessThanOrEqual(50);
    expect(ids.filter((id) => seen.has(id))).toEqual([]);
    for (const id of ids) seen.add(id);
    const next = /href="([^"]*after=[^"]*)"/.exec(page)?.[1];
    path = next?.replaceAll('&amp;', '&');
    pages += 1;
  }
  const { rows } = await desk.sql.query<{ count: string }>("SELECT count(*) FROM notice WHERE centre_id = 'izumo'");
  expect(seen.size).toBe(Number(rows[0]?.count));
  expect(pages).toBeGreaterThan(1);
});

test('one that failed is sent again at a press, and not twice', async () => {
  const booking = await desk.booked('2026-11-24T15:00', { name: '再送 太郎' });
  const id = await told(booking, 'message', 'again-1');
  await failedBecause(id, 'rejected: 400');
  const press = () => desk.counsellor.post(`${AT}/${id}/resend`, { back: '?state=failed' });
  const first = await press();
  expect(first.headers.get('location')).toBe('/console/izumo/notices?state=failed&said=sent');
  expect((await press()).headers.get('location')).toContain('said=not-failed');
  await desk.house.settle();
  expect(desk.platform.chat(booking.talk).messages.filter(({ by }) => by === 'push')).toHaveLength(1);
  expect(await (await desk.counsellor.get(`${AT}?said=sent`)).text()).toContain('もう一度送りました');
});

test('another centre’s notices are not found', async () => {
  const booking = await desk.booked('2026-11-25T15:00');
  const id = await told(booking, 'message', 'elsewhere-1');
  await failedBecause(id, 'rejected: 400');
  expect((await desk.admin.post(`/console/hakodate/notices/${id}/resend`)).status).toBe(404);
  expect((await desk.counsellor.get('/console/hakodate/notices')).status).toBe(404);
  expect((await desk.counsellor.post(`${AT}/nothing/resend`)).status).toBe(404);
});
