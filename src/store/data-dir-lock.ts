import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFault } from './faults.ts';
import { startOf } from './processes.ts';

type Owner = { pid: number; start: string };
export type DataDirLock = { release(): Promise<void> };

/**
 * One process at a time on a data directory. The lock names its owner by pid and start, so that a lock left by a killed process
 * is told from a living sibling's. Throws `data-dir-in-use` for the latter.
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const file = join(dataDir, 'madoguchi.lock');
  const mine = JSON.stringify({ pid: process.pid, start: (await startOf(process.pid)) ?? 'unknown' } satisfies Owner);
  for (let tries = 0; tries < 20; tries++) {
    if (await put(file, mine)) return { release: () => release(file, mine) };
    const theirs = await readFile(file, 'utf8').catch(() => undefined);
    if (theirs === undefined) continue;
    const owner = parse(theirs);
    if (owner && (await lives(owner))) throw inUse(owner.pid, dataDir);
    await takeAway(file, theirs);
  }
  throw new StoreFault('data-dir-in-use', `${file} cannot be taken. Please remove it when no madoguchi process is running.`);
}

const inUse = (pid: number, dataDir: string) =>
  new StoreFault(
    'data-dir-in-use',
    `Another madoguchi process (pid ${pid}) is using ${dataDir}. Stop it first, or give this one another DATA_DIR.`,
  );

/** The file appears with its content or not at all: a link cannot replace what is there. */
async function put(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, content, { mode: 0o600 });
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Removes a dead owner's lock; a lock that somebody else put there in the meantime goes back. */
async function takeAway(file: string, expected: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== expected) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}

async function release(file: string, mine: string): Promise<void> {
  if ((await readFile(file, 'utf8').catch(() => '')) === mine) await rm(file, { force: true });
}

async function lives(owner: Owner): Promise<boolean> {
  const start = await startOf(owner.pid);
  return start !== undefined && (start === owner.start || start === 'unknown');
}

function parse(content: string): Owner | undefined {
  try {
    const { pid, start }: Partial<Owner> = JSON.parse(content);
    return typeof pid === 'number' && typeof start === 'string' ? { pid, start } : undefined;
  } catch {
    return undefined;
  }
}
