import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let administrator: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  administrator = await signIn(house, { role: 'administrator' });
});
afterAll(() => house.close());

const LONG = 'あ'.repeat(20_000);

describe('a form', () => {
  it('of 180 KB is read on the page of terms alone, and there only from who is signed in', async () => {
    const draft = { terms: 'counselling', text: LONG, format: 'text', effective: '2027-03-01', ground: '1', changes: '整理' };
    expect((await administrator.post('/console/izumo/terms', draft)).status).toBe(303);
    expect((await administrator.post('/console/izumo/maintenance', { text: LONG })).status).toBe(413);
    const post = (path: string) =>
      fetch(house.url + path, { method: 'POST', body: new URLSearchParams(draft), redirect: 'manual' });
    const stranger = await post('/console/izumo/terms');
    expect([stranger.status, stranger.headers.get('location')]).toEqual([303, '/console/sign-in?to=%2Fconsole%2Fizumo%2Fterms']);
    expect((await post('/console/sign-in')).status).toBe(413);
  });

  it('of terms carries the value of its page all the same', async () => {
    const forged = await administrator.post('/console/izumo/terms', { csrf: 'x' });
    expect(forged.status).toBe(403);
  });
});

it('who is not signed in may ask 120 times a minute; who is signed in is not counted', async () => {
  const door = (cookie = '') => fetch(`${house.url}/console/sign-in`, { headers: { cookie, 'x-forwarded-for': '192.0.2.7' } });
  const statuses = new Set<number>();
  for (let asked = 0; asked < 121; asked += 1) statuses.add((await door('madoguchi_session=nobody')).status);
  expect([...statuses]).toEqual([200, 429]);
  const refused = await door();
  expect(refused.headers.get('retry-after')).toBe('60');
  expect(await refused.text()).toContain('操作の回数が多すぎます');
  expect((await administrator.get('/console/izumo/today', { 'x-forwarded-for': '192.0.2.7' })).status).toBe(200);
});

it('pages that were left open tell nothing of who may sign in: they are answered, and not counted', async () => {
  const ask = (path: string) =>
    fetch(`${house.url}/console${path}`, {
      headers: { cookie: `madoguchi_session=${'n'.repeat(43)}`, 'x-forwarded-for': '192.0.2.8' },
    });
  const statuses = new Set<number>();
  for (let asked = 0; asked < 130; asked += 1) statuses.add((await ask('/izumo/here')).status);
  expect([...statuses]).toEqual([401]);
  expect((await ask('/sign-in')).status).toBe(200);
  for (let asked = 0; asked < 130; asked += 1) await ask('/sign-in');
  expect([(await ask('/sign-in')).status, (await ask('/izumo/here')).status]).toEqual([429, 401]);
});
