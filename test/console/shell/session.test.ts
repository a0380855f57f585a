import { Duration } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PASSWORD, type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let counsellor: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  counsellor = await signIn(house, { login: 'Tantou', centres: ['izumo'] });
});
afterAll(() => house.close());

/** A browser without a session: the cookie and value of the sign-in form. */
async function atTheDoor(path = '/console/sign-in') {
  const answer = await fetch(house.url + path, { redirect: 'manual' });
  const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const csrf = /name="csrf" value="([^"]+)"/.exec(await answer.text())?.[1] ?? '';
  return (fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(house.url + path, {
      method: 'POST',
      headers: { cookie, ...headers },
      body: new URLSearchParams({ csrf, ...fields }),
      redirect: 'manual',
    });
}

describe('the sign-in', () => {
  it('leads to the page that was asked for, with a cookie that no script and no other site gets', async () => {
    const asked = await fetch(`${house.url}/console/izumo/staff?x=1`, { redirect: 'manual' });
    expect(asked.status).toBe(303);
    const door = asked.headers.get('location') ?? '';
    expect(door).toBe('/console/sign-in?to=%2Fconsole%2Fizumo%2Fstaff%3Fx%3D1');
    const post = await atTheDoor();
    const answer = await post({ login: 'tantou', password: PASSWORD, to: '/console/izumo/staff?x=1' });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/console/izumo/staff?x=1']);
    const cookie = answer.headers.getSetCookie().find((it) => it.startsWith('madoguchi_session='));
    expect(cookie).toMatch(/; Path=\/console; HttpOnly; SameSite=Strict$/);
  });

  it.each(['https://evil.example/', '//evil.example/', '/console//evil.example', '/terms/izumo', '/console/\\evil'])(
    'never leads to %s',
    async (to) => {
      const post = await atTheDoor();
      const answer = await post({ login: 'tantou', password: PASSWORD, to });
      expect(answer.headers.get('location')).toBe('/console');
    },
  );

  it('says the same of a wrong password and of an unknown login, and keeps what was typed but the password', async () => {
    const post = await atTheDoor();
    const wrong = await (await post({ login: 'tantou', password: 'wrong password 1' })).text();
    const unknown = await (await post({ login: 'nobodyy', password: 'wrong password 1' })).text();
    expect(wrong).toContain('ログインできませんでした');
    expect(wrong).toContain('value="tantou"');
    expect(wrong).not.toContain('wrong password 1');
    const plain = (page: string) => page.replaceAll(/tantou|nobodyy/g, '');
    expect(plain(wrong)).toBe(plain(unknown));
  });

  it('is refused without the value of its form, and from another site', async () => {
    const fields = { login: 'tantou', password: PASSWORD };
    const bare = await fetch(`${house.url}/console/sign-in`, { method: 'POST', body: new URLSearchParams(fields) });
    const post = await atTheDoor();
    const elsewhere = await post(fields, { 'sec-fetch-site': 'cross-site' });
    const origin = await post(fields, { origin: 'https://evil.example' });
    expect([bare.status, elsewhere.status, origin.status]).toEqual([403, 403, 403]);
  });

  it('opens a page that another site links to once more from here, since the cookie stays at home', async () => {
    const link = await fetch(`${house.url}/console/izumo/today?day=x`, {
      headers: { 'sec-fetch-site': 'cross-site' },
      redirect: 'manual',
    });
    expect(link.status).toBe(200);
    expect(await link.text()).toContain('url=/console/izumo/today?day=x&amp;landed=1');
    const again = await fetch(`${house.url}/console/izumo/today?landed=1`, {
      headers: { 'sec-fetch-site': 'cross-site' },
      redirect: 'manual',
    });
    expect(again.status).toBe(303);
  });
});

