import type { DateTime } from 'luxon';
import type { Store } from '#store/store.ts';
import type { Sweeping } from '../stage.ts';

/**
 * What has served its purpose is not kept for longer: the less lies here, the less can be lost. That something was said, and its fate,
 * stays in the ledger and the audit; the texts go.
 */

/** Long enough to answer a client's question about what was said before a session of the last quarter. */
const TEXTS_DAYS = 90;
/** A staff session ends within a day; its row only says who was signed in when, which the audit knows better. */
const SESSIONS_DAYS = 30;
/** One-time pages and links are void when they expire; a week later nobody asks why any more. */
const PAGES_DAYS = 7;
const AT_A_TIME = 1_000;

/**
 * Once an hour: nobody minds an hour in ninety days, and a look through whole tables every minute would be a waste. A process does so
 * first when it starts.
 * What does not fit into a few batches waits for the next hour. Answers how many rows were touched.
 */
export async function forgetOld({ parts: { store, clock } }: Sweeping): Promise<number> {
  const now = clock.now();
  const last = lookedAt.get(store);
  if (last && now >= last && now.diff(last).as('hours') < 1) return 0;
  let touched = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const retained = await store.retention({
      textsBefore: now.minus({ days: TEXTS_DAYS }),
      eventsBefore: now.minus({ days: TEXTS_DAYS }),
      sessionsBefore: now.minus({ days: SESSIONS_DAYS }),
      pagesBefore: now.minus({ days: PAGES_DAYS }),
      limit: AT_A_TIME,
    });
    const counts = Object.values(retained);
    touched += counts.reduce((sum, count) => sum + count, 0);
    if (counts.every((count) => count < AT_A_TIME)) break;
  }
  lookedAt.set(store, now);
  return touched;
}

/** When this process looked last, by its store; a clock that was set back does not count. */
const lookedAt = new WeakMap<Store, DateTime>();

const MOST_BATCHES = 10;
