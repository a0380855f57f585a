// The pictures of the documentation, taken in Chromium from servers of their own on fresh data: `npm run screenshot`, or
// `npm run screenshot -- <folder>`. Japanese is drawn with the font that the pages bring along.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/support/chromium.ts';
import { startServer } from '../test/support/server-process.ts';
import { officeDay, type Picture } from './screenshot/office-day.ts';
import { bookingInSimulator } from './screenshot/simulator.ts';
import { smallPng } from './screenshot/small-png.ts';
import { BAR, bookingOnTeams } from './screenshot/teams.ts';
import { startPlayground } from './teams-playground/playground.ts';

const FOLDER = process.argv[2] ?? 'docs/images';
const DEMO_NOW = '2026-11-20T10:00+09:00';

/** Below what is the last to be seen. */
const MARGIN = 8;

const picture: Picture = async (page, name, until, from = 0) => {
  const path = join(FOLDER, `${name}.png`);
  await page.mouse.move(0, 0);
  await page.evaluate('document.fonts.ready');
  const box = await until?.boundingBox();
  const width = page.viewportSize()?.width ?? 0;
  const end = box ? box.y + box.height + MARGIN : Number(await page.evaluate('document.documentElement.scrollHeight'));
  const clip = box || from > 0 ? { clip: { x: 0, y: from, width, height: end - from } } : {};
  await writeFile(path, smallPng(await page.screenshot({ animations: 'disabled', fullPage: true, ...clip })));
  process.stdout.write(`${path}\n`);
};

async function chats(browser: Browser, dataDir: string): Promise<void> {
  const server = startServer({ env: { DATA_DIR: dataDir, DEMO_NOW } });
  try {
    const url = await server.ready;
    await picture(await bookingInSimulator(browser, url), 'simulator');
    await teams(browser, url);
  } finally {
    server.signal('SIGTERM');
    await server.ended;
  }
}

async function teams(browser: Browser, server: string): Promise<void> {
  const playground = await startPlayground({ endpoint: `${server}/api/messages`, port: 0 });
  try {
    await picture(await bookingOnTeams(browser, playground.url), 'teams', undefined, BAR);
  } finally {
    await playground.stop();
  }
}

// Chromium writes the days of its own controls by the language of the machine.
Object.assign(process.env, { LANG: 'ja_JP.UTF-8', LANGUAGE: 'ja_JP' });
const data = await mkdtemp(join(tmpdir(), 'madoguchi-screenshot-'));
const browser = await launchChromium();
try {
  await chats(browser, join(data, 'chats'));
  await officeDay(browser, join(data, 'office'), picture);
} finally {
  await browser.close();
  await rm(data, { recursive: true, force: true });
}
