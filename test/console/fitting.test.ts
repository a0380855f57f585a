import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { type StaffClient, signIn } from '../support/console.ts';
import { inTokyo, openTestHouse, type TestHouse } from '../support/house.ts';
import { bookedAt, presume, rows, task, visitor, wished } from './office-day.ts';

/** Names and words as long as they may be, and every mark that a row can carry at once. */

const NAME = 'ヴォルフェシュレーゲルシュタインハウゼンベルガードルフ・マリア＝テレジア';
const LATIN = 'Wolfeschlegelsteinhausenbergerdorffwelchevoralternwaren';

let house: TestHouse;
let browser: Browser;
let staff: StaffClient;
const ids: Record<string, string> = {};
beforeAll(async () => {
  [house, browser] = await Promise.all([openTestHouse({ now: '2026-11-20T10:00' }), launchChromium()]);
  staff = await signIn(house, {
    role: 'administrator',
    centres: ['izumo', 'hakodate', 'online-hellowork'],
    name: NAME,
    login: `${LATIN}`.slice(0, 40).toLowerCase(),
  });
  const long = {
    name: NAME,
    jobSeekerNumber: '13010-12345678',
    phone: '090-1234-5678',
    email: `${LATIN}@example.jp`.toLowerCase(),
  };
  const who = await visitor(house, { ...long, topic: '応募書類の書き方と面接の練習について詳しく相談したい' });
  const late = await bookedAt(house, who, inTokyo('2026-11-20T09:30'));
  await house.store.turn(who.conversationId, (turn) =>
    turn.noteContact({ bookingId: late.id, kind: 'cannot-connect', at: house.clock.now() }),
  );
  await task(house, who, 'cannot-connect', { bookingId: late.id });
  const latin = await visitor(house, { ...long, name: LATIN });
  const presumed = await bookedAt(house, latin, inTokyo('2026-11-20T09:30'));
  await presume(house, presumed);
  await task(house, latin, 'presumed-cancellation', { bookingId: presumed.id });
  const second = await visitor(house, long);
  await house.store.turn(randomUUID(), (turn) =>
    turn.linkClients({
      ...{ centreId: 'izumo', fromClientId: second.clientId, toClientId: latin.clientId },
      ...{ at: house.clock.now(), by: staff.staff.id },
    }),
  );
  const coming = await bookedAt(house, await visitor(house, long), inTokyo('2026-11-20T15:00'));
  await staff.post(`/console/izumo/bookings/${coming.id}/details`, {
    'meeting-id': '812 3456 7890 1234 5678 9012 3456 7890',
    passcode: LATIN.slice(0, 30),
    url: `https://meeting.example.jp/j/${LATIN}?pwd=${LATIN}`,
  });
  const wish = await wished(house, who, '来週の夕方、遅い時間であれば何曜日でもかまいませんが、できれば火曜日か木曜日に');
  await task(house, who, 'answer-request', { bookingId: wish.id, dueAt: inTokyo('2026-11-24T00:00') });
  await staff.post('/console/izumo/maintenance', { text: LATIN.repeat(3), from: '2026-11-20T09:00', until: '2026-11-29T06:00' });
  await told(who.conversationId, who.clientId, late.id);
  await told(latin.conversationId, latin.clientId, presumed.id);
  // Somebody whom it can be sent again to.
  await told(coming.conversationId ?? '', coming.clientId, coming.id);
  await rows(house, 'UPDATE conversation SET reachable = false WHERE id IN ($1, $2)', [who.conversationId, latin.conversationId]);
  Object.assign(ids, { late: late.id, wish: wish.id, coming: coming.id, client: who.clientId, latin: latin.clientId });
  ids['staff'] = (await signIn(house, { name: LATIN.slice(0, 40) })).staff.id;
});
afterAll(async () => {
  await browser.close();
  await house.close();
});

