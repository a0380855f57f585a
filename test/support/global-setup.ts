import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '#store/migrate.ts';
import { startDatabase } from '#store/server.ts';
import { TEMPLATE, urlOf } from './database.ts';

/**
 * One PostgreSQL for the whole run, with a migrated database that every test file clones; and what Node compiled, kept for the many
 * servers that tests start.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-test-'));
  const compiled = compileOnce(join(dataDir, 'compiled'));
  const database = await startDatabase({ dataDir, mayBeLost: true });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(`CREATE DATABASE ${TEMPLATE}`);
  await client.end();
  await migrate({ url: urlOf(database.url, TEMPLATE) });
  await compiled;
  project.provide('databaseUrl', database.url);
  return async () => {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}

/** Whoever is killed keeps nothing of what it compiled: one process that ends well does it for all. */
async function compileOnce(folder: string): Promise<void> {
  process.env.TEST_SERVERS_COMPILED = folder;
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', "await import('#house.ts')"], {
    env: { ...process.env, NODE_COMPILE_CACHE: folder },
  });
}
