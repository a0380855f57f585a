import type { RequestHandler } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ConsoleOf } from '../console.ts';
import { refuse } from './refusal.ts';
import { visitorOf } from './session.ts';

/** A minute and address: far more than an office's people need to sign in, far fewer than it takes to weigh the server down. */
const REQUESTS_A_MINUTE = 120;

/** For requests without a session, before anything of them is read; who is signed in is not counted. Each process counts for itself. */
export function strangersLimited(of: ConsoleOf): RequestHandler {
  const limiter = new RateLimiterMemory({ points: REQUESTS_A_MINUTE, duration: 60 });
  return async (request, response, next) => {
    if ((await visitorOf(request, of, false)) !== undefined) return next();
    const within = await limiter.consume(request.ip ?? '').then(
      () => true,
      () => false,
    );
    if (within) next();
    else refuse(response.set('Retry-After', '60'), 429, 'tooMany');
  };
}
