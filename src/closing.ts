/** The orderly end: what was opened last is closed first, once, within a bounded time, whichever signal asks for it. */
export interface Closing {
  /** To be closed before everything that was given earlier. */
  last(close: () => Promise<unknown>): void;
  /** A signal during the start waits for it: what is half open cannot be closed, and a database would be left behind. */
  after(start: Promise<unknown>): void;
  /** Somebody has asked for the end: a long start need not go on. */
  asked(): boolean;
  run(): Promise<void>;
}

/** A process manager gives ten seconds. */
const MOST_MS = 9_000;

async function withinTime(closed: Promise<void>): Promise<void> {
  const enough = setTimeout(() => process.exit(1), MOST_MS).unref();
  await closed;
  clearTimeout(enough);
}

export function closing(): Closing {
  const steps: (() => Promise<unknown>)[] = [];
  let running: Promise<void> | undefined;
  let asked = false;
  let started: Promise<unknown> = Promise.resolve();

  async function closeAll(): Promise<void> {
    for (let close = steps.pop(); close; close = steps.pop()) await close().catch(() => undefined);
  }

  const end: Closing = {
    last: (close) => void steps.push(close),
    after: (start) => {
      started = start.catch(() => undefined);
    },
    asked: () => asked,
    run: () => {
      running ??= withinTime(closeAll());
      return running;
    },
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      asked = true;
      void started.then(() => end.run()).then(() => process.exit(0));
    });
  }
  return end;
}
