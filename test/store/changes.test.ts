import { createServer, connect as dial, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { type Changes, changesOf } from '#store/changes.ts';
import { storeForFile } from '../support/store.ts';

const db = storeForFile();
let changes: Changes;
beforeAll(() => {
  changes = changesOf(db.url);
});
afterAll(() => changes.close());

/** Asks the database to tell until the listener has heard: it may not be listening yet. */
async function heard(
  word: string,
  act: () => Promise<unknown> = () => db.sql.query('SELECT pg_notify($1, $2)', ['office', word]),
) {
  const all: (string | undefined)[] = [];
  let hear: () => void = () => undefined;
  const told = new Promise<void>((resolve) => {
    hear = resolve;
  });
  const stop = changes.listen((centreId) => {
    all.push(centreId);
    if (centreId === word || (word === '' && centreId === undefined)) hear();
  });
  let done = false;
  void told.then(() => {
    done = true;
  });
  while (!done) await act();
  stop();
  return all;
}

it('what the database tells of a centre reaches the listener', async () => {
  expect(await heard('izumo')).toContain('izumo');
});

it('after a lost connection it listens again, and says that something may have been missed', async () => {
  await heard('izumo');
  const beginning = () => changes.asOf('izumo')?.split('.')[0];
  const before = beginning();
  await db.sql.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'madoguchi changes' AND datname = current_database()",
  );
  expect(await heard('', () => db.sql.query('SELECT 1'))).toContain(undefined);
  expect(beginning()).not.toBe(before);
  expect(await heard('hakodate')).toContain('hakodate');
});

/** Between us and the database something that can fall silent: what is sent then comes to nothing, and nobody hangs up. */
async function silenceable() {
  const { hostname, port } = new URL(db.url);
  const ends: Socket[] = [];
  let isSilent = false;
  const proxy = createServer((near) => {
    const far = dial(Number(port), hostname);
    ends.push(near, far);
    const silent = isSilent;
    for (const [from, onto] of [[near, far] as const, [far, near] as const]) {
      from.on('error', () => undefined);
      from.on('data', (data) => void (silent || isSilent || onto.write(data)));
    }
  });
  await new Promise<void>((open) => proxy.listen(0, '127.0.0.1', open));
  onTestFinished(() => {
    for (const end of ends) end.destroy();
    proxy.close();
  });
  const address = proxy.address();
  const to = new URL(db.url);
  to.port = String(typeof address === 'object' && address ? address.port : 0);
  return {
    url: to.href,
    falls: (silent: boolean) => {
      isSilent = silent;
    },
  };
}

it('a connection that has fallen silent is noticed, not believed, and replaced', async () => {
  const between = await silenceable();
  const deaf = changesOf(between.url, { askEveryMs: 50, answerWithinMs: 500 });
  onTestFinished(() => deaf.close());
  const told = () => new Promise<void>((hear) => deaf.listen((centreId) => void (centreId === undefined && hear())));
  await told();
  expect(deaf.asOf('izumo')).toBeDefined();
  between.falls(true);
  await expect.poll(() => deaf.asOf('izumo')).toBeUndefined();
  const back = told();
  between.falls(false);
  await back;
  expect(deaf.asOf('izumo')).toBeDefined();
});

it('who does not listen yet cannot say how far it has heard; from then on all processes say the same of each centre', async () => {
  await heard('izumo');
  const later = changesOf(db.url);
  onTestFinished(() => later.close());
  expect(later.asOf('izumo')).toBeUndefined();
  const hears = (it: Changes, word: string | undefined) =>
    new Promise<void>((hear) => it.listen((centreId) => void (centreId === word && hear())));
  await hears(later, undefined);
  const both = [changes, later];
  const told = both.map((it) => hears(it, 'matsudo-mothers'));
  await db.sql.query("SELECT pg_notify('office', 'matsudo-mothers')");
  await Promise.all(told);
  const [beginning, count] = later.asOf('matsudo-mothers')?.split('.') ?? [];
  expect(count).toBe('1');
  expect(both.map((it) => it.asOf('matsudo-mothers'))).toEqual([`${beginning}.1`, `${beginning}.1`]);
  expect(both.map((it) => it.asOf('hakodate'))).toEqual([`${beginning}.0`, `${beginning}.0`]);
});
