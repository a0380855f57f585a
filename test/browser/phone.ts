import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const SIZE = { width: 360, height: 740 };

/** A browser of one's own as wide as a phone, and all that it complained about: errors, and what a page's policy refused. */
export async function openPhone(browser: Browser, url: string) {
  const context = await browser.newContext({ viewport: SIZE, timezoneId: 'America/St_Johns', locale: 'ja-JP' });
  const complaints: string[] = [];
  context.on('console', (message) => void (message.type() === 'error' && complaints.push(message.text())));
  context.on('weberror', (error) => void complaints.push(error.error().message));
  const page = await context.newPage();
  await page.goto(url);
  return { page, complaints, ...hand(page), [Symbol.asyncDispose]: () => context.close() };
}

/** What somebody does with the simulator. A step is done when one more message of the centre says the words that are given last. */
function hand(page: Page) {
  const talk = page.locator('.panel-talk');
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const inChat = (label: string) => talk.getByRole('button', { name: label, exact: true }).last();
  const messages = talk.getByRole('log').locator('.from-centre');
  const sees = (words: string): Promise<void> => messages.filter({ hasText: words }).last().waitFor();
  const answered = async (act: () => Promise<void>, words: string): Promise<void> => {
    const saying = messages.filter({ hasText: words });
    const before = await saying.count();
    await act();
    await saying.nth(before).waitFor();
  };
  return {
    button,
    /** The newest of the chat's buttons with this label. */
    inChat,
    sees,
    /** The newest message. */
    newest: () => messages.last().innerText(),
    presses: (label: string, then: string): Promise<void> => answered(() => inChat(label).click(), then),
    types: (words: string, then: string): Promise<void> =>
      answered(async () => {
        const input = talk.getByLabel('メッセージを入力');
        await input.fill(words);
        await input.press('Enter');
      }, then),
    /** Takes this person's phone and goes to their chat with this centre. */
    async talksAs(person: string, centre: string): Promise<void> {
      for (const choice of [centre, person]) {
        await button('相手').click();
        await page.locator('.panel-people').getByRole('button', { name: choice, exact: true }).click();
      }
      await talk.getByText(`${person} さんとして`).waitFor();
    },
    /** Presses a link of the chat; answers the page that it opens. */
    async opens(label: string): Promise<Page> {
      const opened = page.context().waitForEvent('page');
      await talk.getByRole('link', { name: label, exact: true }).last().click();
      const next = await opened;
      await next.waitForLoadState();
      return next;
    },
  };
}

type Finding = { id: string; help: string; nodes: { html: string }[] };
/** What axe finds wrong with the page as it is, and whether it has to be scrolled sideways. */
export async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations }: { violations: Finding[] } = await page.evaluate('axe.run()');
  const fits: boolean = await page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
  return [
    ...violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.map((node) => node.html).join(' | ')}`),
    ...(fits ? [] : ['wider than the screen']),
  ];
}
