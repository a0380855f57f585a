import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { launchChromium } from '../support/chromium.ts';
import { FILLED_IN, type Serving, serve, TOKEN } from './serving.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const outcome = z.object({ violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })) });

let browser: Browser;
let pages: Serving;
beforeAll(async () => {
  [browser, pages] = await Promise.all([launchChromium(), serve()]);
});
afterAll(async () => {
  await browser.close();
  await pages.stop();
});

/** A phone of `width` without scripts of the page's own; what axe runs is ours and goes around the policy. */
async function open(path: string, width = 360): Promise<Page> {
  const page = await browser.newPage({ viewport: { width, height: 740 }, bypassCSP: true });
  await page.goto(pages.base + path);
  return page;
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const run = 'axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })';
  const { violations } = outcome.parse(JSON.parse(await page.evaluate<string>(`${run}.then((it) => JSON.stringify(it))`)));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

describe('in a browser', () => {
  it.each([
    '/terms/izumo',
    '/terms/online-hellowork?lang=en',
    '/terms/hakodate?lang=ja-easy',
    '/terms/nowhere',
    `/forms/${TOKEN}`,
    `/forms/${TOKEN}?lang=ja-easy`,
    '/forms/unknown',
  ])('%s is accessible, and fits 320 pixels', async (path) => {
    const page = await open(path, 320);
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await page.close();
  });

  it('a form with mistakes is accessible, takes the focus to what is wrong and leads from there to the field', async () => {
    const page = await open(`/forms/${TOKEN}`);
    await page.fill('#name', '花子3');
    await page.click('button[type=submit]');
    expect(await faults(page)).toEqual([]);
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('errors');
    await page.click('.errors a[href="#name"]');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('name');
    expect(await page.inputValue('#name')).toBe('花子3');
    await page.close();
  });

  it('everything to press is at least 44 pixels high but links within the text', async () => {
    const page = await open(`/forms/${TOKEN}`);
    const low = await page.$$eval('button, .button, .choice, input[type=text], textarea, .languages a', (all) =>
      all.filter((it) => it.getBoundingClientRect().height < 44).map((it) => it.outerHTML),
    );
    expect(low).toEqual([]);
    await page.close();
  });

  it('a form is filled in and sent without scripts, under the policy as it is, in our own font', async () => {
    // Its own, since a form that is sent is used up.
    const own = await serve();
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, javaScriptEnabled: false });
    const page = await context.newPage();
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    const fonts: string[] = [];
    page.on('request', (request) => request.url().endsWith('.woff2') && fonts.push(request.url()));
    await page.goto(`${own.base}/forms/${TOKEN}`, { waitUntil: 'networkidle' });
    await page.fill('#name', FILLED_IN.name);
    await page.check('input[name="job-seeker-number-none"]');
    await page.fill('#email', FILLED_IN.email);
    await page.check('#companions');
    await page.click('button[type=submit]');
    expect(await page.textContent('h1')).toBe('送信しました');
    expect(refused).toEqual([]);
    expect(fonts.length).toBeGreaterThan(0);
    expect(fonts.every((url) => url.startsWith(own.base))).toBe(true);
    await context.close();
    await own.stop();
  });
});
