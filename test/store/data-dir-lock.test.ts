import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockDataDir } from '#store/data-dir-lock.ts';

let dataDir = '';
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-lock-'));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));
const file = () => join(dataDir, 'madoguchi.lock');

/** The number of a process that has ended. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid ?? 0;
}

test('the lock is there while it is held, and nothing is left behind', async () => {
  const lock = await lockDataDir(dataDir);
  expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({ pid: process.pid });
  await expect(lockDataDir(dataDir)).rejects.toMatchObject({ code: 'data-dir-in-use' });
  await lock.release();
  expect(await readdir(dataDir)).toEqual([]);
});

test('of many that start at once, one gets the lock', async () => {
  await writeFile(file(), JSON.stringify({ pid: await deadPid(), start: 'x' }));
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => lockDataDir(dataDir)));
  expect(outcomes.filter((it) => it.status === 'fulfilled')).toHaveLength(1);
});

test('the lock of a process that has ended is taken over', async () => {
  await writeFile(file(), JSON.stringify({ pid: await deadPid(), start: 'x' }));
  await (await lockDataDir(dataDir)).release();
});

test('a lock whose number is another process’s by now is taken over', async () => {
  await writeFile(file(), JSON.stringify({ pid: process.pid, start: 'long ago' }));
  await (await lockDataDir(dataDir)).release();
});

test('a broken lock is taken over', async () => {
  await writeFile(file(), '');
  await (await lockDataDir(dataDir)).release();
});

test("releasing leaves somebody else's lock alone", async () => {
  const lock = await lockDataDir(dataDir);
  await writeFile(file(), 'theirs');
  await lock.release();
  expect(await readFile(file(), 'utf8')).toBe('theirs');
});
