import { Duration } from 'luxon';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let administrator: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  administrator = await signIn(house, { role: 'administrator', centres: ['izumo', 'hakodate'], name: '出雲 花子' });
});
afterAll(() => house.close());

const STAFF = '/console/izumo/staff';
const linkIn = (page: string) => /\/console\/welcome\/([\w-]{43})/.exec(page)?.[1] ?? '';

describe('an invitation', () => {
  it('is a link that is shown once, for the role and the centres that were chosen', async () => {
    const answer = await administrator.post(STAFF, { role: 'counsellor', centres: ['izumo', 'hakodate'] });
    const token = linkIn(await answer.text());
    expect(await house.store.staff.invitation(token, house.clock.now())).toEqual({
      kind: 'join',
      role: 'counsellor',
      centreIds: ['izumo', 'hakodate'],
    });
    expect(await (await administrator.get(STAFF)).text()).not.toContain(token);
  });

  it.each([
    ['no role', { role: '', centres: ['izumo'] }, '役割を選んでください。'],
    ['an unknown role', { role: 'root', centres: ['izumo'] }, '役割を選んでください。'],
    ['no centre', { role: 'counsellor', centres: [] }, '担当の施設を1つ以上選んでください。'],
    [
      'a centre that is not the administrator’s',
      { role: 'counsellor', centres: ['izumo', 'matsudo-mothers'] },
      '担当の施設を1つ以上選んでください。',
    ],
  ])('with %s is refused in words', async (_name, fields, words) => {
    const answer = await administrator.post(STAFF, fields);
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain(words);
  });

  it('is made void from the list', async () => {
    // The list is in the order of their making.
    await house.clock.advance(Duration.fromObject({ seconds: 1 }));
    const token = linkIn(await (await administrator.post(STAFF, { role: 'counsellor', centres: ['izumo'] })).text());
    const open = await house.store.staff.openInvitations('izumo', house.clock.now());
    const newest = open.at(-1);
    const answer = await administrator.post(`${STAFF}/invitations/${newest?.id}/withdraw`);
    expect(answer.headers.get('location')).toBe(`${STAFF}?said=withdrawn`);
    expect(await house.store.staff.invitation(token, house.clock.now())).toBeUndefined();
  });
});

describe('an account', () => {
  it('is disabled, enabled again, and got a link for a new password', async () => {
    const other = await signIn(house, { name: '相談 次郎' });
    const at = `${STAFF}/${other.staff.id}`;
    expect((await administrator.post(`${at}/disable`)).headers.get('location')).toBe(`${STAFF}?said=disabled`);
    expect((await other.get('/console')).status).toBe(303);
    expect((await administrator.post(`${at}/enable`)).headers.get('location')).toBe(`${STAFF}?said=enabled`);
    const token = linkIn(await (await administrator.post(`${at}/reset`)).text());
    expect(await house.store.staff.invitation(token, house.clock.now())).toMatchObject({
      kind: 'new-password',
      name: '相談 次郎',
    });
  });

  it('of oneself, of a wider reach, or of another centre is left alone', async () => {
    const wider = await signIn(house, { centres: ['izumo', 'matsudo-mothers'] });
    const elsewhere = await signIn(house, { centres: ['matsudo-mothers'] });
    const disable = (id: string) => administrator.post(`${STAFF}/${id}/disable`);
    expect((await disable(administrator.staff.id)).headers.get('location')).toBe(`${STAFF}?said=oneself`);
    expect((await disable(wider.staff.id)).headers.get('location')).toBe(`${STAFF}?said=not-yours`);
    expect((await disable(elsewhere.staff.id)).status).toBe(404);
    expect((await disable('no-id')).status).toBe(404);
    expect(await (await administrator.get(`${STAFF}?said=not-yours`)).text()).toContain('その施設の管理者にご相談ください');
  });

  it('with which nothing may be done says why where its buttons would be', async () => {
    const wider = await signIn(house, { centres: ['izumo', 'matsudo-mothers'], name: '広域 四郎' });
    const own = await signIn(house, { name: '相談 五郎' });
    const page = await (await administrator.get(STAFF)).text();
    const rowOf = (name: string) => page.split('<tr').find((row) => row.includes(name)) ?? '';
    expect(rowOf('広域 四郎')).toContain('あなたが担当していない施設も担当しているため');
    expect(page).not.toContain(`${STAFF}/${wider.staff.id}`);
    for (const act of ['', '/reset', '/disable']) expect(rowOf('相談 五郎')).toContain(`${STAFF}/${own.staff.id}${act}"`);
  });

  it('with HTML for a name is shown as text', async () => {
    await signIn(house, { name: '<img src=x onerror=alert(1)>' });
    const page = await (await administrator.get(STAFF)).text();
    expect(page).toContain('&lt;img src=x');
    expect(page).not.toContain('<img');
  });
});

describe('role and centres', () => {
  it('are changed on a page of their own, and seen with the person’s next page', async () => {
    const other = await signIn(house, { name: '相談 三郎' });
    const at = `${STAFF}/${other.staff.id}`;
    const page = await (await administrator.get(at)).text();
    expect(page).toContain('相談 三郎さんの役割と施設');
    expect((await other.get(STAFF)).status).toBe(403);
    const answer = await administrator.post(at, { role: 'administrator', centres: ['izumo', 'hakodate'] });
    expect(answer.headers.get('location')).toBe(`${STAFF}?said=reassigned`);
    expect((await other.get(STAFF)).status).toBe(200);
    await administrator.post(at, { role: 'counsellor', centres: ['hakodate'] });
    expect((await other.get('/console/izumo/today')).status).toBe(404);
    expect((await other.get('/console/hakodate/today')).status).toBe(200);
  });

  it('that cannot be changed are said to be so, and stay', async () => {
    const wider = await signIn(house, { centres: ['izumo', 'matsudo-mothers'] });
    const elsewhere = await signIn(house, { centres: ['matsudo-mothers'] });
    const own = await signIn(house);
    const fields = { role: 'counsellor', centres: ['izumo'] };
    expect(await (await administrator.get(`${STAFF}/${administrator.staff.id}`)).text()).toContain('ご自身の役割と施設は');
    const oneself = await administrator.post(`${STAFF}/${administrator.staff.id}`, fields);
    expect([oneself.status, (await oneself.text()).includes('ほかの管理者にご依頼ください')]).toEqual([422, true]);
    expect((await administrator.post(`${STAFF}/${wider.staff.id}`, fields)).status).toBe(422);
    for (const id of [elsewhere.staff.id, 'no-id']) {
      expect([
        (await administrator.get(`${STAFF}/${id}`)).status,
        (await administrator.post(`${STAFF}/${id}`, fields)).status,
      ]).toEqual([404, 404]);
    }
    const none = await administrator.post(`${STAFF}/${own.staff.id}`, { role: 'counsellor', centres: ['matsudo-mothers'] });
    expect(await none.text()).toContain('担当の施設を1つ以上選んでください。');
    expect((await own.post(`${STAFF}/${own.staff.id}`, { role: 'administrator', centres: ['izumo'] })).status).toBe(403);
    expect((await own.get('/console/izumo/today')).status).toBe(200);
  });

  it('are not changed by a form of another page', async () => {
    const other = await signIn(house);
    const answer = await fetch(`${house.url}${STAFF}/${other.staff.id}`, {
      method: 'POST',
      headers: { cookie: administrator.cookie },
      body: new URLSearchParams({ role: 'administrator', centres: 'izumo' }),
    });
    expect(answer.status).toBe(403);
    expect((await other.get(STAFF)).status).toBe(403);
  });
});
