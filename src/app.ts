import express from 'express';
import type { Log } from '#bot/parts.ts';
import type { Metrics } from './metrics.ts';
import { pageLimit } from './rate-limit.ts';

/** The web server: what it answers, and in which order. Routers come from the layers; this file only mounts them. */
export type AppParts = {
  /** Mounted first: a webhook's signature is over the raw body, so no parser may come before it. */
  webhooks: readonly express.Router[];
  pages: readonly express.Router[];
  ready: () => Promise<boolean>;
  metrics: Metrics;
  log: Log;
};

export function app({ webhooks, pages, ready, metrics, log }: AppParts): express.Express {
  const server = express();
  server.disable('x-powered-by');
  server.set('trust proxy', 'loopback');
  for (const router of webhooks) server.use(router);
  server.get('/healthz', (_request, response) => {
    response.type('text/plain').send('ok\n');
  });
  server.get('/readyz', async (_request, response) => {
    const is = await ready();
    response
      .status(is ? 200 : 503)
      .type('text/plain')
      .send(is ? 'ready\n' : 'the database does not answer\n');
  });
  server.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  server.use(['/terms', '/forms', '/bookings', '/addresses'], pageLimit());
  for (const router of pages) server.use(router);
  server.use((_request, response) => {
    response.status(404).type('text/plain').send('Not found.\n');
  });
  server.use(faults(log));
  return server;
}

/** Express's own handler would show a stack, and a message may quote what somebody sent. */
const faults =
  (log: Log): express.ErrorRequestHandler =>
  (fault: unknown, _request, response, next) => {
    const status =
      typeof fault === 'object' && fault !== null && 'status' in fault && typeof fault.status === 'number' ? fault.status : 500;
    if (status >= 500) log.error({ why: fault instanceof Error ? fault.name : 'unknown' }, 'a request failed');
    if (response.headersSent) return next(fault);
    response
      .status(status)
      .type('text/plain')
      .send(status >= 500 ? 'Something went wrong. Please try again.\n' : 'This request cannot be read.\n');
  };
