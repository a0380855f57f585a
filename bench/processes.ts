import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';

/** Everything that the bench has started or made: undone, the last first, however the bench ends. */
export type Undoing = { last(undo: () => Promise<unknown> | unknown): void; run(): Promise<void> };

export function undoing(): Undoing {
  const steps: (() => Promise<unknown> | unknown)[] = [];
  let running: Promise<void> | undefined;
  const all = async (): Promise<void> => {
    for (let undo = steps.pop(); undo; undo = steps.pop()) {
      try {
        await undo();
      } catch {
        // The other steps matter more: nothing that was started may be left behind.
      }
    }
  };
  return {
    last: (undo) => void steps.push(undo),
    run: () => {
      running ??= all();
      return running;
    },
  };
}

export type Program = { child: ChildProcess; pid: number; stop(): Promise<void> };

/** A program of this Node, in a group of its own so that Ctrl-C reaches the bench alone, which then stops it in order. */
export function program(
  args: readonly string[],
  { env = {}, ipc = false }: { env?: Record<string, string>; ipc?: boolean },
): Program {
  const output: StdioOptions = ['ignore', 'ignore', 'inherit'];
  const child = spawn(process.execPath, args, {
    env: { PATH: `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin`, ...env },
    stdio: ipc ? [...output, 'ipc'] : output,
    detached: true,
  });
  const ended = once(child, 'exit');
  return {
    child,
    pid: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      const impatience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(impatience);
    },
  };
}

const STOP_WITHIN_MS = 12_000;

/** The next message of a program that has been started with `ipc`; throws where the program ends without one. */
export async function messageOf<T>({ child }: Program): Promise<T> {
  const over = new AbortController();
  const ended = once(child, 'exit', { signal: over.signal }).then(() => {
    throw new Error('a program of the bench ended before it answered');
  });
  try {
    const [message] = await Promise.race([once(child, 'message', { signal: over.signal }), ended]);
    return message as T;
  } finally {
    ended.catch(() => undefined);
    over.abort();
  }
}
