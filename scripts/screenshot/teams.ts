import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

/** The playground's page in the middle of a booking: the same card as in the simulator, as Teams shows it. */

/** The playground's own bar, which is left out of the picture: on a page as narrow as this it is so high. */
export const BAR = 88;
/** Without the bar as high as the simulator's picture, and as wide as a chat beside it. The page is by 40 higher than its window. */
const VIEWPORT = { width: 620, height: 1112 + BAR - 40 };

type Step = { press: string; sees: string } | { types: string; sees: string };

const STEPS: readonly Step[] = [
  { types: '日本語', sees: 'ことばを選んでください。' },
  { press: '日本語', sees: 'ご用件をお選びください' },
  { press: '予約する', sees: '利用規約のご確認' },
  { press: '同意する', sees: 'カメラの付いたスマートフォン' },
  { press: 'はい', sees: 'お名前を入力してください。' },
  { types: '山田 花子', sees: 'メールアドレスを入力してください。' },
  { types: 'hanako@example.jp', sees: '電話番号を入力してください。' },
  { types: '090-1234-5678', sees: 'いっしょに参加する方はいますか。' },
  { press: 'いない', sees: '日をお選びください' },
  { types: '来週の水曜 10時', sees: '内容をご確認ください' },
];

async function act(page: Page, step: Step): Promise<void> {
  if ('press' in step) await page.getByRole('button', { name: step.press, exact: true }).last().click();
  else {
    await page.getByRole('textbox').last().click();
    await page.keyboard.type(step.types);
    await page.keyboard.press('Enter');
  }
  await page.getByText(step.sees).last().waitFor();
}

/** The page as it stands when the card is shown; the caller takes the picture and closes it. */
export async function bookingOnTeams(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: VIEWPORT, locale: 'ja-JP', timezoneId: 'Asia/Tokyo' });
  await page.route('**', (route) => (route.request().url().startsWith(url) ? route.fallback() : route.abort()));
  await page.route(`${url}/noto/*`, (route) => route.fulfill({ path: join(NOTO, 'files', basename(route.request().url())) }));
  await page.goto(url);
  await page.addStyleTag({ content: [...WEIGHTS.map(fontFaces), LOOKS].join('\n') });
  await page.getByText('What would you like to do?').waitFor();
  await page.locator('button[title="Clear logs"] + button').click();
  for (const step of STEPS) await act(page, step);
  await page.getByRole('textbox').last().blur();
  return page;
}

const NOTO = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-jp/package.json'));
const WEIGHTS = ['400', '700'] as const;

/** The package's own rules; the files come from an address of the page, which may load no others. */
const fontFaces = (weight: string): string => readFileSync(join(NOTO, `${weight}.css`), 'utf8').replaceAll('./files/', '/noto/');

/** Japanese letters, and no times of day: they are the machine's, not the trial's. */
const LOOKS = `
  * { font-family: "Noto Sans JP", sans-serif !important; }
  [aria-label="Message timestamp"] { visibility: hidden; }
`;
