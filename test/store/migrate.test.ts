import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { migrate } from '#store/migrate.ts';
import { withSchemaEngine } from '#store/schema-engine.ts';
import { emptyDatabase, freshDatabase } from '../support/database.ts';

async function database(make: typeof emptyDatabase): Promise<{ url: string; sql: pg.Client }> {
  const { url, drop } = await make();
  const sql = new pg.Client({ connectionString: url });
  await sql.connect();
  onTestFinished(async () => {
    await sql.end();
    await drop();
  });
  return { url, sql };
}

async function folderWith(migrations: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-migrations-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  for (const [name, sql] of Object.entries(migrations)) {
    await mkdir(join(folder, name));
    await writeFile(join(folder, name, 'migration.sql'), sql);
  }
  return folder;
}

test('an empty database gets every migration, once, recorded as Prisma records it', async () => {
  const { url, sql } = await database(emptyDatabase);
  const applied = await migrate({ url });
  expect(applied).toContain('20261120000000_init');
  expect(await migrate({ url })).toEqual([]);
  const { rows } = await sql.query(
    'SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations ORDER BY 1',
  );
  expect(rows).toEqual(applied.map((name) => ({ migration_name: name, finished: true })));
});

test('processes that start together migrate one after another', async () => {
  const { url } = await database(emptyDatabase);
  const all = await Promise.all([migrate({ url }), migrate({ url }), migrate({ url })]);
  expect(all.filter((it) => it.length > 0)).toHaveLength(1);
});

test('a later migration is applied on top, functions and all', async () => {
  const { url, sql } = await database(emptyDatabase);
  await migrate({ url, folder: await folderWith({ '1_one': 'CREATE TABLE a (x int);' }) });
  const second = `CREATE FUNCTION two() RETURNS int LANGUAGE plpgsql AS $$ BEGIN PERFORM 1; RETURN 2; END $$; -- a; b`;
  const applied = await migrate({ url, folder: await folderWith({ '1_one': 'CREATE TABLE a (x int);', '2_two': second }) });
  expect(applied).toEqual(['2_two']);
  expect((await sql.query('SELECT two()')).rows).toEqual([{ two: 2 }]);
});

test('a migration that fails stops the start, leaves nothing half-done, and goes through once it is put right', async () => {
  const { url, sql } = await database(emptyDatabase);
  const folder = await folderWith({ '1_bad': 'CREATE TABLE a (x int); CREATE TABLE a (x int);' });
  await expect(migrate({ url, folder })).rejects.toMatchObject({ code: 'migration-failed' });
  expect((await sql.query(`SELECT to_regclass('a') AS a`)).rows).toEqual([{ a: null }]);
  await expect(migrate({ url, folder })).rejects.toMatchObject({ code: 'migration-failed' });
  await writeFile(join(folder, '1_bad', 'migration.sql'), 'CREATE TABLE a (x int);');
  expect(await migrate({ url, folder })).toEqual(['1_bad']);
});

test('the migrations and the Prisma schema say the same of tables, columns, indexes and references', async () => {
  const migrated = await database(freshDatabase);
  const drawn = await database(emptyDatabase);
  await drawn.sql.query(await scriptOfSchema(drawn.url));
  const [byMigrations, bySchema] = [await shapeOf(migrated.sql), await shapeOf(drawn.sql)];
  expect(byMigrations.columns).toEqual(bySchema.columns);
  // The migrations say more (partial indexes, checks), never less or otherwise.
  expect(byMigrations.indexes).toEqual(expect.arrayContaining(bySchema.indexes));
  expect(byMigrations.references).toEqual(bySchema.references);
});

/** The SQL that Prisma would write for its schema. */
async function scriptOfSchema(url: string): Promise<string> {
  const path = 'prisma/schema.prisma';
  const content = await readFile(path, 'utf8');
  const { stdout } = await withSchemaEngine(url, { path, content }, (engine) =>
    engine.diff({
      from: { tag: 'empty' },
      to: { tag: 'schemaDatamodel', files: [{ path, content }] },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return stdout ?? '';
}

async function shapeOf(sql: pg.Client) {
  const list = async (query: string) => (await sql.query<{ it: string }>(query)).rows.map(({ it }) => it);
  return {
    columns: await list(
      `SELECT concat_ws(' ', table_name, column_name, udt_name, datetime_precision, is_nullable, column_default) AS it
         FROM information_schema.columns WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY 1`,
    ),
    indexes: await list(
      `SELECT indexdef AS it FROM pg_indexes WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`,
    ),
    references: await list(
      `SELECT concat(conrelid::regclass, ' ', replace(pg_get_constraintdef(oid), ' DEFERRABLE INITIALLY DEFERRED', '')) AS it
         FROM pg_constraint WHERE contype = 'f' ORDER BY 1`,
    ),
  };
}
