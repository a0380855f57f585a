import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { confirmedAt } from './booked.ts';

let house: TestHouse;
let staff: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  staff = await signIn(house);
});
afterAll(() => house.close());

const BASE = '/console/izumo/calendar/closures';
const add = (fields: Record<string, string>) => staff.post(BASE, { from: '', to: '', reason: '', ...fields });
const idIn = (location: string | null) => /closures\/([0-9a-f-]{36})/.exec(location ?? '')?.[1] ?? '';

test('days are closed; their bookings are listed and treated; the days are open again once it is ended', async () => {
  const booking = await confirmedAt(house, inTokyo('2026-12-15T11:00'), { name: '休業 当子' });
  const other = await confirmedAt(house, inTokyo('2026-12-17T11:00'), { name: '関係 無夫' });
  const added = await add({ from: '2026-12-14', to: '2026-12-16', reason: '庁舎の停電' });
  expect(added.status).toBe(303);
  const id = idIn(added.headers.get('location'));
  const page = await (await staff.get(`${BASE}/${id}`)).text();
  expect(page).toContain('12月14日（月）～12月16日（水）');
  expect(page).toContain('休業 当子');
  expect(page).not.toContain('関係 無夫');
  expect(page).toContain('value="2026-12-17T13:30"');
  // Not to another closed day.
  expect(page).not.toContain('<option value="2026-12-16');

  const week = await (await staff.get('/console/izumo/calendar?day=2026-12-15')).text();
  expect(week).toContain('休業：庁舎の停電');
  expect(week).toMatch(/id="slot-2612150930"[\s\S]{0,300}休業/);

  const slot = async () => (await staff.get('/console/izumo/calendar/slot?at=2026-12-15T11:00')).text();
  expect(await slot()).toMatch(/banner-warn[^<]*>この日は休業です。[^<]*残っている予約には、自動のお知らせを送りません。/);

  const treated = await staff.post(`${BASE}/${id}`, {
    ...{ [`what-${booking.id}`]: 'move', [`to-${booking.id}`]: '2026-12-17T13:30', reason: '停電のため' },
  });
  expect(await treated.text()).toContain('12月17日（木） 13:30に移しました');
  await house.settle();
  expect(await house.store.turn(booking.id, (turn) => turn.booking(booking.id))).toMatchObject({ state: 'moved' });
  expect(await house.store.turn(other.id, (turn) => turn.booking(other.id))).toMatchObject({ state: 'confirmed' });
  expect(await (await staff.get(`${BASE}/${id}`)).text()).toContain('この期間に予約はありません。');

  const ended = await staff.post(`${BASE}/end`, { id });
  expect(await (await staff.get(ended.headers.get('location') ?? '')).text()).toContain('休業を終わらせました。');
  const again = await staff.post(`${BASE}/end`, { id });
  expect(await (await staff.get(again.headers.get('location') ?? '')).text()).toContain('すでに終わっています');
  expect(await (await staff.get('/console/izumo/calendar?day=2026-12-15')).text()).not.toContain('庁舎の停電');
});

test('a closure may end or be treated by staff of its centre only', async () => {
  const id = idIn((await add({ from: '2026-12-21', to: '2026-12-21', reason: '研修' })).headers.get('location'));
  const other = await signIn(house, { centres: ['hakodate'] });
  expect((await other.get(`/console/hakodate/calendar/closures/${id}`)).status).toBe(404);
  await other.post('/console/hakodate/calendar/closures/end', { id });
  expect((await staff.get(`${BASE}/${id}`)).status).toBe(200);
});

test.each([
  ['without days', {}, '最初の日を入力してください'],
  ['in the past', { from: '2026-11-19', to: '2026-11-20', reason: '理由' }, '今日より前の日'],
  ['backwards', { from: '2026-12-10', to: '2026-12-09', reason: '理由' }, '最初の日以後'],
  ['too far ahead', { from: '2028-01-10', to: '2028-01-11', reason: '理由' }, '1年より先'],
  ['without a reason', { from: '2026-12-10', to: '2026-12-10' }, '理由を100字まで'],
  [
    'for an office that is not the centre’s',
    { from: '2026-12-10', to: '2026-12-10', reason: '理由', office: 'x' },
    '窓口を選んで',
  ],
])('a closure %s is refused in words and keeps what was typed', async (_, fields, why) => {
  const refused = await add(fields);
  expect(refused.status).toBe(422);
  const page = await refused.text();
  expect(page).toContain(why);
  for (const [name, value] of Object.entries(fields)) if (name !== 'office') expect(page).toContain(`value="${value}"`);
});
