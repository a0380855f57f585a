import type { Browser, Page } from 'playwright-core';

/** The simulator in the middle of a booking: the phone with the card that is checked before 予約する. */

/** High enough for the whole card. */
const VIEWPORT = { width: 1280, height: 1112 };

/** What the client does (a button, or typed words), and the words of the answer that the next step waits for. */
type Step = { press: string; sees: string } | { types: string; sees: string };

const STEPS: readonly Step[] = [
  { press: '友だちに追加', sees: 'ご用件をお選びください' },
  { press: '予約する', sees: '窓口をお選びください' },
  { press: 'ハローワーク函館', sees: '利用規約のご確認' },
  { press: '同意する', sees: 'Zoomの規約のご確認' },
  { press: '同意する', sees: '求職登録はお済みですか。' },
  { press: '登録している', sees: 'Zoomをお使いになれますか。' },
  { press: 'はい', sees: 'お名前を入力してください。' },
  { types: '山田 花子', sees: '求職番号を入力してください。' },
  { types: '01010-123456', sees: 'メールアドレスを入力してください。' },
  { types: 'hanako@example.jp', sees: '相談したいことを、かんたんに入力してください。' },
  { types: '応募書類の書き方', sees: 'いっしょに参加する方はいますか。' },
  { press: 'いない', sees: '日をお選びください' },
  { types: '来週の水曜 10時', sees: '内容をご確認ください' },
];

async function act(page: Page, step: Step): Promise<void> {
  const phone = page.locator('.panel-talk');
  if ('press' in step) await phone.getByRole('button', { name: step.press, exact: true }).last().click();
  else {
    await phone.getByLabel('メッセージを入力').fill(step.types);
    await phone.getByLabel('メッセージを入力').press('Enter');
  }
  await phone.getByRole('log').getByText(step.sees).last().waitFor();
}

/** The page as it stands when the card is shown; the caller takes the picture and closes it. */
export async function bookingInSimulator(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  await page.goto(`${url}/simulator`);
  for (const step of STEPS) await act(page, step);
  await page.getByLabel('メッセージを入力').blur();
  return page;
}
