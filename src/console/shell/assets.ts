import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import express from 'express';
import { bundled } from './bundling.ts';

const OURS = join(import.meta.dirname, '..', 'assets');
const TOKENS = join(
  dirname(fileURLToPath(import.meta.resolve('@digital-go-jp/design-tokens/package.json'))),
  'dist',
  'tokens.css',
);
/** What every page is made of, in this order; then each area's own sheet, by name; paper comes last, over all of them. */
const FIRST = ['base.css', 'frame.css', 'forms.css', 'parts.css'];
const LAST = ['print.css'];

/** One style sheet and one script for every page, made at the first request and kept in memory. */
export function assets(): express.Router {
  const router = express.Router();
  let style: Promise<string> | undefined;
  const script = bundled(join(OURS, 'console.ts'));
  router.get('/console.css', async (_request, response) => {
    style ??= styles();
    response
      .type('css')
      .set('Cache-Control', 'no-cache')
      .send(await style);
  });
  router.get('/console.js', async (_request, response) => {
    response
      .type('js')
      .set('Cache-Control', 'no-cache')
      .send(await script());
  });
  return router;
}

async function styles(): Promise<string> {
  const sheets = (await readdir(OURS)).filter((name) => name.endsWith('.css')).sort();
  const areas = sheets.filter((name) => !FIRST.includes(name) && !LAST.includes(name));
  const files = [TOKENS, ...[...FIRST, ...areas, ...LAST].map((name) => join(OURS, name))];
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  return texts.join('\n');
}
