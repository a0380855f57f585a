import type { StoreUnderTest } from './store.ts';

type Statement = readonly [sql: string, values: readonly unknown[]];

/**
 * Runs `work` while another transaction keeps what `locking` locks; once it waits for that, runs `then` in the other transaction, which
 * ends with it. So the order in which `work` takes its locks can be seen.
 */
export async function whileLocked<T>(
  { sql }: StoreUnderTest,
  [locking, locked]: Statement,
  work: () => Promise<T>,
  [then, values]: Statement,
): Promise<T> {
  const other = await sql.connect();
  try {
    await other.query('BEGIN');
    await other.query(locking, [...locked]);
    const working = work();
    const waited = await waitedFor(sql);
    const met = await other.query(then, [...values]).then(
      () => undefined,
      (fault: unknown) => fault,
    );
    await other.query('ROLLBACK');
    const done = await working;
    if (!waited) throw new Error('nobody waited');
    if (met) throw met;
    return done;
  } finally {
    other.release();
  }
}

async function waitedFor(sql: StoreUnderTest['sql']): Promise<boolean> {
  for (let looks = 0; looks < 5_000; looks += 1) {
    const { rows } = await sql.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if ((rows[0]?.n ?? 0) > 0) return true;
  }
  return false;
}
