import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Db } from './prisma.ts';

/** Told of a change at a centre; undefined: anything may have changed, since somebody did not listen until now. */
export type ChangeListener = (centreId: string | undefined) => void;

export type Changes = {
  listen(listener: ChangeListener): () => void;
  /**
   * How far this process has heard of the changes at a centre: `<beginning>.<count>`, the same in every process. What is read from the
   * database after asking shows all of these changes, perhaps more. Undefined: it does not hear, or not yet.
   */
  asOf(centreId: string): string | undefined;
  close(): Promise<void>;
};

const CHANNEL = 'office';
/** Who begins to listen says so to all, and all count anew from there: everybody hears everything in one order. */
const BEGINNINGS = 'office_beginnings';

/** Every process's consoles: outside any transaction, so that nothing waits for it. */
export const tellConsoles = (db: Db, centreId: string): Promise<unknown> =>
  db.$executeRaw`SELECT pg_notify(${CHANNEL}, ${centreId})`;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 15_000;
/** A connection that only listens is not missed when it is lost without a word, as firewalls do to idle ones. */
const PATIENCE = { askEveryMs: 20_000, answerWithinMs: 10_000 };

/**
 * What the database tells of changes (`tell_console` in the migration), over one connection of the process's own, made when it
 * is first asked for, and asked now and then whether it still is one. It comes back by itself after a loss. It needs a session of its
 * own: no pooler that shares connections in between.
 */
export function changesOf(url: string, { askEveryMs, answerWithinMs } = PATIENCE): Changes {
  const listeners = new Set<ChangeListener>();
  const counts = new Map<string, number>();
  let beginning: string | undefined;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  let asking: NodeJS.Timeout | undefined;
  let wait = FIRST_WAIT_MS;
  let state: 'idle' | 'on' | 'closed' = 'idle';

  const tell = (centreId: string | undefined) => {
    for (const listener of [...listeners]) listener(centreId);
  };
  const hear = ({ channel, payload = '' }: pg.Notification) => {
    if (channel === BEGINNINGS) {
      beginning = payload;
      counts.clear();
      tell(undefined);
    } else {
      counts.set(payload, (counts.get(payload) ?? 0) + 1);
      tell(payload);
    }
  };
  const again = (lost: pg.Client) => {
    if (client !== lost || state === 'closed') return;
    client = undefined;
    beginning = undefined;
    clearTimeout(asking);
    lost.end().catch(() => undefined);
    retry = setTimeout(() => void connect(), wait);
    retry.unref();
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  };
  /** One question at a time, for as long as this is the connection. */
  const ask = async (mine: pg.Client): Promise<void> => {
    try {
      await mine.query('SELECT 1');
    } catch {
      again(mine);
    }
    if (client !== mine || state === 'closed') return;
    asking = setTimeout(() => void ask(mine), askEveryMs);
    asking.unref();
  };
  const connect = async (): Promise<void> => {
    const limits = { connectionTimeoutMillis: answerWithinMs, query_timeout: answerWithinMs };
    const mine = new pg.Client({ connectionString: url, ...limits, keepAlive: true, application_name: 'madoguchi changes' });
    client = mine;
    mine.on('error', () => again(mine));
    mine.on('end', () => again(mine));
    // A connection that was given up may still have something to say: counted twice, later changes would look like old ones.
    mine.on('notification', (it) => void (client === mine && hear(it)));
    try {
      await mine.connect();
      await mine.query(`LISTEN ${CHANNEL}; LISTEN ${BEGINNINGS}`);
      await mine.query(`NOTIFY ${BEGINNINGS}, '${randomUUID()}'`);
      wait = FIRST_WAIT_MS;
      void ask(mine);
    } catch {
      again(mine);
    }
  };
  const start = () => {
    if (state !== 'idle') return;
    state = 'on';
    void connect();
  };
  return {
    listen(listener) {
      listeners.add(listener);
      start();
      return () => void listeners.delete(listener);
    },
    asOf(centreId) {
      start();
      return beginning && `${beginning}.${counts.get(centreId) ?? 0}`;
    },
    async close() {
      state = 'closed';
      clearTimeout(retry);
      clearTimeout(asking);
      listeners.clear();
      await client?.end().catch(() => undefined);
    },
  };
}
