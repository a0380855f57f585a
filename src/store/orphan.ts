import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreFault } from './faults.ts';
import { endedWithin, isPostgresOn } from './processes.ts';

/**
 * Stops a PostgreSQL that outlived its killed parent. Call it only while holding the data directory's lock. A postmaster.pid
 * whose number belongs to another program by now is removed: PostgreSQL itself would wait for that program to end.
 */
export async function stopOrphan(pgdata: string): Promise<void> {
  const file = join(pgdata, 'postmaster.pid');
  const content = await readFile(file, 'utf8').catch(() => undefined);
  if (content === undefined) return;
  const pid = Number.parseInt(content, 10);
  if (pid > 1 && (await isPostgresOn(pid, pgdata))) await stopServer(pid);
  await rm(file, { force: true });
}

/** A fast shutdown (SIGINT), then an immediate one (SIGQUIT: the next start recovers), then the hard way. */
export async function stopServer(pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 6],
    ['SIGQUIT', 2],
    ['SIGKILL', 2],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await endedWithin(pid, seconds)) return;
  }
  throw new StoreFault('database-not-started', `PostgreSQL (pid ${pid}) does not stop.`);
}
