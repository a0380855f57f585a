import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let administrator: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  administrator = await signIn(house, { role: 'administrator', centres: ['izumo', 'hakodate'] });
});
afterAll(() => house.close());

const PAGE = '/console/izumo/maintenance';
const shown = (centreId = 'izumo') =>
  house.store.turn('00000000-0000-4000-8000-000000000003', (turn) => turn.maintenance(centreId, house.clock.now()));

it('a notice holds at its centre for its period until it is withdrawn', async () => {
  const text = '22時から お休みします。\n<b>お急ぎの方は電話で</b>';
  const made = await administrator.post(PAGE, { text, from: '2026-11-20T09:00', until: '2026-11-20T18:00' });
  expect(made.headers.get('location')).toBe(`${PAGE}?done=announced`);
  expect((await shown())?.texts).toEqual({ ja: text, 'ja-easy': undefined, en: undefined });
  expect(await shown('hakodate')).toBeUndefined();
  const page = await (await administrator.get(`${PAGE}?done=announced`)).text();
  expect(page).toContain('案内を登録しました。');
  expect(page).toContain('&lt;b>お急ぎの方は電話で&lt;/b>');
  const [it] = await house.store.reads.maintenance.list('izumo');
  // From the page of another centre it is unknown.
  expect((await administrator.post(`/console/hakodate/maintenance/${it?.id}/withdraw`)).status).toBe(404);
  expect((await administrator.post(`${PAGE}/${it?.id}/withdraw`)).headers.get('location')).toBe(`${PAGE}?done=withdrawn`);
  expect((await administrator.post(`${PAGE}/${it?.id}/withdraw`)).headers.get('location')).toBe(`${PAGE}?done=before`);
  expect(await shown()).toBeUndefined();
});

it('a notice has the words of each language of the chat that were given', async () => {
  const texts = { text: '点検します。', 'text-easy': '調（しら）べます。', 'text-en': 'We check <things>.' };
  await administrator.post(PAGE, { ...texts, from: '2026-11-20T08:00', until: '2026-11-20T18:00' });
  expect((await shown())?.texts).toEqual({ ja: '点検します。', 'ja-easy': '調（しら）べます。', en: 'We check <things>.' });
  const page = await (await administrator.get(PAGE)).text();
  expect(page).toContain('We check &lt;things>.');
  const made = (await house.store.reads.maintenance.list('izumo')).find((it) => it.texts.en !== undefined);
  await administrator.post(`${PAGE}/${made?.id}/withdraw`);
});

it.each([
  ['301 characters of English', { 'text-en': 'a'.repeat(301) }, '英語（English）の文章は300文字以内'],
  ['no text', { text: '   ' }, '案内の文章を入力してください。'],
  ['301 characters', { text: 'あ'.repeat(301) }, '300文字以内で入力してください（いま301文字）'],
  ['no beginning', { from: '' }, '表示を始める日時を入力してください。'],
  ['a day that does not exist', { until: '2026-11-31T10:00' }, '表示を終える日時を入力してください。'],
  ['an end before its beginning', { until: '2026-11-30T22:00' }, '始める日時より後にしてください。'],
  ['an end that has passed', { from: '2026-11-19T09:00', until: '2026-11-20T10:00' }, 'これから先にしてください。'],
])('a notice with %s is refused in words and keeps what was typed', async (_name, fields, words) => {
  const before = (await house.store.reads.maintenance.list('izumo')).length;
  const answer = await administrator.post(PAGE, {
    text: '夜間のお休み',
    from: '2026-11-30T22:00',
    until: '2026-12-01T06:00',
    ...fields,
  });
  const page = await answer.text();
  expect(answer.status).toBe(422);
  expect(page).toContain(words);
  if (!('text' in fields)) expect(page).toContain('夜間のお休み</textarea>');
  expect((await house.store.reads.maintenance.list('izumo')).length).toBe(before);
});
