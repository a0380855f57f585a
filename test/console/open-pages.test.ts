import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type StaffClient, signIn } from '../support/console.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { visitor, wished } from './office-day.ts';

let house: TestHouse;
let browser: Browser;
let administrator: StaffClient;
beforeAll(async () => {
  [house, browser] = await Promise.all([openTestHouse(), launchChromium()]);
  administrator = await signIn(house, { role: 'administrator', centres: ['izumo'] });
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

describe('an open page', () => {
  const raise = (kind: string) =>
    house.store.turn('00000000-0000-4000-8000-000000000002', (turn) =>
      turn.raiseTask({ kind, centreId: 'izumo', ofCentre: true, at: house.clock.now() }),
    );

  it('changes by itself in every tab when something happens, but not under somebody’s hands', async () => {
    const own = await browser.newContext();
    const [one, other] = [await own.newPage(), await own.newPage()];
    await administrator.into(one);
    await one.goto(`${house.url}/console/izumo/today`);
    await other.goto(`${house.url}/console/izumo/today`);
    // A question is open in the second tab: its part waits until that is closed.
    await other.evaluate(() => {
      const part = document.querySelector('.live');
      const question = document.createElement('details');
      question.open = true;
      question.id = 'question';
      part?.append(question);
    });
    const before = await one.locator('.live').first().textContent();
    await raise('cannot-use-phone');
    const changed = (text: string) => document.querySelector('.live')?.textContent !== text;
    await one.waitForFunction(changed, before ?? '');
    expect(await other.locator('#question').count()).toBe(1);
    await other.evaluate(() => document.getElementById('question')?.removeAttribute('open'));
    await other.locator('#question').waitFor({ state: 'detached' });
    expect(await other.locator('.live').first().textContent()).toBe(await one.locator('.live').first().textContent());
    await own.close();
  });

  it('of a booking that waits under somebody’s hands says so when that booking is changed, and only then', async () => {
    const { id } = await wished(house, await visitor(house), '夕方に');
    const own = await browser.newContext();
    const page = await own.newPage();
    await administrator.into(page);
    await page.goto(`${house.url}/console/izumo/bookings/${id}`);
    await page.getByText('お断りする', { exact: true }).first().click();
    await page.fill('#decline-reason', '満席です');
    const looked = () => page.waitForResponse((it) => it.url().endsWith(id) && it.request().headers()['x-live'] === '1');
    const notice = page.getByRole('alert').filter({ hasText: 'この予約は、ほかの操作で変わりました。' });
    const first = looked();
    await raise('late');
    await (await first).finished();
    expect(await notice.count()).toBe(0);
    await administrator.post(`/console/izumo/bookings/${id}/offer`, { 'offer-other-1': '2026-12-01T15:30' });
    await notice.waitFor();
    expect(await page.inputValue('#decline-reason')).toBe('満席です');
    await notice.getByRole('link', { name: '今の内容を見る' }).click();
    await page.getByText('提案中の日時').waitFor();
    await own.close();
  });

  it('is reached by a link from elsewhere without another sign-in', async () => {
    const own = await browser.newContext();
    const page = await own.newPage();
    await administrator.into(page);
    const elsewhere = new URL(house.url);
    elsewhere.hostname = 'localhost';
    await page.goto(`${elsewhere.origin}/terms/izumo`);
    await page.evaluate((to) => {
      const link = document.createElement('a');
      link.href = to;
      document.body.append(link);
      link.click();
    }, `${house.url}/console/izumo/maintenance`);
    await page.getByRole('heading', { name: 'メンテナンスの案内' }).waitFor();
    await own.close();
  });

  it('says when its session is over, and takes nothing away that was typed', async () => {
    const leaving = await signIn(house, { role: 'administrator', name: '退席 する' });
    const own = await browser.newContext();
    const page = await own.newPage();
    await leaving.into(page);
    await page.goto(`${house.url}/console/izumo/maintenance`);
    await page.fill('#text', '書きかけ');
    await page.evaluate(() =>
      document.body.dispatchEvent(new CustomEvent('htmx:sseClose', { bubbles: true, detail: { type: 'message' } })),
    );
    await page.getByRole('alert').filter({ hasText: 'ログインの期限が切れました' }).waitFor();
    expect(await page.inputValue('#text')).toBe('書きかけ');
    // A form of before would only lead to the sign-in: it is held back, and the way there leads back here.
    await page.getByRole('button', { name: '案内を登録する' }).click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('ended');
    expect(await page.inputValue('#text')).toBe('書きかけ');
    await house.store.staff.signOut(leaving.cookie.split('=')[1] ?? '', house.clock.now());
    await page.getByRole('link', { name: 'ログインへ' }).click();
    await page.waitForURL('**/console/sign-in?to=%2Fconsole%2Fizumo%2Fmaintenance&ended=1');
    await own.close();
  });

  it('says once a minute that it is there, and says so itself when its session is over', async () => {
    const leaving = await signIn(house, { name: '離席 する' });
    const own = await browser.newContext();
    const page = await own.newPage();
    await page.clock.install();
    await leaving.into(page);
    await page.goto(`${house.url}/console/izumo/today`);
    const here = page.waitForResponse('**/console/izumo/here');
    await page.clock.fastForward(61_000);
    expect((await here).status()).toBe(204);
    await house.store.staff.signOut(leaving.cookie.split('=')[1] ?? '', house.clock.now());
    const over = page.waitForResponse('**/console/izumo/here');
    await page.clock.fastForward(61_000);
    expect((await over).status()).toBe(401);
    await page.getByRole('alert').filter({ hasText: 'ログインの期限が切れました' }).waitFor();
    // Left open overnight, it asks for nothing more.
    const asked: string[] = [];
    page.on('request', (request) => void asked.push(new URL(request.url()).pathname));
    for (let minute = 0; minute < 5; minute += 1) await page.clock.runFor(61_000);
    expect(asked.filter((path) => path.endsWith('/here'))).toEqual([]);
    await own.close();
  });

  it('whose line comes back after the session’s end hears of it, and does not ask again', async () => {
    const leaving = await signIn(house, { name: '終業 する' });
    const own = await browser.newContext();
    const page = await own.newPage();
    await page.clock.install();
    await leaving.into(page);
    const lines: string[] = [];
    await page.route('**/console/izumo/events', async (route) => {
      lines.push(route.request().url());
      await house.store.staff.signOut(leaving.cookie.split('=')[1] ?? '', house.clock.now());
      await route.continue();
    });
    await page.goto(`${house.url}/console/izumo/today`);
    await page.getByRole('alert').filter({ hasText: 'ログインの期限が切れました' }).waitFor();
    for (let minute = 0; minute < 5; minute += 1) await page.clock.runFor(60_000);
    expect(lines).toHaveLength(1);
    await own.close();
  });

  it('that is the answer to a form is left and come back to without asking to send it again', async () => {
    const own = await browser.newContext();
    const page = await own.newPage();
    await administrator.into(page);
    await page.goto(`${house.url}/console/izumo/clients`);
    await page.getByRole('button', { name: '探す', exact: true }).click();
    await page.locator('.errors').waitFor();
    expect(new URL(page.url()).pathname).toBe('/console/izumo/clients/search');
    await page.reload();
    await page.waitForURL('**/console/izumo/clients');
    await page.getByRole('button', { name: '探す', exact: true }).click();
    await page.locator('.errors').waitFor();
    await page.getByRole('link', { name: '利用規約' }).first().click();
    await page.waitForURL('**/console/izumo/terms');
    await page.goBack();
    await page.waitForURL('**/console/izumo/clients');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await own.close();
  });
});
