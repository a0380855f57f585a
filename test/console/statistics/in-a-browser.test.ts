import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { axeFaults } from '../../support/axe.ts';
import { launchChromium } from '../../support/chromium.ts';
import { type StaffClient, signIn } from '../../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { confirmedAt } from '../calendar/booked.ts';

let house: TestHouse;
let browser: Browser;
let staff: StaffClient;
beforeAll(async () => {
  [house, browser] = await Promise.all([openTestHouse(), launchChromium()]);
  staff = await signIn(house, { role: 'administrator', centres: ['izumo', 'hakodate'] });
  for (const day of ['2026-11-24', '2026-11-25', '2026-12-01']) await confirmedAt(house, inTokyo(`${day}T11:00`));
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

test.each([
  ['/console/izumo/statistics?from=2026-11-16&to=2026-12-06', 360],
  ['/console/izumo/statistics?from=2026-11-16&to=2026-12-06', 1280],
  ['/console/hakodate/statistics?from=2026-11-16&to=2026-12-06', 360],
  ['/console/izumo/statistics?from=&to=', 360],
])('%s is accessible and fits %i pixels', async (path, width) => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  await staff.into(page);
  await page.goto(house.url + path);
  expect(await axeFaults(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  await context.close();
});

test('on a narrow screen the tables are folded away until they are pressed; on paper they are whole', async () => {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 } });
  const page = await context.newPage();
  await staff.into(page);
  await page.goto(`${house.url}/console/izumo/statistics?from=2026-09-07&to=2026-12-06`);
  const height = () => page.evaluate(() => document.documentElement.scrollHeight);
  const table = page.locator('.figures table').first();
  expect([await table.isVisible(), await table.evaluate((it) => it.checkVisibility())]).toEqual([false, false]);
  expect(await height()).toBeLessThan(5_000);
  await page.emulateMedia({ media: 'print' });
  expect(await table.evaluate((it) => it.checkVisibility())).toBe(true);
  await page.emulateMedia({ media: 'screen' });
  await page.locator('.figures summary').first().click();
  expect(await table.isVisible()).toBe(true);
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.reload();
  expect(await table.isVisible()).toBe(true);
  await context.close();
});

test('the export comes as a file, without the page being left', async () => {
  const context = await browser.newContext({ viewport: { width: 800, height: 800 }, acceptDownloads: true });
  const page = await context.newPage();
  await staff.into(page);
  await page.goto(`${house.url}/console/izumo/statistics?from=2026-11-16&to=2026-12-06`);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('#export button')]);
  expect(file.suggestedFilename()).toBe('予約一覧_2026-11-16_2026-12-06.csv');
  expect(await page.textContent('h1')).toBe('統計');
  await context.close();
});
