import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { launchChromium } from '../support/chromium.ts';
import { PASSWORD, type StaffClient, signIn } from '../support/console.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const outcome = z.object({ violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })) });

let house: TestHouse;
let browser: Browser;
let administrator: StaffClient;
let invitation: string;
let person: string;
beforeAll(async () => {
  [house, browser] = await Promise.all([openTestHouse(), launchChromium()]);
  administrator = await signIn(house, {
    role: 'administrator',
    centres: ['izumo', 'hakodate'],
    name: '出雲 花子',
    login: 'izumo-hanako',
  });
  const locked = await signIn(house, { login: 'locked-out', name: '<b>太字</b>' });
  person = locked.staff.id;
  for (let count = 0; count < 5; count++) {
    await house.store.staff.signIn({ login: locked.staff.login, password: 'wrong', now: house.clock.now() });
  }
  const period = { from: '2026-11-20T09:00', until: '2026-11-29T06:00' };
  await administrator.post('/console/izumo/maintenance', { text: '<script>alert(1)</script>お休みします。', ...period });
  invitation = await house.store.staff.invite({ role: 'counsellor', centreIds: ['izumo'], now: house.clock.now() });
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** What axe runs is ours and goes around the policy; everything else is under it. */
async function context(
  width: number,
  options: { bypassCSP?: boolean; javaScriptEnabled?: boolean } = {},
): Promise<BrowserContext> {
  return browser.newContext({ viewport: { width, height: 800 }, ...options });
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = 'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })';
  const { violations } = outcome.parse(JSON.parse(await page.evaluate<string>(`${run}.then((it) => JSON.stringify(it))`)));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const widthOf = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

describe.each([360, 1280])('at %i pixels', (width) => {
  it.each(['/console/sign-in', '/console/sign-in?ended=1', '/console/welcome/unknown', 'an invitation'])(
    '%s is accessible before the sign-in',
    async (path) => {
      const own = await context(width, { bypassCSP: true });
      const page = await own.newPage();
      await page.goto(house.url + (path === 'an invitation' ? `/console/welcome/${invitation}` : path));
      expect(await faults(page)).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      if (path.endsWith('unknown')) return own.close();
      await page.locator('form button').click();
      await page.locator('.errors').waitFor();
      expect(await faults(page)).toEqual([]);
      expect(await widthOf(page)).toBeLessThanOrEqual(width);
      await own.close();
    },
  );

  it.each([
    '/console',
    '/console/password',
    '/console/izumo/staff',
    '/console/izumo/staff/PERSON',
    '/console/izumo/audit',
    '/console/izumo/audit?from=2026-11-21&until=2026-11-20',
    '/console/izumo/audit?reference=NOTHING',
    '/console/izumo/maintenance',
    '/console/izumo/nothing-here',
  ])('%s is accessible, folded and unfolded, and fits', async (path) => {
    const own = await context(width, { bypassCSP: true });
    const page = await own.newPage();
    await administrator.into(page);
    await page.goto(house.url + path.replace('PERSON', person));
    expect(await faults(page)).toEqual([]);
    expect(await widthOf(page)).toBeLessThanOrEqual(width);
    await page.evaluate(() => {
      for (const it of document.querySelectorAll('details')) it.open = true;
    });
    expect(await faults(page)).toEqual([]);
    await own.close();
  });

  it('what is pressed is 24 pixels high at least, and the main buttons 44', async () => {
    const own = await context(width);
    const page = await own.newPage();
    await administrator.into(page);
    await page.goto(`${house.url}/console/izumo/staff`);
    const lower = (selector: string, least: number) =>
      page.$$eval(
        selector,
        (all, limit) =>
          all.filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < limit).map((it) => it.outerHTML),
        least,
      );
    expect(await lower('button, .button, summary, .side a, input', 24)).toEqual([]);
    expect(await lower('.button-primary, .choice', 44)).toEqual([]);
    await own.close();
  });

  it('a form with mistakes takes the focus to what is wrong, leads to the field and keeps what was typed', async () => {
    const own = await context(width, { bypassCSP: true });
    const page = await own.newPage();
    await administrator.into(page);
    await page.goto(`${house.url}/console/izumo/maintenance`);
    await page.fill('#text', '夜の間お休みします。');
    await page.fill('#from', '2026-12-01T22:00');
    await page.fill('#until', '2026-12-01T06:00');
    await page.getByRole('button', { name: '案内を登録する' }).click();
    await page.locator('.errors').waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('errors');
    expect(await faults(page)).toEqual([]);
    await page.click('.errors a[href="#until"]');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('until');
    expect(await page.inputValue('#text')).toBe('夜の間お休みします。');
    await own.close();
  });
});

describe('by keyboard alone', () => {
  it('somebody signs in, skips to the page, chooses a centre and signs out', async () => {
    const own = await context(1280);
    const page = await own.newPage();
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    await page.goto(`${house.url}/console`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('本文へ移動');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('izumo-hanako');
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '施設を選ぶ' }).waitFor();
    await page.getByRole('link', { name: 'ハローワーク出雲' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/console/izumo/today');
    await page.goto(`${house.url}/console/izumo/maintenance`);
    await page.locator('.account summary').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('ログアウト');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('summary');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('ログアウトしました。').waitFor();
    expect(refused).toEqual([]);
    await own.close();
  });
});

describe('without script', () => {
  it('an invitation becomes an account, and a page works to its last question', async () => {
    const own = await context(360, { javaScriptEnabled: false });
    const page = await own.newPage();
    const link = await house.store.staff.invite({ role: 'administrator', centreIds: ['izumo'], now: house.clock.now() });
    await page.goto(`${house.url}/console/welcome/${link}`);
    await page.getByLabel('ログインID').fill('without-script');
    await page.getByLabel('お名前').fill('台本 なし');
    await page.getByLabel('パスワード', { exact: false }).first().fill('passwordpassword');
    await page.getByLabel('パスワード（確認）').fill('passwordpassword');
    await page.getByRole('button').click();
    expect(await page.locator('.errors').textContent()).toContain('推測されやすい');
    expect(await page.getByLabel('お名前').inputValue()).toBe('台本 なし');
    await page.getByLabel('パスワード', { exact: false }).first().fill(PASSWORD);
    await page.getByLabel('パスワード（確認）').fill(PASSWORD);
    await page.getByRole('button').click();
    await page.goto(`${house.url}/console/izumo/staff`);
    await page.getByLabel('パスワードの再設定（<b>太字</b>さん）').click();
    await page.getByRole('button', { name: 'リンクを作る' }).first().click();
    expect(await page.getByLabel('リンク', { exact: true }).inputValue()).toMatch(/\/console\/welcome\/[\w-]{43}$/);
    await own.close();
  });
});
