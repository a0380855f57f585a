import { expect, test } from 'vitest';
import { enterDetails } from '../../office/reminding.ts';
import { consoleDesk, hidden } from '../desk.ts';
import { wordsOf } from '../office-day.ts';

const desk = consoleDesk();
const AT = '/console/izumo/reminders';
const DAY = { from: '2026-11-25', to: '2026-11-25', state: 'confirmed' };

test('the next business day’s confirmed bookings are shown, with who must be rung', async () => {
  const [one, blocked] = [
    await desk.booked('2026-11-24T09:30', { name: '山田 花子' }),
    await desk.booked('2026-11-24T11:00', { name: '青木 次郎' }),
  ];
  await desk.booked('2026-11-26T11:00', { name: '別日 の人' });
  await desk.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [blocked.conversationId]);
  const page = await (await desk.counsellor.get(AT)).text();
  expect(page).toContain('山田 花子');
  expect(page).toContain('青木 次郎');
  expect(page).toContain('電話してください');
  expect(page).not.toContain('別日 の人');
  expect(page).toContain(one.bookingId);
});

test('a preview shows the very text, the count against the month’s pushes, and sends nothing', async () => {
  const one = await desk.booked('2026-11-25T09:30', { name: '佐藤 一' });
  desk.platform.setMonthlyQuota('izumo', 500);
  const answer = await desk.counsellor.post(`${AT}/preview`, {
    ...DAY,
    booking: one.bookingId,
    template: 'session',
    extra: '<b>ご用意ください</b>',
  });
  const page = await answer.text();
  expect(answer.status).toBe(200);
  expect(page).toContain('上限 500通');
  expect(page).toContain('&lt;b>ご用意ください&lt;/b>');
  expect(page).toContain('11月25日(水) 9:30');
  expect(hidden(page, 'bookings')).toBe(one.bookingId);
  expect(desk.platform.chat(one.talk).messages.filter(({ by }) => by === 'push')).toEqual([]);
  desk.platform.setMonthlyQuota('izumo', undefined);
});

test('sending leads to the run, which shows each one’s fate; a second press is the same run and sends nothing twice', async () => {
  const one = await desk.booked('2026-11-25T11:00');
  const preview = await (
    await desk.counsellor.post(`${AT}/preview`, { ...DAY, booking: one.bookingId, template: 'preparation', extra: '' })
  ).text();
  const fields = Object.fromEntries(
    ['bookings', 'template', 'extra', 'state', 'once'].map((name) => [name, hidden(preview, name)]),
  );
  const sent = await desk.counsellor.post(AT, fields);
  const again = await desk.counsellor.post(AT, fields);
  expect([sent.status, again.status]).toEqual([303, 303]);
  const run = sent.headers.get('location') ?? '';
  expect(again.headers.get('location')).toBe(`${run}?said=before`);
  await desk.house.at('2026-11-20T10:00');
  const page = await (await desk.counsellor.get(run)).text();
  expect(page).toContain('送信が終わりました');
  expect(page).toContain('1件のうち1件が済みました');
  expect(desk.platform.chat(one.talk).messages.filter(({ by }) => by === 'push')).toHaveLength(1);
  expect(await (await desk.counsellor.get(`/console/izumo/notices?run=${run.split('/').at(-1)}`)).text()).toContain('送信済み');
});

test('everybody whom the filter finds can be picked at once', async () => {
  await Promise.all([desk.booked('2026-12-01T09:30', { name: '一人 目' }), desk.booked('2026-12-01T11:00', { name: '二人 目' })]);
  const day = { from: '2026-12-01', to: '2026-12-01', state: 'confirmed' };
  const page = await (await desk.counsellor.post(`${AT}/preview`, { ...day, all: 'yes', template: 'session', extra: '' })).text();
  expect(page).toContain('2件に送信する');
});

test('mistakes are named, and what was typed is kept', async () => {
  const one = await desk.booked('2026-11-25T13:30');
  const nobody = await desk.counsellor.post(`${AT}/preview`, { ...DAY, template: 'session', extra: 'そのまま' });
  expect(nobody.status).toBe(422);
  expect(await nobody.text()).toMatch(/送る予約を選んでください[\s\S]*そのまま/);
  const long = await desk.counsellor.post(`${AT}/preview`, {
    ...DAY,
    booking: one.bookingId,
    template: 'session',
    extra: 'あ'.repeat(301),
  });
  expect(long.status).toBe(422);
  expect(await long.text()).toContain('300文字以内');
  expect((await desk.counsellor.get(`${AT}?from=2026-11-30&to=2026-11-01`)).status).toBe(422);
});