describe('a session', () => {
  it('outlasts an hour of counselling in which nobody touches the console', async () => {
    const own = await signIn(house);
    await house.clock.advance(Duration.fromObject({ minutes: 89 }));
    expect((await own.get('/console/izumo/today')).status).toBe(200);
  });

  it('idle for an hour and a half leads to the sign-in, which says why; a live part leaves the page as it is', async () => {
    const own = await signIn(house);
    await house.clock.advance(Duration.fromObject({ minutes: 90 }));
    const page = await own.get('/console/izumo/maintenance');
    expect(page.headers.get('location')).toBe('/console/sign-in?to=%2Fconsole%2Fizumo%2Fmaintenance&ended=1');
    const live = await own.get('/console/izumo/maintenance', { 'hx-request': 'true' });
    expect([live.status, live.headers.get('hx-redirect')]).toEqual([401, null]);
  });

  it('is not kept alive by what a page fetches by itself', async () => {
    const own = await signIn(house, { role: 'administrator' });
    await house.clock.advance(Duration.fromObject({ minutes: 80 }));
    expect((await own.get('/console/izumo/maintenance', { 'x-live': '1' })).status).toBe(200);
    expect((await own.get('/console/izumo/here')).status).toBe(204);
    await house.clock.advance(Duration.fromObject({ minutes: 10 }));
    expect((await own.get('/console/izumo/here')).status).toBe(401);
    expect((await own.get('/console/izumo/maintenance')).status).toBe(303);
  });

  it('ends at the sign-out', async () => {
    const own = await signIn(house);
    expect((await own.post('/console/sign-out')).headers.get('location')).toBe('/console/sign-in?out=1');
    expect((await own.get('/console')).headers.get('location')).toBe('/console/sign-in?ended=1');
  });

  it('ended in one tab is ended once more in another: nothing stands at the address of the sign-out to come back to', async () => {
    const own = await signIn(house);
    await own.post('/console/sign-out');
    const body = new URLSearchParams({ csrf: own.csrf });
    const second = await fetch(`${house.url}/console/sign-out`, { method: 'POST', body, redirect: 'manual' });
    expect([second.status, second.headers.get('location')]).toEqual([303, '/console/sign-in?out=1']);
  });
});

describe('a form', () => {
  it.each([
    ['no value', { csrf: '' }, {}],
    ['the value of another session', { csrf: 'x'.repeat(43) }, {}],
    ['another site', {}, { 'sec-fetch-site': 'same-site' }],
  ])('with %s changes nothing, and a page says what to do', async (_name, fields, headers) => {
    const own = await signIn(house, { role: 'administrator' });
    const body = new URLSearchParams({
      csrf: own.csrf,
      text: 'お休み',
      from: '2027-01-01T10:00',
      until: '2027-01-02T10:00',
      ...fields,
    });
    const answer = await fetch(`${house.url}/console/izumo/maintenance`, {
      method: 'POST',
      headers: { cookie: own.cookie, ...headers },
      body,
    });
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('何も変更していません');
    expect(await house.store.reads.maintenance.list('izumo')).toEqual([]);
  });

  it('too large to be read is answered in words', async () => {
    const own = await signIn(house, { role: 'administrator' });
    const answer = await own.post('/console/izumo/maintenance', { text: 'x'.repeat(4_000_000) });
    expect(answer.status).toBe(413);
    expect(await answer.text()).toContain('読み取れませんでした');
  });
});

describe('a centre', () => {
  it.each(['/console/hakodate/maintenance', '/console/nowhere/maintenance', '/console/izumo/nothing', '/console/%00/today'])(
    '%s is not found for somebody of izumo',
    async (path) => {
      const own = await signIn(house, { role: 'administrator' });
      const answer = await own.get(path);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toContain('ページが見つかりません');
    },
  );

  it('asked for without a session tells nothing of what is there', async () => {
    for (const path of ['/console/izumo/staff', '/console/nowhere/staff']) {
      expect((await fetch(house.url + path, { redirect: 'manual' })).status).toBe(303);
    }
  });

  it('keeps its pages for administrators from others, in words', async () => {
    const own = await signIn(house);
    for (const page of ['staff', 'audit', 'maintenance']) {
      const answer = await own.get(`/console/izumo/${page}`);
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('管理者だけが使えます');
    }
    expect((await own.post('/console/izumo/maintenance')).status).toBe(403);
  });

  it('is chosen by who has several; who has one goes there', async () => {
    const one = await signIn(house);
    expect((await one.get('/console')).headers.get('location')).toBe('/console/izumo/today');
    const two = await signIn(house, { centres: ['izumo', 'hakodate'] });
    const page = await (await two.get('/console')).text();
    expect(page).toContain('href="/console/izumo/today"');
    expect(page).toContain('href="/console/hakodate/today"');
    expect(page).not.toContain('matsudo');
  });
});

it('every page forbids inline script and style, other hosts, frames and keeping', async () => {
  const { headers } = await counsellor.get('/console/password');
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'none';script-src 'self';style-src 'self';font-src 'self';img-src 'self' data:;connect-src 'self';form-action 'self';base-uri 'none';frame-ancestors 'none'",
  );
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});
