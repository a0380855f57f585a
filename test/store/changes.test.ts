import { afterAll, beforeAll, expect, it } from 'vitest';
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
  await db.sql.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN office' AND datname = current_database()",
  );
  expect(await heard('', () => db.sql.query('SELECT 1'))).toContain(undefined);
  expect(await heard('hakodate')).toContain('hakodate');
});
