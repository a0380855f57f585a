import type express from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** Pages a minute and address: far more than a person opens, far fewer than guessing a token takes. */
const PAGES_A_MINUTE = 120;

/**
 * For pages that anybody can open. Webhooks have none: LINE sends from few addresses, they are signed, and what is not signed is
 * refused before it costs anything. Each process counts for itself.
 */
export function pageLimit(): express.RequestHandler {
  const limiter = new RateLimiterMemory({ points: PAGES_A_MINUTE, duration: 60 });
  return (request, response, next) => {
    limiter.consume(request.ip ?? '').then(
      () => next(),
      () => {
        response
          .status(429)
          .set('Retry-After', '60')
          .type('text/plain')
          .send('しばらくしてから、もう一度お試しください。\nPlease try again in a minute.\n');
      },
    );
  };
}
