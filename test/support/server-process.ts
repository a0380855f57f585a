import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { realpathSync } from 'node:fs';

/** The server as a process of its own, as `npm start` runs it. */
export type ServerProcess = {
  pid: number;
  /** Where it listens; resolves when it says that it is ready, rejects when it ends before. */
  ready: Promise<string>;
  /** Everything that it has written so far. */
  output: () => { stdout: string; stderr: string };
  /** Resolves when its output holds `words`, rejects when it ends without them. */
  says: (words: string | RegExp) => Promise<void>;
  signal: (signal: NodeJS.Signals) => void;
  /** How it ended. */
  ended: Promise<Ended>;
  /** Ends it, and whatever runs between `npm` and it, the hard way. */
  kill: () => Promise<Ended>;
};
export type Ended = { code: number | null; signal: NodeJS.Signals | null };

type StartOptions = {
  env: Readonly<Record<string, string>>;
  /** `node src/main.ts` where absent. */
  command?: readonly [string, ...string[]];
};

/** Nothing of the test's own environment but what any program needs: the server's settings are only those that are given. */
const PLAIN = ['PATH', 'HOME', 'TMPDIR', 'TZ'] as const;

export function startServer({ env, command = [realpathSync(process.execPath), 'src/main.ts'] }: StartOptions): ServerProcess {
  const plain = Object.fromEntries(PLAIN.map((name) => [name, process.env[name]]));
  const [program, ...rest] = command;
  const child = spawn(program, rest, {
    env: { ...plain, PORT: '0', NODE_COMPILE_CACHE: process.env.TEST_SERVERS_COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that nothing of it outlives `kill`.
    detached: true,
  });
  const ended = endOf(child);
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      written[stream] += text;
      for (const listener of listeners) listener();
    });
  }
  const says = (words: string | RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const all = `${written.stdout}\n${written.stderr}`;
        if (typeof words === 'string' ? !all.includes(words) : !words.test(all)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      void ended.then(() => {
        look();
        reject(new Error(`The server ended without saying ${words}:\n${written.stdout}${written.stderr}`));
      });
    });
  const ready = says('Stop with Ctrl-C.').then(() => {
    const url = /^ {2}(?:Simulator|Address) +(http\S+?)(?:\/simulator)?$/m.exec(written.stdout)?.[1];
    if (url === undefined) throw new Error(`no address in: ${written.stdout}`);
    return url;
  });
  // Who only waits for its end need not look at this one.
  ready.catch(() => undefined);
  return {
    pid: child.pid ?? -1,
    ready,
    output: () => ({ ...written }),
    says,
    signal: (signal) => void child.kill(signal),
    ended,
    kill: () => {
      killGroup(child.pid);
      return ended;
    },
  };
}

/** After the last of its output. */
async function endOf(child: ChildProcess): Promise<Ended> {
  const [code, signal]: [number | null, NodeJS.Signals | null] = (await once(child, 'close')) as never;
  return { code, signal };
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}
