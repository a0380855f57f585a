import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { launchChromium } from '../support/chromium.ts';
import { type StaffClient, signIn } from '../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../support/house.ts';
import { bookedAt, HANAKO, presume, stateOf, task, visitor, wished } from './office-day.ts';

const DAY = '2026-11-20';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const outcome = z.object({ violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })) });

let house: TestHouse;
let browser: Browser;
let staff: StaffClient;
/** The pages of an office in the middle of its day. */
const paths = new Map<string, string>();

beforeAll(async () => {
  [house, browser] = await Promise.all([openTestHouse({ now: `${DAY}T13:45` }), launchChromium()]);
  staff = await signIn(house);
  const hanako = await visitor(house, HANAKO);
  const ichiro = await visitor(house, { name: '佐藤 一郎', jobSeekerNumber: '32010-55512345', phone: '0853-21-1111' });
  const an = await visitor(house, { name: 'グエン・ヴァン・アン', phone: '080-1111-2222' });
  const came = await bookedAt(house, hanako, inTokyo(`${DAY}T09:30`));
  const presumed = await bookedAt(house, ichiro, inTokyo(`${DAY}T11:00`));
  const late = await bookedAt(house, an, inTokyo(`${DAY}T13:30`));
  const coming = await bookedAt(house, await visitor(house, { name: '長谷川 美代子' }), inTokyo(`${DAY}T15:00`));
  await staff.post(`/console/izumo/bookings/${coming.id}/details`, { 'meeting-id': '812 3456 7890', passcode: 'pa55' });
  await bookedAt(house, await visitor(house, { name: '記録のない方' }), inTokyo('2026-11-19T15:00'));
  await bookedAt(house, await visitor(house, { name: '休業日の方' }), inTokyo('2026-12-01T11:00'));
  await staff.post('/console/izumo/calendar/closures', { from: '2026-12-01', to: '2026-12-02', reason: '庁舎の設備の点検' });
  await task(house, an, 'details-not-delivered', { bookingId: late.id });
  await staff.post(`/console/izumo/bookings/${came.id}/attendance`, { what: 'attended' });
  await presume(house, presumed);
  await task(house, ichiro, 'presumed-cancellation', { bookingId: presumed.id });
  await house.store.turn(an.conversationId, (turn) =>
    turn.noteContact({ bookingId: late.id, kind: 'late', at: house.clock.now() }),
  );
  await task(house, an, 'late', { bookingId: late.id });
  const wish = await wished(house, hanako, '来週の夕方に');
  await task(house, hanako, 'answer-request', { bookingId: wish.id, dueAt: inTokyo('2026-11-24T00:00') });
  await staff.post(`/console/izumo/bookings/${came.id}/remarks`, { remark: '次は面接の練習' });
  const dates = { 'review-on': '2026-12-20' };
  await staff.post(`/console/izumo/clients/${ichiro.clientId}/suspend`, {
    reason: '無断',
    note: '電話でご相談ください。',
    ...dates,
  });
  const pages = { today: '/today', requests: '/requests', bookings: '/bookings', new: '/bookings/new', clients: '/clients' };
  for (const [name, path] of Object.entries(pages)) paths.set(name, path);
  paths.set('request', `/bookings/${wish.id}`);
  paths.set('session', `/bookings/${coming.id}`);
  paths.set('client', `/clients/${ichiro.clientId}`);
  paths.set('other-record', `/linking/${ichiro.clientId}`);
  paths.set('both-records', `/linking/${ichiro.clientId}/with/${hanako.clientId}`);
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** What axe runs is ours and goes around the policy. */
async function open(name: string, width: number, path = paths.get(name) ?? name): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
  const page = await context.newPage();
  await staff.into(page);
  await page.goto(`${house.url}/console/izumo${path}`);
  return page;
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = 'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })';
  const { violations } = outcome.parse(JSON.parse(await page.evaluate<string>(`${run}.then((it) => JSON.stringify(it))`)));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const NAMES = ['today', 'requests', 'bookings', 'new', 'clients', 'request', 'session', 'client', 'other-record', 'both-records'];

describe.each([360, 1280])('%i pixels wide', (width) => {
  test.each(NAMES)('%s is accessible, fits, and so is everything that is folded away', async (name) => {
    const page = await open(name, width);
    if (name === 'today') expect(await page.isVisible('text=結果が記録されていない相談')).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    expect(await faults(page)).toEqual([]);
    // One after another is how people open them; all at once shows every form.
    await page.$$eval('main details', (all) => {
      for (const it of all) it.setAttribute('open', '');
    });
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.context().close();
  });
});

describe('in a browser', () => {
  test('a form with mistakes takes the focus to them, and is accessible', async () => {
    const page = await open('client', 1280);
    await page.fill('textarea[name=text]', '');
    await page.click('form[action$="/message"] button');
    await page.waitForSelector('.errors:focus');
    expect(await faults(page)).toEqual([]);
    await page.context().close();
  });

  test('by keyboard alone a session is marked, and the page says so', async () => {
    const { id } = await bookedAt(house, await visitor(house, { name: '鍵盤の方' }), inTokyo(`${DAY}T13:00`));
    const page = await open('today', 1280);
    await page.focus(`#b-${id} button`);
    await page.keyboard.press('Enter');
    await page.waitForSelector('[role=status] >> text=来た記録をつけました。');
    expect(await stateOf(house, id)).toBe('attended');
    await page.context().close();
  });

  test('the day changes by itself when a client cancels', async () => {
    const who = await visitor(house, { name: '動く方' });
    const page = await open('today', 1280);
    const { id } = await bookedAt(house, who, inTokyo(`${DAY}T16:30`));
    await page.waitForSelector(`#b-${id}`);
    expect(await page.textContent(`#b-${id}`)).toContain('動く方');
    await page.context().close();
  });

  test('on paper there are no buttons, and no passcode unless it was asked for', async () => {
    const page = await open('today', 1280);
    await page.emulateMedia({ media: 'print' });
    expect(await page.isVisible('main button')).toBe(false);
    expect(await page.isVisible('text=pa55')).toBe(false);
    const printed = await page.$$eval('#today-sessions tbody tr', (all) =>
      all.map((it) => (it instanceof HTMLElement ? it.innerText : '')),
    );
    expect(printed.find((row) => row.includes('長谷川 美代子'))).toContain('入力済み');
    expect(printed.find((row) => row.includes('グエン・ヴァン・アン'))).toMatch(/080-1111-2222[\s\S]*未入力/);
    await page.context().close();
    const opened = await open('today', 1280, '/today?details=open');
    await opened.emulateMedia({ media: 'print' });
    expect(await opened.isVisible('text=pa55')).toBe(true);
    await opened.context().close();
  });
});
