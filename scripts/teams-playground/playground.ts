import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { people } from './people.ts';

/** The Microsoft 365 Agents Playground: Teams' chat in a page, on this machine alone. */
export type Playground = {
  /** Its page. */
  url: string;
  /** Resolves when it has ended, by `stop` or by itself. */
  ended: Promise<void>;
  stop(): Promise<void>;
};

/** `endpoint`: the bot's /api/messages. `port`: where the playground listens; 0, or one that is taken, gives a free one. */
type Wanted = { endpoint: string; port: number };

/** Nothing of our own environment but what any program needs: no proxy, no settings of the playground's, no secrets. */
const PLAIN = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot'] as const;

/** @throws Error where it ends before it listens */
export async function startPlayground({ endpoint, port }: Wanted): Promise<Playground> {
  // Its log holds what was typed: it goes with the process.
  const folder = mkdtempSync(join(tmpdir(), 'madoguchi-playground-'));
  writeFileSync(join(folder, 'people.yml'), people());
  const child = spawn(realpathSync(process.execPath), command(endpoint, port), {
    cwd: folder,
    env: environment(folder),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(() => rmSync(folder, { recursive: true, force: true }));
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  try {
    return { url: `http://127.0.0.1:${await portOf(child)}`, ended, stop };
  } catch (fault) {
    await stop();
    throw fault;
  }
}

const command = (endpoint: string, port: number): string[] => [
  '--import',
  import.meta.resolve('./only-this-machine.ts'),
  fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js')),
  ...['start', '--app-endpoint', endpoint, '--channel-id', 'msteams', '--port', `${port}`, '--disable-telemetry'],
];

const environment = (folder: string): NodeJS.ProcessEnv => ({
  ...Object.fromEntries(PLAIN.map((name) => [name, process.env[name]])),
  // Times on its page are the office's.
  TZ: 'Asia/Tokyo',
  LANG: 'ja_JP.UTF-8',
  // It would end where there is no desktop.
  TEAMSAPPTESTER_BROWSER: 'none',
  SEND_INSTALLATION_ACTIVITY: 'true',
  APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
  M365_AGENTS_PLAYGROUND_CONFIG_PATH: join(folder, 'people.yml'),
  M365_AGENTS_PLAYGROUND_LOGFILE: join(folder, 'playground.log'),
});

/** It says where it listens, in a line for the programs that start it. */
async function portOf({ stdout, stderr }: ChildProcess): Promise<number> {
  stderr?.resume();
  if (stdout)
    for await (const line of createInterface(stdout)) {
      const port = /^Listening on (\d+)$/.exec(line)?.[1];
      if (port !== undefined) {
        stdout.resume();
        return Number(port);
      }
    }
  throw new Error('the playground ended before it listened');
}
