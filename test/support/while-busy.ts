import pg from 'pg';

/** Runs `work` while each of these conversations is in the middle of a turn that goes on and on. */
export async function whileBusy<T>(databaseUrl: string, conversationIds: readonly string[], work: () => Promise<T>): Promise<T> {
  const other = new pg.Client({ connectionString: databaseUrl });
  await other.connect();
  try {
    for (const id of conversationIds) await other.query('SELECT pg_advisory_lock(hashtextextended($1, 0))', [id]);
    return await work();
  } finally {
    await other.query('SELECT pg_advisory_unlock_all()');
    await other.end();
  }
}
