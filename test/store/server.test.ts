import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Database, startDatabase } from '#store/server.ts';

const HOLDER = fileURLToPath(new URL('../support/database-holder.ts', import.meta.url));
let root = '';
let folders = 0;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'madoguchi-server-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));
const freshDir = () => join(root, String(++folders));

async function start(dataDir: string): Promise<Database> {
  const database = await startDatabase({ dataDir });
  onTestFinished(() => database.stop());
  return database;
}

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

type Said = { url?: string; drained?: boolean; refused?: string; message?: string };
type Holder = { child: ChildProcess; next(): Promise<Said>; exit: Promise<unknown[]> };

/** A process of its own, in a process group of its own as a shell would start it. */
function holder(dataDir: string): Holder {
  const child = spawn(process.execPath, [HOLDER, dataDir], { stdio: ['pipe', 'pipe', 'inherit'], detached: true });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, next: async () => JSON.parse((await lines.next()).value ?? '{}'), exit: once(child, 'exit') };
}

const serverPid = async (dataDir: string) =>
  Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

test('a second start on the same folder goes on where the first ended', async () => {
  const dataDir = freshDir();
  const first = await start(dataDir);
  await ask(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.stop();
  await first.stop();
  const second = await start(dataDir);
  expect(await ask(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('the database is UTF-8, durable, in UTC, on this machine only and behind a password', async () => {
  const dataDir = freshDir();
  const { url } = await start(dataDir);
  const show = async (name: string) => Object.values((await ask(url, `SHOW ${name}`))[0] ?? {})[0];
  expect([await show('server_encoding'), await show('fsync'), await show('timezone')]).toEqual(['UTF8', 'on', 'UTC']);
  expect(await show('listen_addresses')).toBe('127.0.0.1');
  const { password, hostname } = new URL(url);
  expect(hostname).toBe('127.0.0.1');
  expect(password).toMatch(/^[\w-]{32}$/);
  await expect(ask(url.replace(password, 'password'), 'SELECT 1')).rejects.toThrow('password authentication failed');
  expect((await stat(join(dataDir, 'database-password'))).mode & 0o777).toBe(0o600);
});

test('a second process on the same folder is refused, and the first one is named', async () => {
  const dataDir = freshDir();
  const { url } = await start(dataDir);
  const said = await holder(dataDir).next();
  expect(said.refused).toBe('data-dir-in-use');
  expect(said.message).toContain(`Another madoguchi process (pid ${process.pid}) is using ${dataDir}`);
  expect(await ask(url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

test('the same process is refused as well', async () => {
  const dataDir = freshDir();
  await start(dataDir);
  await expect(startDatabase({ dataDir })).rejects.toMatchObject({ code: 'data-dir-in-use' });
});

test('after kill -9 the next start stops what was left behind and has everything that was committed', async () => {
  const dataDir = freshDir();
  const killed = holder(dataDir);
  const { url = '' } = await killed.next();
  await ask(url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const orphan = await serverPid(dataDir);
  killed.child.kill('SIGKILL');
  await killed.exit;
  expect(lives(orphan)).toBe(true);
  const database = await start(dataDir);
  expect(await serverPid(dataDir)).not.toBe(orphan);
  expect(await ask(database.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
});

test('Ctrl-C reaches our process alone, and the database serves its drain', async () => {
  const dataDir = freshDir();
  const { child, next, exit } = holder(dataDir);
  await next();
  const server = await serverPid(dataDir);
  process.kill(-(child.pid ?? 0), 'SIGINT');
  expect(await next()).toEqual({ drained: true });
  expect(await exit).toEqual([0, null]);
  expect(lives(server)).toBe(false);
});

test('a postmaster.pid whose number is another programme’s by now does no harm to either', async () => {
  const dataDir = freshDir();
  await (await start(dataDir)).stop();
  await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n${join(dataDir, 'postgres')}\n`);
  const { url } = await start(dataDir);
  expect(await ask(url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

test('a folder that cannot be used is named', async () => {
  await writeFile(join(root, 'a-file'), '');
  const dataDir = join(root, 'a-file', 'data');
  await expect(startDatabase({ dataDir })).rejects.toMatchObject({ message: expect.stringContaining(dataDir) });
});

test('what an interrupted first start left half-made is made anew', async () => {
  const dataDir = freshDir();
  await mkdir(join(dataDir, 'postgres.new'), { recursive: true });
  await writeFile(join(dataDir, 'postgres.new', 'half'), '');
  const { url } = await start(dataDir);
  expect(await ask(url, 'SELECT 1 AS alive')).toEqual([{ alive: 1 }]);
});

test('a database that cannot start says why, and leaves the folder free', async () => {
  const dataDir = freshDir();
  await (await start(dataDir)).stop();
  await writeFile(join(dataDir, 'postgres', 'postgresql.conf'), 'no such setting at all');
  await expect(startDatabase({ dataDir })).rejects.toMatchObject({
    code: 'database-not-started',
    message: expect.stringContaining('postgresql.conf'),
  });
  await writeFile(join(dataDir, 'postgres', 'postgresql.conf'), '');
  await start(dataDir);
});
