import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freePort } from '#store/server.ts';
import { launchChromium } from '../support/chromium.ts';
import { type TeamsClient, teamsClient } from '../support/playground.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';

/**
 * A client on Teams from the installation to a message after a restart: the server as a process without an app id, Microsoft's Agents
 * Playground as another, and a counsellor in Chromium. The playground stamps what it sends by the machine's clock, the trial has another.
 */
const CENTRE = 'yamaguchi-vocational';
const PASSWORD = 'ひろい窓口の青い椅子 42';

let home: string;
let env: Record<string, string>;
let server: ServerProcess;
let url: string;
let client: TeamsClient;
let browser: Browser;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'madoguchi-teams-'));
  // The playground knows one address: the server comes back at the same.
  env = { DATA_DIR: join(home, 'data'), PORT: `${await freePort()}` };
  server = startServer({ env: { ...env, DEMO_NOW: '2026-11-20T10:00+09:00' } });
  [url, client, browser] = await Promise.all([
    server.ready,
    teamsClient(`http://127.0.0.1:${env['PORT']}/api/messages`),
    launchChromium(),
  ]);
});
afterEach(async () => {
  await Promise.all([browser?.close(), client?.stop()]);
  server.signal('SIGTERM');
  await server.ended;
  rmSync(home, { recursive: true, force: true });
});

async function openConsole(): Promise<Page> {
  const page = await browser.newPage({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  await page.goto(/http\S+\/console\/welcome\/\S+/.exec(server.output().stdout)?.[0] ?? '');
  await page.getByLabel('ログインID').fill('soudan');
  await page.getByLabel('お名前').fill('相談 太郎');
  for (const label of [/^パスワード(?!（)/, /^パスワード（確認）/]) await page.getByLabel(label).fill(PASSWORD);
  await page.getByRole('button', { name: '登録してログインする' }).click();
  await page.waitForURL(/\/console(?!\/welcome)/);
  return page;
}

/** The only request: its page, by the list. */
async function answerRequest(desk: Page): Promise<void> {
  await desk.goto(`${url}/console/${CENTRE}/requests`);
  const answer = desk.getByRole('main').getByRole('link', { name: /回答する/ });
  expect(await answer.count()).toBe(1);
  await answer.click();
  await desk.getByRole('button', { name: '確定する', exact: true }).click();
}

async function write(desk: Page, words: string): Promise<void> {
  await desk.goto(`${url}/console/${CENTRE}/clients`);
  await desk.getByRole('main').getByRole('link', { name: '山田 花子' }).click();
  await desk.getByLabel(/^メッセージ/).fill(words);
  await desk.getByRole('button', { name: '内容を確認する' }).click();
  await desk.getByRole('button', { name: 'この内容で送る' }).click();
  await desk.getByText('メッセージを送ります。').waitFor();
}

test('a client installs the app, books, is confirmed and written to, also after a restart', async () => {
  // The playground's Teams is in English; both ways in which Teams tells of an installation make one greeting.
  await client.install();
  await client.sees('In this chat you can book');
  await client.writes('日本語', 'ことばを選んでください。');
  await client.presses('日本語', 'これからは日本語でご案内します。');
  expect(client.count('In this chat you can book')).toBe(1);

  const terms = await client.presses('予約する', '利用規約のご確認');
  await client.presses('同意する', 'カメラの付いたスマートフォン');
  // What was chosen stands on the card, and nothing can be pressed there any more.
  expect((await client.becomes(terms, ({ buttons }) => buttons.size === 0)).words).toContain('同意する');
  await client.presses('はい', 'お名前を入力してください。');
  await client.writes('山田 花子', 'メールアドレスを入力してください。');
  await client.writes('hanako@example.jp', '電話番号を入力してください。');
  await client.writes('090-1234-5678', 'いっしょに参加する方はいますか。');
  await client.presses('いない', '日をお選びください');
  await client.writes('11月25日', '時間をお選びください');
  const check = await client.presses('10:00', '内容をご確認ください');
  expect(check.words).toContain('11月25日(水) 10:00～11:00');
  expect(check.words).not.toContain('hanako@example.jp');
  await client.presses('この内容で申し込む', 'お申し込みを受け付けました');

  // The same press again, and an old one, from the cards as they stood.
  await client.pressesOn(check, 'この内容で申し込む');
  await client.pressesOn(terms, '同意する');
  await client.sees('前の画面のボタンです');
  expect(client.count('お申し込みを受け付けました')).toBe(1);

  const desk = await openConsole();
  await answerRequest(desk);
  await client.sees('予約が確定しました');
  await write(desk, '静かな部屋をご用意ください。');
  await client.sees('静かな部屋をご用意ください。');

  server.signal('SIGTERM');
  await server.ended;
  const before = server.output().stderr;
  server = startServer({ env: { ...env, DEMO_NOW: '2026-11-20T10:10+09:00' } });
  expect(await server.ready).toBe(url);
  await write(desk, 'お会いできるのを楽しみにしています。');
  await client.sees('お会いできるのを楽しみにしています。');
  await client.writes('予約の確認', '確定しています');
  expect([before, server.output().stderr]).toEqual(['', '']);
}, 120_000);
