import { execFile } from 'node:child_process';
import { readFile, readlink } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';

/**
 * When a process began, as an opaque text that never changes while it lives: with the pid it tells a process from a later one
 * that got the same number. undefined: there is no such process. 'unknown': it lives, but the system does not say since when.
 */
export async function startOf(pid: number): Promise<string | undefined> {
  if (!isAlive(pid)) return undefined;
  if (process.platform === 'linux') return linuxStartOf(pid);
  if (process.platform === 'win32') return 'unknown';
  return (await ps(pid, 'lstart=')) || undefined;
}

/** Whether `pid` is a PostgreSQL server on this data directory, and not a later process that got its number. */
export async function isPostgresOn(pid: number, pgdata: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    const [name, cwd] = await Promise.all([
      readFile(`/proc/${pid}/comm`, 'utf8').catch(() => ''),
      readlink(`/proc/${pid}/cwd`).catch(() => ''),
    ]);
    return name.trim() === 'postgres' && cwd === pgdata;
  }
  return (await ps(pid, 'command=')).includes(pgdata);
}

/** Waits until the process has ended; false if it still lives after `seconds`. */
export async function endedWithin(pid: number, seconds: number): Promise<boolean> {
  const step = 50;
  for (let waited = 0; waited < seconds * 1000; waited += step) {
    if ((await startOf(pid)) === undefined) return true;
    await pause(step);
  }
  return (await startOf(pid)) === undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function linuxStartOf(pid: number): Promise<string | undefined> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  if (stat === undefined) return undefined;
  // The second field is the name in brackets and may hold spaces; the 22nd is the start in ticks since boot.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => '');
  return `${boot.trim()}:${fields[19]}`;
}

async function ps(pid: number, column: string): Promise<string> {
  const { stdout } = await promisify(execFile)('ps', ['-o', column, '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.trim();
}
