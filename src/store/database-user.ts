import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { StoreFault } from './faults.ts';

const run = promisify(execFile);

/** How PostgreSQL's programs are started: as ourselves, or as a system user, since PostgreSQL refuses to run as root. */
export type DatabaseUser = {
  ids: { uid: number; gid: number } | undefined;
  /** What stands before the program's path. */
  command(program: string, args: string[]): { file: string; args: string[]; ids: { uid?: number; gid?: number } };
};

/**
 * An ordinary user runs the database itself. For root it is whoever owns the data that is there, else the system user `postgres`,
 * made if it is missing; where that user may not enter the folders on the way (a clone in /root), the one right to pass them is
 * lent to it (`setpriv`).
 */
export async function databaseUser(program: string, dataDir: string, pgdata: string): Promise<DatabaseUser> {
  if (process.getuid?.() !== 0) return { ids: undefined, command: (file, args) => ({ file, args, ids: {} }) };
  const ids = (await ownerOf(pgdata)) ?? (await idsOf('postgres')) ?? (await makeUser());
  const plain: DatabaseUser = { ids, command: (file, args) => ({ file, args, ids }) };
  if (await canUse(plain, program, dataDir)) return plain;
  const lent: DatabaseUser = {
    ids,
    command: (file, args) => ({ file: 'setpriv', args: [...lend(ids), file, ...args], ids: {} }),
  };
  if (await canUse(lent, program, dataDir)) return lent;
  throw new StoreFault(
    'database-not-started',
    `PostgreSQL does not run as root, and its system user cannot reach ${dataDir} or ${program}. ` +
      'Please start madoguchi as an ordinary user, or from a folder that every user may enter.',
  );
}

const lend = (ids: { uid: number; gid: number }) => [
  `--reuid=${ids.uid}`,
  `--regid=${ids.gid}`,
  '--clear-groups',
  '--inh-caps=+dac_override',
  '--ambient-caps=+dac_override',
];

async function canUse(user: DatabaseUser, program: string, dataDir: string): Promise<boolean> {
  const version = user.command(program, ['--version']);
  const look = user.command('/bin/sh', ['-c', 'cd -- "$0"', dataDir]);
  const outcomes = await Promise.allSettled([
    run(version.file, version.args, { ...version.ids, cwd: '/' }),
    run(look.file, look.args, { ...look.ids, cwd: '/' }),
  ]);
  return outcomes.every((it) => it.status === 'fulfilled');
}

async function ownerOf(path: string): Promise<{ uid: number; gid: number } | undefined> {
  const there = await stat(path).catch(() => undefined);
  return there && there.uid !== 0 ? { uid: there.uid, gid: there.gid } : undefined;
}

async function idsOf(name: string): Promise<{ uid: number; gid: number } | undefined> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

async function makeUser(): Promise<{ uid: number; gid: number }> {
  await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres']).catch(
    () => undefined,
  );
  const ids = (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (ids) return ids;
  throw new StoreFault(
    'database-not-started',
    'PostgreSQL does not run as root, and no user "postgres" could be made. Please start madoguchi as an ordinary user.',
  );
}
