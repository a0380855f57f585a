import { expect, test } from 'vitest';
import { gate } from '#store/gate.ts';

/** Work that ends when it is told to. */
function work() {
  const ends: (() => void)[] = [];
  const begun: string[] = [];
  const begin = (name: string) => () => {
    begun.push(name);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { begun, begin, endFirst: () => ends.shift()?.() };
}

const turnOfEvents = () => new Promise<void>((resolve) => setImmediate(resolve));

test('at most so many run side by side, first come first served', async () => {
  const { begun, begin, endFirst } = work();
  const pass = gate(2);
  const all = ['a', 'b', 'c', 'd'].map((name) => pass(name, begin(name)));
  await turnOfEvents();
  expect(begun).toEqual(['a', 'b']);
  endFirst();
  await turnOfEvents();
  expect(begun).toEqual(['a', 'b', 'c']);
  endFirst();
  await turnOfEvents();
  endFirst();
  endFirst();
  await Promise.all(all);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
});

test('work of one key waits outside, so that it takes no place from others', async () => {
  const { begun, begin, endFirst } = work();
  const pass = gate(2);
  const all = [pass('x', begin('x1')), pass('x', begin('x2')), pass('y', begin('y1'))];
  await turnOfEvents();
  expect(begun).toEqual(['x1', 'y1']);
  endFirst();
  await turnOfEvents();
  expect(begun).toEqual(['x1', 'y1', 'x2']);
  endFirst();
  endFirst();
  await Promise.all(all);
});

test('a failure reaches its caller and holds nobody up', async () => {
  const pass = gate(1);
  const failing = pass('x', () => Promise.reject(new Error('on purpose')));
  const next = pass('x', () => Promise.resolve('fine'));
  await expect(failing).rejects.toThrow('on purpose');
  expect(await next).toBe('fine');
});
