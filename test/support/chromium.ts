import packed from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/** Small and quiet: no sandbox (tests also run as root), no graphics card, no network of its own. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--no-first-run',
  '--no-default-browser-check',
];

/** A headless Chromium from the npm package; the caller closes it. */
export async function launchChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await packed.executablePath(), args: ARGUMENTS, headless: true });
}