/** A notice that did not arrive. */
async function told(conversationId: string, clientId: string, bookingId: string): Promise<void> {
  await house.store.turn(conversationId, (turn) =>
    turn.tell({
      ...{ onceKey: `long-${bookingId}`, kind: 'reminder-day-before', centreId: 'izumo', officeId: 'izumo' },
      ...{
        clientId,
        conversationId,
        bookingId,
        at: house.clock.now(),
        what: { by: 'nothing', state: 'failed', why: 'unreachable' },
      },
    }),
  );
}

async function open(path: string, width: number): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await staff.into(page);
  await page.goto(`${house.url}/console/${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name)}`);
  return page;
}

/** What would have to be pushed sideways: the page itself, or a part of it that scrolls for itself. */
const wide = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const isWide = (it: Element) => it.scrollWidth > it.clientWidth + 1;
    const scrolls = (it: Element) => ['auto', 'scroll'].includes(getComputedStyle(it).overflowX) && it.localName !== 'textarea';
    const parts = [...document.querySelectorAll('main *')].filter((it) => it.checkVisibility() && scrolls(it) && isWide(it));
    const out = [...document.querySelectorAll('main *')].filter(
      (it) => it.checkVisibility() && it.getBoundingClientRect().right > innerWidth + 1,
    );
    const named = [...parts, ...out.slice(0, 3)].map(
      (it) => `${it.localName}.${it.className} ${it.textContent?.trim().slice(0, 30)}`,
    );
    return isWide(document.documentElement) ? ['the page', ...named] : named;
  });

const PAGES = [
  'izumo/today',
  'izumo/requests',
  'izumo/bookings',
  'izumo/bookings/new',
  'izumo/bookings/{late}',
  'izumo/bookings/{wish}',
  'izumo/bookings/{coming}',
  'izumo/clients',
  'izumo/clients/{client}',
  'izumo/clients/{latin}',
  'izumo/linking/{client}',
  'izumo/linking/{latin}/with/{client}',
  'izumo/calendar',
  'izumo/calendar/closures',
  'izumo/reminders?from=2026-11-20&to=2026-11-24',
  'izumo/notices?from=2026-11-01',
  'izumo/terms',
  'izumo/terms/new',
  'izumo/statistics?from=2026-11-16&to=2026-12-06',
  'izumo/maintenance',
  'izumo/audit',
  'izumo/staff',
  'izumo/staff/{staff}',
  'hakodate/today',
  'hakodate/calendar',
  'online-hellowork/certification',
];

describe('at 360 pixels', () => {
  test.each(PAGES)('%s needs no pushing sideways, folded and unfolded', async (path) => {
    const page = await open(path, 360);
    expect(await page.locator('h1').count()).toBe(1);
    expect(await wide(page)).toEqual([]);
    await page.evaluate(() => {
      for (const it of document.querySelectorAll('main details')) if (it instanceof HTMLDetailsElement) it.open = true;
    });
    expect(await wide(page)).toEqual([]);
    await page.context().close();
  });
});

describe('at 1280 pixels', () => {
  test.each(['izumo/notices?from=2026-11-01', 'izumo/today', 'izumo/staff', 'izumo/bookings'])(
    '%s shows every button of its rows whole',
    async (path) => {
      const page = await open(path, 1280);
      expect(await wide(page)).toEqual([]);
      const cut = await page.$$eval('.table .button', (all) =>
        all
          .filter(
            (it) =>
              it.checkVisibility() &&
              it.getBoundingClientRect().right > (it.closest('.table-frame')?.getBoundingClientRect().right ?? 0),
          )
          .map((it) => it.textContent),
      );
      expect(cut).toEqual([]);
      await page.context().close();
    },
  );

  test('the words on a button of the ledger stand in one line', async () => {
    const page = await open('izumo/notices?from=2026-11-01', 1280);
    const button = page.getByText('もう一度送る', { exact: true }).first();
    expect((await button.boundingBox())?.height).toBeLessThan(40);
    await page.context().close();
  });
});
