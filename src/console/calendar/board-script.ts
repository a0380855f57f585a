import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { bundled } from '../shell/bundling.ts';

/** The board's script. */
export function boardScript(): RequestHandler {
  const script = bundled(join(import.meta.dirname, 'board', 'main.ts'));
  return async (_request, response) => {
    response
      .type('text/javascript')
      .set('cache-control', 'private, max-age=3600')
      .send(await script());
  };
}
