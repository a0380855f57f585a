import { Duration } from 'luxon';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';
import { visitor } from '../office-day.ts';

let house: TestHouse;
let administrator: StaffClient;
let elsewhere: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  administrator = await signIn(house, { role: 'administrator', centres: ['izumo'], name: '出雲 花子' });
  elsewhere = await signIn(house, { role: 'administrator', centres: ['hakodate'], name: '函館 一郎' });
});
afterAll(() => house.close());

const period = { from: '2026-12-01T09:00', until: '2026-12-01T12:00' };
const page = async (query = '') => (await administrator.get(`/console/izumo/audit${query}`)).text();
const rows = (text: string) => text.match(/<tr/g)?.length ?? 0;

it('tells who did what at the centre, and signed in, of its own people only', async () => {
  await administrator.post('/console/izumo/maintenance', { text: 'お休み', ...period });
  await elsewhere.post('/console/hakodate/maintenance', { text: 'お休み', ...period });
  await house.store.staff.signIn({ login: elsewhere.staff.login, password: 'wrong', now: house.clock.now() });
  const text = await page();
  expect(text).toContain('出雲 花子');
  expect(text).toContain('メンテナンスの案内を登録');
  expect(text).toContain('職員の登録');
  expect(text).not.toContain('函館 一郎');
});

it('leads to the client whom an act was about, and to nobody of another centre', async () => {
  const { clientId, conversationId } = await visitor(house, { name: '出雲太郎' });
  const form = { reason: '無断の録音', note: '電話でご相談ください。', 'review-on': '2026-12-21' };
  await administrator.post(`/console/izumo/clients/${clientId}/suspend`, form);
  const shown = await page('?kind=people');
  expect(shown).toContain('利用を停止しました');
  expect(shown).toContain(`<a href="/console/izumo/clients/${clientId}">出雲太郎</a>`);
  await house.store.turn(conversationId, (turn) =>
    turn.writeAudit([
      {
        ...{ at: house.clock.now(), actor: { kind: 'client', id: conversationId }, centreId: 'hakodate', conversationId },
        ...{ action: 'message-sent', detail: { clientId } },
      },
    ]),
  );
  expect(await (await elsewhere.get('/console/hakodate/audit?kind=people')).text()).not.toContain(clientId);
});

it('is filtered by day, kind of act and person', async () => {
  const other = await signIn(house, { name: '相談 三郎' });
  expect(await page(`?person=${other.staff.id}&kind=accounts`)).toContain('職員の登録');
  expect(await page(`?person=${other.staff.id}&kind=office`)).toContain('条件に合う記録はありません');
  expect(await page('?from=2026-11-20&until=2026-11-20')).toContain('職員の登録');
  expect(await page('?until=2026-11-19')).toContain('条件に合う記録はありません');
  expect(await page('?from=2026-11-21')).toContain('条件に合う記録はありません');
});

it.each(['?from=yesterday', '?until=2026-13-01', '?from=2026-11-21&until=2026-11-20'])(
  '%s is a mistake in words',
  async (query) => {
    const answer = await administrator.get(`/console/izumo/audit${query}`);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('class="errors"');
  },
);

it('shows fifty a page, the newest first', async () => {
  const own = await openTestHouse();
  const one = await signIn(own, { role: 'administrator' });
  for (let count = 0; count < 52; count++) {
    await one.post('/console/izumo/maintenance', { text: `案内${count}`, ...period });
    await own.clock.advance(Duration.fromObject({ seconds: 1 }));
  }
  const first = await (await one.get('/console/izumo/audit?kind=office')).text();
  expect(rows(first)).toBe(1 + 50);
  expect(first).toContain('page=2');
  const second = await (await one.get('/console/izumo/audit?kind=office&page=2')).text();
  expect(rows(second)).toBe(1 + 2);
  await own.close();
});
