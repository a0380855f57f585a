import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { DateTime } from 'luxon';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { linePlatform } from '#simulator/line-platform/platform.ts';
import { simulator } from '#simulator/server.ts';
import { launchChromium } from '../support/chromium.ts';
import { echoBot } from './echo-bot.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const CHANNEL = { channelSecret: 'test-secret', channelAccessToken: 'test-token' };
const NARROW = { width: 360, height: 740 };
const WIDE = { width: 1280, height: 860 };

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** The simulator and the echo bot on one server, LINE's double on another, and a page that looks at it. */
async function openSimulator(viewport = WIDE) {
  const clock = stoppedClock(DateTime.fromISO('2026-11-20T10:00', { zone: 'Asia/Tokyo' }));
  const platform = linePlatform({
    channels: [
      { centreId: 'hakodate', ...CHANNEL },
      { centreId: 'izumo', ...CHANNEL, channelAccessToken: 'other-token' },
    ],
    clock,
  });
  const line = await platform.start();
  const app = express();
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const publicUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  app.use(echoBot({ api: () => line.url, ...CHANNEL }));
  const centres = [
    { id: 'hakodate', name: 'ハローワーク函館' },
    { id: 'izumo', name: 'ハローワーク出雲' },
  ];
  app.use('/simulator', simulator({ platform, clock, centres, publicUrl }));
  const context = await browser.newContext({ viewport, timezoneId: 'America/St_Johns', locale: 'ja-JP' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  page.on('pageerror', (error) => void complaints.push(error.message));
  await page.goto(`${publicUrl}/simulator`);
  await page.getByRole('button', { name: '友だちに追加' }).waitFor();
  return {
    page,
    platform,
    clock,
    publicUrl,
    complaints,
    async [Symbol.asyncDispose]() {
      await context.close();
      await line.stop();
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

const log = (page: Page) => page.getByRole('log');
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function say(page: Page, words: string): Promise<void> {
  await page.getByLabel('メッセージを入力').fill(words);
  await page.getByLabel('メッセージを入力').press('Enter');
}

async function befriend(page: Page): Promise<void> {
  await button(page, '友だちに追加').click();
  await log(page).getByText('「follow」ですね。').waitFor();
}

type Finding = { id: string; help: string; nodes: { html: string }[] };
async function accessibilityFindings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations }: { violations: Finding[] } = await page.evaluate('axe.run()');
  return violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(' | ')}`);
}

describe('the simulator’s page', () => {
  it('loads with its own Japanese font and without a complaint of the browser', async () => {
    await using sim = await openSimulator();
    await sim.page.evaluate('document.fonts.ready');
    expect(
      await sim.page.evaluate(
        '[...document.fonts].some((font) => font.family.includes("Noto Sans JP") && font.status === "loaded")',
      ),
    ).toBe(true);
    expect(await sim.page.locator('html').getAttribute('lang')).toBe('ja');
    expect(sim.complaints).toEqual([]);
  });

  it('sends text as a signed webhook and shows the answer with its quick replies', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await befriend(page);
    await say(page, 'こんにちは');
    await log(page).getByText('「こんにちは」ですね。').waitFor();
    expect(sim.platform.webhooks.map((one) => one.status)).toEqual([200, 200]);
    await button(page, 'はい').click();
    await log(page).getByText('「yes」ですね。').waitFor();
    expect(sim.platform.webhooks.at(-1)?.events[0]).toMatchObject({ type: 'postback', postback: { data: 'yes' } });
    expect(sim.complaints).toEqual([]);
  });

  it('draws a Flex card whose telephone button opens a dialog and whose link opens a new tab', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await befriend(page);
    await say(page, 'カード');
    await log(page).getByText('ご予約が確定しました').waitFor();
    await button(page, '電話をかける').click();
    await page.getByText('電話をかけます: 0138-88-1318 41#').waitFor();
    await button(page, '閉じる').click();
    expect(await page.getByRole('link', { name: '利用規約' }).getAttribute('target')).toBe('_blank');
    await button(page, '予約の内容を見る').click();
    await log(page).getByText('「show」ですね。').waitFor();
    expect(sim.complaints).toEqual([]);
  });

  it('draws a carousel and picks a day', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await befriend(page);
    await say(page, '並べて');
    await page.getByRole('list', { name: 'カード' }).waitFor();
    await say(page, 'a');
    await button(page, '日を選ぶ').click();
    await page.getByLabel('日付', { exact: true }).fill('2026-11-25');
    await button(page, '決定').click();
    await log(page).getByText('day {"date":"2026-11-25"}').waitFor();
    expect(sim.complaints).toEqual([]);
  });

  it('blocks and unblocks', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await befriend(page);
    await button(page, 'ブロック').click();
    await page.getByText('ブロックしています。').waitFor();
    expect(await page.getByLabel('メッセージを入力').isDisabled()).toBe(true);
    await button(page, 'ブロックを解除').click();
    await button(page, 'ブロック').waitFor();
    await expect.poll(() => sim.platform.webhooks.map((one) => one.events[0]?.type)).toEqual(['follow', 'unfollow', 'follow']);
  });

  it('sends stickers and photos, and takes a message back', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await befriend(page);
    await button(page, 'スタンプや写真を送る').click();
    await button(page, 'スタンプ').click();
    await log(page).getByText('「(sticker)」ですね。').waitFor();
    await button(page, '写真').click();
    await log(page).getByText('「(image)」ですね。').waitFor();
    await button(page, '送信を取り消す').first().click({ force: true });
    await log(page).getByText('メッセージの送信を取り消しました').waitFor();
    expect(sim.complaints).toEqual([]);
  });

  it('shows that an answer is being prepared', async () => {
    await using sim = await openSimulator();
    await befriend(sim.page);
    await say(sim.page, '考えて');
    await log(sim.page).getByText('入力しています').waitFor();
  });

  it('keeps people and centres apart', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await befriend(page);
    await button(page, '佐藤 太郎').click();
    await button(page, '友だちに追加').waitFor();
    await button(page, 'ハローワーク出雲').click();
    await page.getByText('利用者を追加').click();
    await page.getByLabel('お名前').fill('鈴木 一郎');
    await button(page, '追加する').click();
    await button(page, '鈴木 一郎').click();
    await page.getByText('鈴木 一郎 さんとして').waitFor();
    await button(page, '山田 花子').click();
    await button(page, 'ハローワーク函館').click();
    await log(page).getByText('「follow」ですね。').waitFor();
  });

  it('moves the clock forward, also to the day of the session that the chat names', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await button(page, '+10 分').click();
    await page.locator('.clock-now').getByText('10:10').waitFor();
    await button(page, '+1 時間').click();
    await page.locator('.clock-now').getByText('11:10').waitFor();
    await button(page, '翌日 9:00').click();
    await page.locator('.clock-now').getByText('9:00').waitFor();
    expect(sim.clock.now().toISO()).toBe('2026-11-21T09:00:00.000+09:00');
    await befriend(page);
    await say(page, 'カード');
    await button(page, 'セッション当日 9:00').click();
    await page.locator('.clock-now').getByText('11月25日').waitFor();
    await page.getByLabel('進める先の日時').fill('2026-11-25T10:30');
    await button(page, '進める').click();
    await page.locator('.clock-now').getByText('10:30').waitFor();
    expect(sim.clock.now().toISO()).toBe('2026-11-25T10:30:00.000+09:00');
  });

  it('records each webhook and call with its JSON', async () => {
    await using sim = await openSimulator();
    const { page } = sim;
    await befriend(page);
    await page.getByText('/message/reply', { exact: true }).click();
    await page.locator('pre').getByText('"replyToken"').first().waitFor();
    await page.locator('summary').getByText('follow').click();
    await page.locator('pre').getByText('"webhookEventId"').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
  });

  it.each([
    ['360', NARROW],
    ['1280', WIDE],
  ])('has no accessibility violation at a width of %s pixels', async (_width, viewport) => {
    await using sim = await openSimulator(viewport);
    const { page } = sim;
    await befriend(page);
    await say(page, 'カード');
    await button(page, '予約の内容を見る').waitFor();
    expect(await accessibilityFindings(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth')).toBe(true);
    if (viewport === WIDE) return;
    for (const tab of ['相手', '記録', '時計']) {
      await button(page, tab).click();
      expect(await accessibilityFindings(page)).toEqual([]);
    }
  });
});
