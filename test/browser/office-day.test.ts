import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { barriers, openPhone } from './phone.ts';
import { runningServer } from './running.ts';

const running = runningServer();

/** The staff's own browser, with all that it complained about. */
async function openConsole() {
  const context = await running.browser.newContext({
    viewport: { width: 1280, height: 860 },
    timezoneId: 'America/St_Johns',
    locale: 'ja-JP',
  });
  const complaints: string[] = [];
  context.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  context.on('weberror', (error) => void complaints.push(error.error().message));
  const page = await context.newPage();
  return { page, complaints, [Symbol.asyncDispose]: () => context.close() };
}

/** The one-time link of the first start makes the first administrator. */
async function becomeAdministrator(page: Page): Promise<void> {
  const link = /http\S+\/console\/welcome\/\S+/.exec(running.server.output().stdout)?.[0];
  if (link === undefined) throw new Error(`no link in: ${running.server.output().stdout}`);
  await page.goto(link);
  await page.getByLabel('ログインID').fill('kanri');
  await page.getByLabel('お名前').fill('管理 花子');
  await page.getByLabel(/^パスワード(?!（)/).fill('ひろい窓口の青い椅子 42');
  await page.getByLabel(/^パスワード（確認）/).fill('ひろい窓口の青い椅子 42');
  await page.getByRole('button', { name: '登録してログインする' }).click();
  await page.waitForURL(/\/console(?!\/welcome)/);
}

const section = (page: Page, name: string) =>
  page.getByRole('navigation').getByRole('link', { name, exact: false }).first().click();

test('a day of an office: a request, an offer, the pick, the meeting details, the reminder, the arrival', async () => {
  await using staff = await openConsole();
  await using phone = await openPhone(running.browser, `${running.url}/simulator`);
  const desk = staff.page;
  await becomeAdministrator(desk);
  await desk.goto(`${running.url}/console/online-hellowork/today`);
  await desk.getByRole('heading', { level: 1 }).waitFor();
  expect(await barriers(desk)).toEqual([]);

  // A client asks for a time.
  await phone.talksAs('佐藤 太郎', 'オンライン・ハローワーク');
  await phone.presses('友だちに追加', 'ご用件をお選びください');
  await phone.types('予約したい', '相談の種類をお選びください');
  await phone.presses('オンライン職業相談', '利用規約のご確認');
  await phone.presses('同意する', 'Zoomの規約のご確認');
  await phone.presses('同意する', '確認させてください');
  await phone.presses('ハローワーク', 'Zoom');
  await phone.presses('はい', '入力ページで続けてください');
  const form = await phone.opens('入力ページを開く');
  await form.getByLabel('お名前').fill('佐藤 太郎');
  await form.getByLabel('求職番号').fill('13010-12345678');
  await form.getByLabel('メールアドレス').fill('taro@example.jp');
  await form.getByLabel('いない（一人で参加する）').check();
  await form.getByRole('button', { name: '送信する' }).click();
  await form.getByRole('heading', { name: '送信しました' }).waitFor();
  await form.close();
  await phone.sees('日をお選びください');
  await phone.types('11月25日10時', '内容をご確認ください');
  await phone.presses('この内容で申し込む', 'お申し込みを受け付けました');

  // The page of today hears of it by itself: nobody reloads anything.
  await desk.getByText('佐藤 太郎').first().waitFor();
  await section(desk, '申込み');
  await desk.getByText('佐藤 太郎').first().waitFor();
  expect(await barriers(desk)).toEqual([]);
  await desk
    .getByRole('main')
    .getByRole('link', { name: /回答する/ })
    .click();
  await desk.getByRole('heading', { level: 2, name: '申込みへの回答' }).waitFor();
  expect(await barriers(desk)).toEqual([]);

  // Staff propose two other times; the client picks one, which is the reply that confirms.
  await desk.locator('summary', { hasText: '日時を提案する' }).click();
  await desk.getByLabel('ほかの日時（1つ目）').fill('2026-11-25T13:00');
  await desk.getByLabel('ほかの日時（2つ目）').fill('2026-11-25T14:00');
  await desk.getByRole('button', { name: '日時を提案する' }).click();
  await desk.getByText('日時を提案しました。').waitFor();
  await phone.sees('日時のご提案');
  expect(await barriers(phone.page)).toEqual([]);
  await phone.presses('11月25日(水) 14:00', '予約が確定しました');
  await desk.locator('.badge', { hasText: '確定' }).first().waitFor();

  // Staff enter the meeting details; the push says only that they are ready.
  await desk.reload();
  await desk.getByLabel('ミーティングID').fill('987 6543 2100');
  await desk.getByLabel('パスコード').fill('mado55');
  await desk.getByRole('button', { name: '登録して知らせる' }).click();
  await desk.getByText('ミーティング情報を登録しました。').waitFor();
  await phone.sees('参加に必要なIDなどの準備ができました');
  expect(await phone.newest()).not.toContain('mado55');
  await phone.presses('表示', 'mado55');
  expect(await barriers(phone.page)).toEqual([]);

  // The day before, and the morning of the day.
  await phone.button('時計').click();
  await phone.page.getByLabel('進める先の日時').fill('2026-11-24T17:01');
  await phone.button('進める').click();
  await phone.button('トーク').click();
  await phone.sees('明日のご予約です。');
  await phone.button('時計').click();
  await phone.page.getByLabel('進める先の日時').fill('2026-11-25T13:50');
  await phone.button('進める').click();
  await phone.button('トーク').click();
  await phone.presses('遅れます', 'ご連絡を受けました');

  // Staff see it, and mark the arrival with one press. Five days have passed at the desk: they sign in again.
  await desk.goto(`${running.url}/console/online-hellowork/today`);
  await desk.getByLabel('ログインID').fill('kanri');
  await desk.getByLabel(/^パスワード/).fill('ひろい窓口の青い椅子 42');
  await desk.getByRole('button', { name: 'ログインする' }).click();
  await desk.goto(`${running.url}/console/online-hellowork/today`);
  await desk
    .getByText(/遅れます/)
    .first()
    .waitFor();
  expect(await barriers(desk)).toEqual([]);
  await desk.getByRole('button', { name: /来ました/ }).click();
  await desk.getByText('来た記録をつけました。').waitFor();
  expect(await barriers(desk)).toEqual([]);

  // With the clock five days on, the session had ended: the page's line to the server was told so, and nothing else went wrong.
  const unexpected = staff.complaints.filter((complaint) => !/status of 401|Error Code 401/.test(complaint));
  expect([phone.complaints, unexpected]).toEqual([[], []]);
}, 120_000);
