import { expect, test } from 'vitest';
import type { Parts } from '#bot/parts.ts';
import { handleAll } from '#jobs/stage.ts';

/** Rows that are due until they are handled, as a table would have them. */
function rows(count: number) {
  const due = new Set(Array.from({ length: count }, (_, at) => `row ${at}`));
  const logged: object[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (facts: object) => void logged.push(facts) };
  return { due, logged, parts: { log } as unknown as Parts };
}

test('everything that is due is handled in one go, however much it is', async () => {
  const { due, parts } = rows(1_234);
  const done = await handleAll(parts, {
    due: async (limit) => [...due].slice(0, limit),
    idOf: (row) => row,
    handle: async (row) => due.delete(row),
  });
  expect([done, due.size]).toEqual([1_234, 0]);
});

test('rows that cannot be handled stop no others, also where they are the first and many; each is logged without its content', async () => {
  const { due, logged, parts } = rows(1_000);
  const spoilt = new Set([...due].slice(0, 300));
  const done = await handleAll(parts, {
    due: async (limit) => [...due].slice(0, limit),
    idOf: (row) => row,
    handle: async (row) => {
      if (spoilt.has(row)) throw new TypeError(row);
      return due.delete(row);
    },
  });
  expect([done, due.size, logged.length]).toEqual([700, 300, 300]);
  expect(logged[0]).toEqual({ what: 'row', why: 'TypeError' });
});

test('what another process was faster with does not count', async () => {
  const { due, parts } = rows(3);
  const done = await handleAll(parts, {
    due: async () => [...due],
    idOf: (row) => row,
    handle: async (row) => {
      due.delete(row);
      return false;
    },
  });
  expect(done).toBe(0);
});
