import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it, onTestFinished, vi } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type StaffClient, signIn } from '../support/console.ts';
import { onFirstRequest } from '../support/first-request.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';

const CALENDAR = '/console/izumo/calendar';
const LINE = '**/console/izumo/events';
const SLOTS = (url: URL) => url.pathname.endsWith('/slots.json');

let house: TestHouse;
let browser: Browser;
let office: BrowserContext;
let staff: StaffClient;
beforeAll(async () => {
  [house, browser] = await Promise.all([openTestHouse(), launchChromium()]);
  staff = await signIn(house);
  // From here on the process hears of changes: nothing below is shown only since it might have missed some.
  const line = await staff.get('/console/izumo/events');
  const reader = line.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ''; !said.includes('event: changed'); ) said += (await reader?.read())?.value ?? '';
  await reader?.cancel();
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

beforeEach(async () => {
  office = await browser.newContext({ viewport: { width: 800, height: 800 } });
});
afterEach(() => office.close());

/** A tab on a week of slots; narrow, so that it has no board. */
async function tab(): Promise<Page> {
  const page = await office.newPage();
  await staff.into(page);
  return page;
}
const visit = (page: Page) => page.goto(`${house.url}${CALENDAR}?day=2026-12-15`);
const closes = (at: string) => staff.post(`${CALENDAR}/slot/close`, { office: 'izumo', service: 'counselling', at });
const isShown = (page: Page, at: string) =>
  page
    .locator(`#slot-${at.slice(2).replaceAll(/\D/g, '')}`)
    .getByText('閉鎖')
    .waitFor();

describe('what changes is shown', () => {
  it('between the making of a page and the opening of its line', async () => {
    const page = await tab();
    await onFirstRequest(page, LINE, (route) => closes('2026-12-15T09:30').then(() => route.continue()));
    await visit(page);
    await isShown(page, '2026-12-15T09:30');
  });

  it('while the page fetches what has changed just before', async () => {
    const page = await tab();
    await visit(page);
    await page.evaluate(() => {
      const heard = document.body.dataset;
      document.addEventListener('sse:changed', () => {
        heard['heard'] = `${heard['heard'] ?? ''}x`;
      });
    });
    // What it gets is of before, and it hears of the next change while it still waits for that.
    await onFirstRequest(
      page,
      (url) => url.pathname === CALENDAR,
      async (route) => {
        const response = await route.fetch();
        await closes('2026-12-15T13:30');
        await page.waitForFunction(() => document.body.dataset['heard']?.startsWith('xx'));
        await route.fulfill({ response });
      },
    );
    await closes('2026-12-15T11:00');
    await isShown(page, '2026-12-15T13:30');
  });

  it('after the page could not fetch it, at the next word of the line', async () => {
    const page = await tab();
    const begun = vi.spyOn(globalThis, 'setInterval');
    onTestFinished(() => void begun.mockRestore());
    await visit(page);
    await page.evaluate(() => {
      const failed = document.body.dataset;
      document.addEventListener('htmx:sendError', () => {
        failed['failed'] = 'once';
      });
    });
    await onFirstRequest(
      page,
      (url) => url.pathname === CALENDAR,
      (route) => route.abort(),
    );
    await closes('2026-12-16T13:30');
    await page.waitForFunction(() => document.body.dataset['failed']);
    const [beat] = begun.mock.calls.find(([, every]) => every === 25_000) ?? [];
    if (typeof beat === 'function') beat();
    await isShown(page, '2026-12-16T13:30');
  });

  it('on the board, after that alone could not fetch it', async () => {
    const page = await tab();
    await page.setViewportSize({ width: 1280, height: 900 });
    const begun = vi.spyOn(globalThis, 'setInterval');
    onTestFinished(() => void begun.mockRestore());
    await visit(page);
    await page.waitForSelector('.board .fc-event');
    const closed = page.locator('.board .fc-event').filter({ hasText: '閉鎖' });
    const before = await closed.count();
    const failed = page.waitForEvent('requestfailed');
    await onFirstRequest(page, SLOTS, (route) => route.abort());
    await closes('2026-12-17T13:30');
    await failed;
    const [beat] = begun.mock.calls.find(([, every]) => every === 25_000) ?? [];
    if (typeof beat === 'function') beat();
    await closed.nth(before).waitFor();
  });

  it('between the making of a page in a second tab and its hearing what the first one is told', async () => {
    const [first, second] = [await tab(), await tab()];
    await visit(first);
    await onFirstRequest(second, '**/console/assets/console.js', async (route) => {
      await closes('2026-12-16T09:30');
      await isShown(first, '2026-12-16T09:30');
      await route.continue();
    });
    await visit(second);
    await isShown(second, '2026-12-16T09:30');
  });

  it('between the end of the line in one tab and its beginning in the next', async () => {
    const [first, second] = [await tab(), await tab()];
    const line = first.waitForResponse(LINE);
    await visit(first);
    await line;
    await visit(second);
    await onFirstRequest(second, LINE, (route) => closes('2026-12-16T11:00').then(() => route.continue()));
    await first.close();
    await isShown(second, '2026-12-16T11:00');
  });
});
