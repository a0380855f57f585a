import pg from 'pg';
import type { Db } from './prisma.ts';

/** Told of a change at a centre; undefined: anything may have changed, since nobody listened until now. */
export type ChangeListener = (centreId: string | undefined) => void;

export type Changes = {
  listen(listener: ChangeListener): () => void;
  close(): Promise<void>;
};

const CHANNEL = 'office';

/** Every process's consoles: outside any transaction, so that nothing waits for it. */
export const tellConsoles = (db: Db, centreId: string): Promise<unknown> =>
  db.$executeRaw`SELECT pg_notify(${CHANNEL}, ${centreId})`;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;

/**
 * What the database tells of changes (`tell_console` in the migration), over one connection of the process's own, made at the first
 * listener. It comes back by itself after a loss. It needs a session of its own: no pooler that shares connections in between.
 */
export function changesOf(url: string): Changes {
  const listeners = new Set<ChangeListener>();
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let wait = FIRST_WAIT_MS;
  let state: 'idle' | 'on' | 'closed' = 'idle';

  const tell = (centreId: string | undefined) => {
    for (const listener of [...listeners]) listener(centreId);
  };
  const again = (lost: pg.Client) => {
    if (client !== lost || state === 'closed') return;
    client = undefined;
    lost.end().catch(() => undefined);
    retry = setTimeout(() => void connect(), wait);
    retry.unref();
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
  const connect = async (): Promise<void> => {
    const mine = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, keepAlive: true });
    client = mine;
    mine.on('error', () => again(mine));
    mine.on('end', () => again(mine));
    mine.on('notification', ({ payload }) => tell(payload));
    try {
      await mine.connect();
      await mine.query(`LISTEN ${CHANNEL}`);
      wait = FIRST_WAIT_MS;
      tell(undefined);
    } catch {
      again(mine);
    }
  };
  return {
    listen(listener) {
      listeners.add(listener);
      if (state === 'idle') {
        state = 'on';
        void connect();
      }
      return () => void listeners.delete(listener);
    },
    async close() {
      state = 'closed';
      clearTimeout(retry);
      listeners.clear();
      await client?.end().catch(() => undefined);
    },
  };
}
