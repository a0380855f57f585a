import type { Request } from 'express';
import { RateLimiterMemory } from 'rate-limiter-flexible';

/** An office behind one address signs in by tens in the morning; guessing takes thousands. */
const POINTS = 30;
const SECONDS = 300;

/** Failed sign-ins by address, in this process. Takes a point at once, so that many at a time are counted; a success gives it back. */
export type Attempts = { take(request: Request): Promise<boolean>; giveBack(request: Request): Promise<void> };

export function attempts(points = POINTS): Attempts {
  const limiter = new RateLimiterMemory({ points, duration: SECONDS });
  return {
    take: (request) =>
      limiter.consume(request.ip ?? '').then(
        () => true,
        () => false,
      ),
    giveBack: async (request) => void (await limiter.reward(request.ip ?? '')),
  };
}
