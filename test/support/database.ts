import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    databaseUrl: string;
  }
}

export const TEMPLATE = 'madoguchi_template';

export type FreshDatabase = { url: string; drop(): Promise<void> };

/** The same server, another database. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}

/** A migrated, empty database of one's own. Drop it in `afterAll`, after closing every connection to it. */
export const freshDatabase = (): Promise<FreshDatabase> => newDatabase(`TEMPLATE ${TEMPLATE}`);

/** The same with nothing in it, not even the tables. */
export const emptyDatabase = (): Promise<FreshDatabase> => newDatabase('');

async function newDatabase(like: string): Promise<FreshDatabase> {
  const server = inject('databaseUrl');
  const name = `t_${randomBytes(8).toString('hex')}`;
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name} ${like}`));
  return { url: urlOf(server, name), drop: () => onServer(server, (client) => drop(client, name)) };
}

const IN_USE = '55006';

/**
 * A pool that was closed may still be saying goodbye: cut off by force, that would be a fault that nobody handles. PostgreSQL itself waits
 * up to five seconds for the last to leave; only then force is used.
 */
async function drop(client: pg.Client, name: string): Promise<void> {
  try {
    await client.query(`DROP DATABASE IF EXISTS ${name}`);
  } catch (fault) {
    if (!(fault instanceof pg.DatabaseError) || fault.code !== IN_USE) throw fault;
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function onServer(server: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
