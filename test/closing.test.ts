import { afterEach, expect, test } from 'vitest';
import { closing } from '#closing.ts';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const before = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));
afterEach(() => {
  for (const signal of SIGNALS) {
    for (const listener of process.listeners(signal)) {
      if (!before.get(signal)?.includes(listener)) process.off(signal, listener);
    }
  }
});

test('what was opened last is closed first, each after the other has ended', async () => {
  const end = closing();
  const closed: string[] = [];
  for (const name of ['database', 'store', 'runner']) {
    end.last(async () => {
      await Promise.resolve();
      closed.push(name);
    });
  }
  await end.run();
  expect(closed).toEqual(['runner', 'store', 'database']);
});

test('a part that cannot be closed does not keep the others open', async () => {
  const end = closing();
  const closed: string[] = [];
  end.last(async () => void closed.push('database'));
  end.last(() => Promise.reject(new Error('stuck')));
  await end.run();
  expect(closed).toEqual(['database']);
});

test('whoever asks again waits for the same end', async () => {
  const end = closing();
  const closed: string[] = [];
  end.last(async () => void closed.push('store'));
  await Promise.all([end.run(), end.run()]);
  await end.run();
  expect(closed).toEqual(['store']);
});

test('every signal that ends a process is heard', () => {
  closing();
  for (const signal of SIGNALS) expect(process.listenerCount(signal)).toBe((before.get(signal)?.length ?? 0) + 1);
});