test('another centre’s bookings, runs and pages are not found', async () => {
  const elsewhere = await desk.booked('2026-11-25T10:00', { centreId: 'hakodate' });
  expect((await desk.counsellor.get('/console/hakodate/reminders')).status).toBe(404);
  const preview = await desk.counsellor.post(`${AT}/preview`, {
    ...DAY,
    booking: elsewhere.bookingId,
    template: 'session',
    extra: '',
  });
  expect(preview.status).toBe(422);
  const once = '0d3f2c5e-54c8-4b5b-9a0e-0d5d1c1f7a11';
  const forged = { bookings: elsewhere.bookingId, template: 'session', extra: '', state: 'confirmed', once };
  expect((await desk.counsellor.post(AT, forged)).status).toBe(404);
  expect((await desk.counsellor.get(`${AT}/${once}`)).status).toBe(404);
  expect((await desk.counsellor.get(`${AT}/nothing`)).status).toBe(404);
});

test('who is left on a closed day is shown as such, and neither sent to nor rung', async () => {
  const left = await desk.booked('2026-12-02T09:30', { name: '休業 残子' });
  const where = { centreId: 'izumo', fromDay: '2026-12-02', toDay: '2026-12-02', reason: '研修' };
  await desk.house.store.writes.closures.add({ ...where, by: desk.counsellor.staff.id, at: desk.house.clock.now() });
  const day = { from: '2026-12-02', to: '2026-12-02', state: 'confirmed' };
  expect(await (await desk.counsellor.get(`${AT}?${new URLSearchParams(day)}`)).text()).toContain('休業日（送りません）');
  const preview = await desk.counsellor.post(`${AT}/preview`, {
    ...day,
    booking: left.bookingId,
    template: 'session',
    extra: '',
  });
  const page = await preview.text();
  expect(page).toContain('送れる予約がありません。');
  expect(page).not.toContain('電話が必要な方');
});

test('the preview promises 表示 only where the chat shows the details', async () => {
  const texts = await Promise.all(
    ['izumo', 'hakodate'].map(async (centreId) => {
      const one = await desk.booked('2026-12-03T13:30', { centreId, email: `${centreId}@example.jp` });
      await enterDetails({ parts: desk.house.house.parts, clock: desk.house.clock }, one);
      const now = desk.house.clock.now();
      await desk.house.store.turn(one.conversationId, (turn) => turn.openAddressLink(one.clientId, now, now.plus({ days: 1 })));
      const fields = {
        from: '2026-12-03',
        to: '2026-12-03',
        state: 'confirmed',
        booking: one.bookingId,
        template: 'details',
        extra: '',
      };
      return await (await desk.admin.post(`/console/${centreId}/reminders/preview`, fields)).text();
    }),
  );
  expect(texts[0]).not.toContain('［表示］');
  expect(texts[0]).toContain('先にメールアドレスのご確認が必要です');
  expect(texts[1]).toContain('［表示］');
  expect(texts[1]).not.toContain('先にメールアドレスのご確認が必要です');
});

test('whose meeting details nobody has entered are counted apart, and neither sent to nor to be rung', async () => {
  const day = { from: '2026-12-09', to: '2026-12-09', state: 'confirmed' };
  const people = ['入力 済', '未入力 一', '未入力 電話'];
  const [ready, , deaf] = await Promise.all(people.map((name) => desk.booked('2026-12-09T09:30', { name })));
  if (!ready || !deaf) throw new Error('nobody was booked');
  await enterDetails({ parts: desk.house.house.parts, clock: desk.house.clock }, ready);
  await desk.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [deaf.conversationId]);
  const preview = async (template: string) =>
    wordsOf(await (await desk.counsellor.post(`${AT}/preview`, { ...day, all: 'yes', template, extra: '' })).text());
  const details = await preview('details');
  expect(details).toContain('送る数 1件');
  expect(details).toContain('ミーティング情報が未入力（送りません） 2件');
  expect(details).not.toMatch(/電話が必要な方|未入力 一 さんへの文面/);
  expect(await preview('session')).toMatch(/送る数 2件 電話する数 1件/);
});
