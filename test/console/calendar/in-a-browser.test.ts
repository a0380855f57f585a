import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeFaults } from '../../support/axe.ts';
import { launchChromium } from '../../support/chromium.ts';
import { type StaffClient, signIn } from '../../support/console.ts';
import { onFirstRequest } from '../../support/first-request.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../../support/house.ts';
import { confirmedAt } from './booked.ts';

const BASE = '/console/izumo/calendar';
const SLOT = { office: 'izumo', service: 'counselling', at: '2026-12-01T11:00' };
const slot = `${BASE}/slot?${new URLSearchParams(SLOT)}`;

let house: TestHouse;
let browser: Browser;
let staff: StaffClient;
let closure: string;
beforeAll(async () => {
  [house, browser] = await Promise.all([openTestHouse(), launchChromium()]);
  staff = await signIn(house, { role: 'administrator' });
  for (const name of ['山田 花子', '鈴木 一郎']) await confirmedAt(house, inTokyo(SLOT.at), { name });
  await confirmedAt(house, inTokyo('2026-12-03T09:30'), { capacity: 1 });
  await staff.post(`${BASE}/slot/close`, SLOT);
  await staff.post(`${BASE}/open`, { ...SLOT, day: '2026-12-02', from: '16:00', to: '17:00', capacity: '2' });
  const added = await staff.post(`${BASE}/closures`, { from: '2026-12-03', to: '2026-12-04', reason: '庁舎の停電' });
  closure = (added.headers.get('location') ?? '').replace(/\?.*/, '');
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

const open = async (path: string, width: number, options: Parameters<Browser['newContext']>[0] = {}) => {
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true, ...options });
  const page = await context.newPage();
  await staff.into(page);
  await page.goto(house.url + path);
  return page;
};
const close = (page: Page): Promise<void> => (page.context() as BrowserContext).close();
/** Somebody else closes a slot, and the page has the answer to what it asked then, and has painted. */
const changes = async (page: Page, at: string, asked: string) => {
  const answer = page.waitForResponse((it) => it.url().includes(asked) && it.request().headers()['x-live'] === '1');
  await staff.post(`${BASE}/slot/close`, { ...SLOT, at });
  await (await answer).finished();
  await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
};

