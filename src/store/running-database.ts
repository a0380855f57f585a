import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { USER } from './cluster.ts';
import { isPostgresOn } from './processes.ts';

/** postmaster.pid: the process in the first line, its port in the fourth. */
const PID_LINE = 0;
const PORT_LINE = 3;

/** The address of the embedded PostgreSQL that another process of ours runs on `dataDir`, for tools beside it; undefined where none runs. */
export async function runningDatabase(dataDir: string): Promise<string | undefined> {
  const home = resolve(dataDir);
  const pgdata = join(home, 'postgres');
  const text = (file: string) => readFile(file, 'utf8').catch(() => '');
  const lines = (await text(join(pgdata, 'postmaster.pid'))).split('\n');
  const [pid, port] = [Number(lines[PID_LINE]), Number(lines[PORT_LINE])];
  const password = (await text(join(home, 'database-password'))).trim();
  if (!(pid > 1 && port > 0) || password === '' || !(await isPostgresOn(pid, pgdata))) return undefined;
  return `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`;
}
