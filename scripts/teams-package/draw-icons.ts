// node scripts/teams-package/draw-icons.ts — draws icons/*.png anew from icons/*.svg, in the sizes that Teams asks for. The pictures are
// committed: who builds the package needs no browser.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchChromium } from '../../test/support/chromium.ts';
import { ICONS } from './icons.ts';

const folder = join(import.meta.dirname, 'icons');
const browser = await launchChromium();
try {
  for (const { name, size } of ICONS) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = await readFile(join(folder, `${name}.svg`), 'utf8');
    await page.setContent(`<style>body { margin: 0 } svg { display: block; width: ${size}px }</style>${svg}`);
    await writeFile(join(folder, `${name}.png`), await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
