import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { pageHeaders } from './headers.ts';

const OURS = join(import.meta.dirname, 'assets');
const NOTO = dirname(fileURLToPath(import.meta.resolve('@fontsource/noto-sans-jp/package.json')));
/** The weights that the pages use; anything else of the package stays unserved. */
const WEIGHTS = ['400', '700'] as const;
const FONT_FILE = /^\/noto-sans-jp-[a-z0-9-]+-(?:400|700)-normal\.woff2$/;
const FOR_A_WEEK = { maxAge: '7d', index: false, redirect: false } as const;

/** The pages' style and its font, Noto Sans JP: cut by character ranges, so that a phone loads only what a page needs. */
export function assets(): express.Router {
  const router = express.Router();
  router.use('/assets', ...pageHeaders);
  router.get('/assets/pages.css', (_req, res) => res.sendFile('pages.css', { root: OURS, maxAge: '1h' }));
  router.get('/assets/icon.svg', (_req, res) => res.sendFile('icon.svg', { root: OURS, maxAge: '7d' }));
  for (const weight of WEIGHTS) {
    const css = fontCss(weight);
    router.get(`/assets/fonts/${weight}.css`, (_req, res) => {
      res.type('css').set('Cache-Control', 'public, max-age=604800').send(css);
    });
  }
  router.use('/assets/fonts/files', (req, _res, next) => next(FONT_FILE.test(req.path) ? undefined : 'router'));
  router.use('/assets/fonts/files', express.static(join(NOTO, 'files'), FOR_A_WEEK));
  return router;
}

/** The package's own rules without the older WOFF, which no phone of today needs. */
const fontCss = (weight: string): string =>
  readFileSync(join(NOTO, `${weight}.css`), 'utf8').replaceAll(/, url\([^)]*\.woff\) format\('woff'\)/g, '');
