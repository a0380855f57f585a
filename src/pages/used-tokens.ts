import { createHash } from 'node:crypto';
import type { Clock } from '#clock.ts';

const KEPT_MS = 10 * 60_000;
const MOST = 1_000;

/** A form's token as it may be kept and written down: SHA-256, 64 hex digits. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * The forms that this process took in a short while ago, so that a second tap on "send" hears that all is well. Only a kindness:
 * whether a form may be used is for the store to say, and another process that does not know answers that it is used up.
 */
export class UsedTokens<Detail> {
  readonly #used = new Map<string, { at: number; detail: Detail }>();
  readonly #clock: Pick<Clock, 'uptime'>;

  constructor(clock: Pick<Clock, 'uptime'>) {
    this.#clock = clock;
  }

  add(token: string, detail: Detail): void {
    const oldest = this.#used.keys().next();
    if (this.#used.size >= MOST && !oldest.done) this.#used.delete(oldest.value);
    this.#used.set(tokenHash(token), { at: this.#clock.uptime(), detail });
  }

  find(token: string): Detail | undefined {
    const used = this.#used.get(tokenHash(token));
    return used && this.#clock.uptime() - used.at < KEPT_MS ? used.detail : undefined;
  }
}
