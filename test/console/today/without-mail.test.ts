import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { type StaffClient, signIn } from '../../support/console.ts';
import { openTestHouse, type TestHouse } from '../../support/house.ts';

let house: TestHouse;
let administrator: StaffClient;
beforeAll(async () => {
  house = await openTestHouse();
  administrator = await signIn(house, { role: 'administrator', centres: ['hakodate'] });
});
afterAll(() => house.close());

const WORDS = 'メールの宛先が施設ファイルに登録されていない';

/** Hakodate with an address for so many of its four offices. */
function withMail(count: number): void {
  const centre = house.centres.get('hakodate');
  if (!centre) throw new Error('no hakodate');
  const mail = { value: 'madoguchi@hakodate.example.jp', source: 'page:1' };
  house.centres.set('hakodate', { ...centre, offices: centre.offices.map((it, at) => (at < count ? { ...it, mail } : it)) });
  onTestFinished(() => void house.centres.set('hakodate', centre));
}

describe('an office without an address in the centre file', () => {
  it('is told to administrators on today’s page, as a notice under its heading, and nowhere else', async () => {
    const page = await (await administrator.get('/console/hakodate/today')).text();
    expect(page).toContain(`<div class="banner banner-info">${WORDS}`);
    expect(page.indexOf(WORDS)).toBeGreaterThan(page.indexOf('</h1>'));
    expect(await (await administrator.get('/console/hakodate/today?day=2026-12-01')).text()).not.toContain(WORDS);
    expect(await (await administrator.get('/console/hakodate/bookings')).text()).not.toContain(WORDS);
    const counsellor = await signIn(house, { centres: ['hakodate'] });
    expect(await (await counsellor.get('/console/hakodate/today')).text()).not.toContain(WORDS);
  });

  it('is named where others have one, and nothing is said where all have', async () => {
    withMail(3);
    const page = await (await administrator.get('/console/hakodate/today')).text();
    expect(page).toContain(`${house.centres.get('hakodate')?.offices[3]?.name.ja}の${WORDS}`);
    withMail(4);
    expect(await (await administrator.get('/console/hakodate/today')).text()).not.toContain(WORDS);
  });
});
