import { readFileSync } from 'node:fs';
import type { DateTime } from 'luxon';
import pg from 'pg';
import type { Centre } from '#policy/centre.ts';
import type { Keys } from '#store/keys.ts';
import { lookupBy } from '#store/lookup.ts';
import { sealing } from '#store/sealing.ts';
import { planned } from './plan.ts';
import { type Rows, rowsOf } from './rows.ts';

/** What a booking needs comes before it; every constraint and trigger of the database is on, as for anybody. */
const ORDER: readonly (keyof Rows)[] = ['client', 'conversation', 'slot', 'booking', 'audit', 'outbox', 'notice', 'staff_task'];
const BATCH = 2_000;

/** Fills a migrated database with bookings of the last year and a half and of the weeks to come. Answers how many rows of each table. */
export async function seed(given: {
  url: string;
  keys: Keys;
  centres: readonly Centre[];
  bookings: number;
  now: DateTime;
}): Promise<Record<string, number>> {
  const seals = { sealing: sealing(given.keys), lookup: lookupBy(given.keys.lookup) };
  const rows = rowsOf(planned(given.centres, given.bookings, given.now), seals, given.now);
  const client = new pg.Client({ connectionString: given.url });
  await client.connect();
  try {
    await insertAll(client, rows);
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
  return Object.fromEntries(ORDER.map((table) => [table, rows[table].length]));
}

/** One transaction: a slot's `used` is proven at its end. */
async function insertAll(client: pg.Client, rows: Rows): Promise<void> {
  await client.query('BEGIN');
  for (const table of ORDER) {
    for (let at = 0; at < rows[table].length; at += BATCH) await insert(client, table, rows[table].slice(at, at + BATCH));
  }
  await client.query('COMMIT');
}

async function insert(client: pg.Client, table: keyof Rows, rows: Rows[keyof Rows]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {})
    .map((name) => `"${name}"`)
    .join(', ');
  await client.query(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::"${table}", $1::jsonb)`,
    [JSON.stringify(rows)],
  );
}

/** The keys that a server on this machine keeps in its data directory. */
export function keptKeys(dataDir: string): { dataKeys: string; lookupKey: string } {
  return JSON.parse(readFileSync(`${dataDir}/keys.json`, 'utf8'));
}
