import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { z } from 'zod';
import { launchChromium } from '../support/chromium.ts';
import { consoleDesk } from './desk.ts';

/** Reminders by hand, the ledger, the terms and certification, as a browser shows them. */
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const outcome = z.object({ violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })) });

const desk = consoleDesk();
let browser: Browser;
let seeded: Promise<void> | undefined;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** A page of somebody who is signed in; what axe runs goes around the policy. */
async function signedIn(width = 1280): Promise<Page> {
  seeded ??= seed();
  await seeded;
  const context = await browser.newContext({ viewport: { width, height: 800 }, bypassCSP: true });
  const page = await context.newPage();
  await desk.admin.into(page);
  return page;
}

async function seed(): Promise<void> {
  const people = await Promise.all(
    ['09', '11'].flatMap((hour) =>
      ['山田 花子', '長谷川 虎之助', 'Kowalski Anna'].map((name) => desk.booked(`2026-11-24T${hour}:30`, { name })),
    ),
  );
  const blocked = people[1]?.conversationId;
  await desk.sql.query('UPDATE conversation SET reachable = false WHERE id = $1', [blocked]);
  const terms = { format: 'markdown', ground: '1', changes: '受付の時間が変わります。' };
  const text = `# 第1条（目的）\n\nこの規約は、相談の利用について定めます。\n\n# 第2条（対象）\n\n${'長い文。'.repeat(80)}\n\n# 第3条（受付）\n\n受付は9時からです。\n`;
  const first = await desk.admin.post('/console/izumo/terms', { ...terms, text, effective: '2026-12-01' });
  await desk.admin.post(`${pathOf(first)}/publish`);
  await desk.admin.post('/console/izumo/terms', { ...terms, text: text.replace('9時', '10時'), effective: '2027-04-01' });
  const at = '/console/online-hellowork/certification';
  const one = await desk.admin.post(at, { number: '13010-22223333', name: '認定 太郎', briefing: '2026-11-27' });
  await desk.admin.post(`${pathOf(one)}/direct`, { day: '2026-12-02', from: '10:00', to: '12:00' });
}

const pathOf = (answer: Response): string => (answer.headers.get('location') ?? '').split('?')[0] ?? '';

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = 'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })';
  const { violations } = outcome.parse(JSON.parse(await page.evaluate<string>(`${run}.then((it) => JSON.stringify(it))`)));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

const PAGES: readonly [string, (page: Page) => Promise<unknown>][] = [
  ['picking bookings', async () => undefined],
  ['picking nobody', (page) => page.getByRole('button', { name: '内容を確かめる' }).click()],
  ['a preview', preview],
  ['a run', run],
  ['the ledger', async (page) => page.goto(`${desk.house.url}/console/izumo/notices?from=2026-11-01`)],
  ['the terms', async (page) => page.goto(`${desk.house.url}/console/izumo/terms`)],
  ['a new text of the terms', draft],
  ['a draft with its difference', (page) => version(page, '2027年4月1日から')],
  ['a published text', (page) => version(page, '2026年12月1日から')],
  ['the designated people', async (page) => page.goto(`${desk.house.url}/console/online-hellowork/certification`)],
  ['somebody designated', person],
];

async function preview(page: Page): Promise<void> {
  await page.getByLabel(/件すべてに送る/).check();
  await page.getByLabel('書き添える言葉（任意）').fill('当日は身分証をご用意ください。');
  await page.getByRole('button', { name: '内容を確かめる' }).click();
  await page.getByRole('heading', { name: '送る前の確認' }).waitFor();
}

async function run(page: Page): Promise<void> {
  await preview(page);
  const send = page.getByRole('button', { name: /件に送信する/ });
  if ((await send.count()) === 0) return;
  await send.click();
  await page.getByRole('progressbar').waitFor();
}

async function draft(page: Page): Promise<void> {
  await page.goto(`${desk.house.url}/console/izumo/terms/new`);
  await page.getByRole('button', { name: '下書きに登録する' }).click();
  await page.locator('.errors').waitFor();
}

async function version(page: Page, name: string): Promise<void> {
  await page.goto(`${desk.house.url}/console/izumo/terms`);
  await page.getByRole('link', { name }).first().click();
  await page.getByRole('heading', { name: '版の内容' }).waitFor();
}

async function person(page: Page): Promise<void> {
  await page.goto(`${desk.house.url}/console/online-hellowork/certification`);
  await page.getByRole('link', { name: '認定 太郎', exact: true }).click();
  await page.getByRole('heading', { name: '認定 太郎 さん' }).waitFor();
}

describe.each([360, 1280])('at %i pixels', (width) => {
  it.each(PAGES)('%s is accessible and fits', async (_name, open) => {
    const page = await signedIn(width);
    await page.goto(`${desk.house.url}/console/izumo/reminders?from=2026-11-24&to=2026-11-24`);
    await open(page);
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    await page.context().close();
  });
});

test('a file of the terms is read into the form, and one that is no UTF-8 is refused at once', async () => {
  const page = await signedIn();
  await page.goto(`${desk.house.url}/console/izumo/terms/new`);
  const file = page.getByLabel('規約のファイル');
  await file.setInputFiles({ name: 'kiyaku.txt', mimeType: 'text/plain', buffer: Buffer.from('第1条 目的') });
  await page.getByText('ファイルを読み込みました').waitFor();
  expect(await page.getByLabel('規約の本文').inputValue()).toBe('第1条 目的');
  expect(await page.getByRole('radio', { name: /テキスト/ }).isChecked()).toBe(true);
  await file.setInputFiles({ name: 'sjis.txt', mimeType: 'text/plain', buffer: Buffer.from([0x91, 0xe6, 0x82, 0x50]) });
  await page.getByText('UTF-8の文章として読めません').waitFor();
  expect(await page.getByLabel('規約の本文').inputValue()).toBe('第1条 目的');
  await page.context().close();
});
