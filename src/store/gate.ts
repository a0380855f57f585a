/**
 * Lets at most `width` pieces of work run side by side, first come first served, and of one key only one at a time. With it the
 * transactions wait here, in memory, and not for a connection: however long the queue, none fails for having waited.
 */
export function gate(width: number): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  let free = width;
  const queue: (() => void)[] = [];
  const lastOf = new Map<string, Promise<unknown>>();

  async function pass<T>(work: () => Promise<T>): Promise<T> {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  }

  return (key, work) => {
    const before = lastOf.get(key) ?? Promise.resolve();
    const mine = before.then(() => pass(work));
    const settled = mine.then(
      () => undefined,
      () => undefined,
    );
    lastOf.set(key, settled);
    void settled.then(() => {
      if (lastOf.get(key) === settled) lastOf.delete(key);
    });
    return mine;
  };
}
