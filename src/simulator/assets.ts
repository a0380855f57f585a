import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import express from 'express';

const PAGE = join(import.meta.dirname, 'page');
/** In this order: what comes later may override what comes before. */
const STYLES = ['base', 'frame', 'phone', 'messages', 'flex', 'panels'];
const FONTS = dirname(createRequire(import.meta.url).resolve('@fontsource/noto-sans-jp/400.css'));

/** The page's script, style, font and document. The script is bundled at the first request and kept in memory. */
export function assets(): express.Router {
  const router = express.Router();
  let script: Promise<string> | undefined;
  router.get('/page.js', async (_request, response) => {
    script ??= bundle();
    response
      .type('text/javascript')
      .set('cache-control', 'no-cache')
      .send(await script);
  });
  router.get('/page.css', async (_request, response) => {
    response
      .type('text/css')
      .set('cache-control', 'no-cache')
      .send(await style());
  });
  router.use('/fonts', express.static(FONTS, { index: false, maxAge: '7d' }));
  router.get('/', async (request, response) => {
    const document = await readFile(join(PAGE, 'index.html'), 'utf8');
    response.type('html').set('cache-control', 'no-cache').send(document.replaceAll('{base}', request.baseUrl));
  });
  return router;
}

async function style(): Promise<string> {
  const parts = await Promise.all(STYLES.map((name) => readFile(join(PAGE, `${name}.css`), 'utf8')));
  return parts.join('\n');
}

async function bundle(): Promise<string> {
  const result = await build({
    entryPoints: [join(PAGE, 'main.tsx')],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    legalComments: 'none',
    logLevel: 'silent',
  });
  return result.outputFiles[0]?.text ?? '';
}
