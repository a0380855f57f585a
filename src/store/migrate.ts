import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { StoreFault } from './faults.ts';

const PRISMA = fileURLToPath(new URL('../../prisma/', import.meta.url));
/** Any number that nobody else uses: processes that start together migrate one after another. */
const LOCK = 7_610_233_905;

const TABLE_THERE = `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS there`;

type Migration = { name: string; sql: string };

/**
 * Applies the migrations of `prisma/migrations` that the database does not have yet, and answers their names. Recorded as
 * `prisma migrate deploy` records them. With nothing to do it costs one query. Throws `migration-failed`.
 */
export async function migrate({ url, folder = join(PRISMA, 'migrations') }: { url: string; folder?: string }): Promise<string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const applied = await appliedIn(client);
    const missing = migrations.filter((it) => !applied.has(it.name));
    if (missing.length > 0) {
      await forgetUnfinished(client);
      await apply(url, folder, migrations);
    }
    return missing.map((it) => it.name);
  } finally {
    // The lock goes with the session.
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((it) => it.isDirectory()).map((it) => it.name);
  return Promise.all(
    names.sort().map(async (name) => ({ name, sql: await readFile(join(folder, name, 'migration.sql'), 'utf8') })),
  );
}

async function appliedIn(client: pg.Client): Promise<Set<string>> {
  const { rows: found } = await client.query<{ there: boolean }>(TABLE_THERE);
  if (!found[0]?.there) return new Set();
  const { rows } = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Set(rows.map((it) => it.migration_name));
}

/**
 * A migration that failed, or whose process was killed, has left nothing behind: each is one transaction. Prisma would want a person
 * to say so; the lock says that nobody is in the middle of one.
 */
async function forgetUnfinished(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ there: boolean }>(TABLE_THERE);
  if (!rows[0]?.there) return;
  await client.query('UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL');
}

async function apply(url: string, folder: string, migrations: Migration[]): Promise<void> {
  // Only now: the engine weighs several megabytes.
  const { withSchemaEngine } = await import('./schema-engine.ts');
  const path = join(PRISMA, 'schema.prisma');
  const lockfile = await readFile(join(folder, 'migration_lock.toml'), 'utf8').catch(() => null);
  const migrationsList = {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok' as const, value: sql } },
    })),
  };
  try {
    await withSchemaEngine(url, { path, content: await readFile(path, 'utf8') }, (engine) =>
      engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } }),
    );
  } catch (cause) {
    throw new StoreFault('migration-failed', `The database could not be brought up to date: ${reasonOf(cause)}`, { cause });
  }
}

const reasonOf = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));
