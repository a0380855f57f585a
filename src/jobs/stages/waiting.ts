import type { Sweeping } from '../stage.ts';

/** Waking costs next to nothing; but looking for the waiting takes a lock each, and PostgreSQL has room for some thousands. */
const WOKEN_AT_A_TIME = 2_000;

/** Events and messages that a crash or a fault left behind. */
export async function wakeWaiting({ parts: { store, clock }, runner }: Sweeping): Promise<number> {
  const waiting = await store.conversationsWaiting(WOKEN_AT_A_TIME);
  const mail = await store.conversationsWithMail(clock.now(), WOKEN_AT_A_TIME);
  const ids = new Set([...waiting, ...mail]);
  for (const id of ids) runner.wake(id);
  return ids.size;
}
