import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type StaffClient, signIn } from '../support/console.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

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
    const listening = one.waitForResponse('**/console/izumo/events');
    await one.goto(`${house.url}/console/izumo/today`);
    await listening;
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
    await own.close();
  });
});