describe.each([360, 1280])('at %i pixels', (width) => {
  test.each([
    ['the week', () => `${BASE}?day=2026-12-01`],
    ['the month', () => `${BASE}?view=month&day=2026-12-01`],
    ['a closed slot with bookings', () => slot],
    ['closures', () => `${BASE}/closures`],
    ['the bookings of closed days', () => closure],
  ])('%s is accessible and fits', async (_, path) => {
    const page = await open(path(), width);
    if (path().includes('calendar?') && width > 1000) await page.waitForSelector('.board .fc-event');
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await close(page);
  });

  test('what became of the bookings is accessible', async () => {
    const page = await open(slot, width);
    await page.click('.treating button[type=submit]');
    expect(await page.textContent('main')).toContain('残しました');
    expect(await axeFaults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await close(page);
  });

  test('forms that were refused are accessible', async () => {
    const page = await open(`${BASE}/closures`, width);
    await page.click('main form button[type=submit]');
    expect(await page.textContent('.errors h2')).toContain('ご確認ください');
    expect(await axeFaults(page)).toEqual([]);
    await close(page);
  });
});

describe('with the mouse', () => {
  test('the board comes up under the strict policy, without a word from the browser', async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (fault) => said.push(fault.message));
    await staff.into(page);
    await page.goto(`${house.url}${BASE}?day=2026-12-01`);
    await page.waitForSelector('.board .fc-event');
    // Its own rules arrived, although no inline style is allowed.
    expect(await page.$eval('.board .fc-timegrid-event-harness', (it) => getComputedStyle(it).position)).toBe('absolute');
    expect(await page.$$eval('.board [tabindex="0"], .board a[href], .board button', (all) => all.length)).toBe(0);
    expect(said).toEqual([]);
    await context.close();
  });

  test('the board is not there on a narrow screen, even where the window was wide before, nor for fingers', async () => {
    const page = await open(`${BASE}?day=2026-12-01`, 1280);
    await page.waitForSelector('.board .fc-event');
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await page.isVisible('#board')).toBe(false);
    await page.setViewportSize({ width: 1280, height: 800 });
    expect(await page.isVisible('#board')).toBe(true);
    await close(page);
    const phone = await open(`${BASE}?day=2026-12-01`, 360);
    expect(await phone.isVisible('#board')).toBe(false);
    await phone.setViewportSize({ width: 1280, height: 800 });
    await phone.waitForSelector('.board .fc-event');
    await close(phone);
    const tablet = await open(`${BASE}?day=2026-12-01`, 1280, { hasTouch: true, isMobile: true });
    expect(await tablet.isVisible('#board')).toBe(false);
    expect(await tablet.isVisible('#calendar-table, .calendar table')).toBe(true);
    await close(tablet);
  });

  test('the board says of a day without slots why, by week and by month', async () => {
    const page = await open(`${BASE}?day=2026-11-25`, 1280);
    await page.waitForSelector('.board .fc-event');
    expect(await page.locator('.board .fc-col-header-cell[data-date="2026-11-23"]').textContent()).toContain(
      '祝日：勤労感謝の日',
    );
    await page.goto(`${house.url}${BASE}?view=month&day=2026-11-25`);
    await page.waitForSelector('.board .fc-event');
    expect(await page.locator('.board .fc-daygrid-day[data-date="2026-11-23"]').textContent()).toContain('祝日：勤労感謝の日');
    await close(page);
  });

  test('dragging over empty time fills in the form that opens slots, and its button opens them', async () => {
    const page = await open(`${BASE}?day=2026-12-08`, 1280);
    await page.waitForSelector('.board .fc-event');
    const day = await page.locator('.board .fc-timegrid-col[data-date="2026-12-08"]').boundingBox();
    const lane = (time: string) => page.locator(`.board .fc-timegrid-slot-lane[data-time="${time}"]`);
    await lane('16:00:00').scrollIntoViewIfNeeded();
    const [from, to] = [await lane('16:00:00').boundingBox(), await lane('16:30:00').boundingBox()];
    if (!day || !from || !to) throw new Error('nothing to drag over');
    const x = day.x + day.width / 2;
    await page.mouse.move(x, from.y + 4);
    await page.mouse.down();
    await page.mouse.move(x, to.y + to.height - 4, { steps: 5 });
    await page.mouse.up();
    await page.waitForFunction(() => document.activeElement?.matches('#open-slots button'));
    expect(await page.inputValue('#open-day')).toBe('2026-12-08');
    expect(await page.inputValue('#open-from')).toBe('16:00');
    expect(await page.inputValue('#open-to')).toBe('17:00');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.banner-done');
    expect(await page.textContent('.banner-done')).toContain('予約枠を2つ開きました。');
    expect(await page.textContent('#slot-2612081630')).toContain('追加');
    await close(page);
  });

  test('+ gives a slot one more seat, in the board and by itself in the table; a press on the slot leads to its page', async () => {
    const page = await open(`${BASE}?day=2026-12-08`, 1280);
    const event = page.locator('.board .fc-event', { hasText: '0/1' }).first();
    await event.hover();
    await event.locator('[data-step="1"]').hover();
    // What is pressed stays where it is until it is let go.
    await page.mouse.down();
    await changes(page, '2026-12-09T11:00', 'slots.json');
    await page.mouse.up();
    await page.waitForFunction(() => document.querySelector('#calendar-table')?.textContent?.includes('0/2'));
    await page.locator('.board .fc-event', { hasText: '0/2' }).first().locator('.slot-word').click();
    await page.waitForURL('**/calendar/slot?**');
    expect(await page.textContent('main')).toContain('0/2');
    await close(page);
  });
});

test('without script and by keyboard alone a slot is found, closed and opened again', async () => {
  const page = await open(`${BASE}?day=2026-12-10`, 1280, { javaScriptEnabled: false });
  await page.focus('#slot-2612101330');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/calendar/slot?**');
  await page.focus('form[action$="/slot/close"] button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('form[action$="/slot/reopen"]');
  expect(await page.textContent('.banner-done')).toContain('枠を閉めました。');
  await page.focus('form[action$="/slot/reopen"] button');
  await page.keyboard.press('Enter');
  await page.waitForSelector('form[action$="/slot/close"]');
  await close(page);
});

test('what somebody else does is seen without a reload, but never takes away what is being pressed', async () => {
  const page = await open(`${BASE}?day=2026-12-15`, 800);
  expect(await page.textContent('#slot-2612151100')).toContain('空き');
  await staff.post(`${BASE}/slot/close`, { ...SLOT, at: '2026-12-15T11:00' });
  await page.waitForFunction(() => document.querySelector('#slot-2612151100')?.textContent?.includes('閉鎖'));
  await page.hover('#slot-2612151330');
  await onFirstRequest(
    page,
    (url) => url.pathname === BASE,
    (route) => page.mouse.down().then(() => route.continue()),
  );
  await changes(page, '2026-12-16T11:00', BASE);
  await page.mouse.up();
  await page.waitForURL('**/calendar/slot?**');
  await close(page);
});
