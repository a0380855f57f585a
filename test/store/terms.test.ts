import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { NOW, somebody, storeForFile } from '../support/store.ts';

const parts = storeForFile();

const summary = (termsId: string, text: string, effectiveAt = NOW.minus({ days: 30 })) => ({
  centreId: 'izumo',
  termsId,
  title: '要約',
  version: text,
  sha256: `hash of ${text}`,
  effectiveAt,
});

/** A text that staff loaded. */
const load = (termsId: string, version: string, effectiveAt: typeof NOW, published = true) =>
  parts.sql.query(
    `INSERT INTO terms_version (id, centre_id, terms_id, title, version, sha256, effective_at, origin, body, format, published_at)
     VALUES ($1, 'izumo', $2, '規約', $3, $4, $5, 'staff', '本文', 'text', $6)`,
    [randomUUID(), termsId, version, `hash of ${version}`, effectiveAt.toJSDate(), published ? NOW.toJSDate() : null],
  );

async function inForce(termsId: string, at = NOW) {
  const id = await somebody(parts.store);
  const found = await parts.store.turn(id, (turn) => turn.termsInForce(termsId, at));
  return found && `${found.version} (${found.origin})`;
}

test('the office’s own text counts before a newer summary, from the day it takes effect', async () => {
  const from = NOW.plus({ days: 10 });
  await parts.store.keepTerms([summary('own', 'summary', NOW.minus({ days: 1 }))]);
  await load('own', 'official', from);
  expect(await inForce('own')).toBe('summary (file)');
  expect(await inForce('own', from.minus({ milliseconds: 1 }))).toBe('summary (file)');
  expect(await inForce('own', from)).toBe('official (staff)');
  await parts.store.keepTerms([summary('own', 'newer summary', from.plus({ days: 1 }))]);
  expect(await inForce('own', from.plus({ days: 2 }))).toBe('official (staff)');
});

test('a draft is in force never, whatever its day', async () => {
  await parts.store.keepTerms([summary('draft', 'summary')]);
  await load('draft', 'draft', NOW.minus({ days: 1 }), false);
  expect(await inForce('draft')).toBe('summary (file)');
});

test('of the office’s own texts the newest in force counts', async () => {
  await parts.store.keepTerms([summary('newest', 'summary')]);
  await load('newest', 'second', NOW);
  await load('newest', 'first', NOW.minus({ days: 5 }));
  await load('newest', 'third', NOW.plus({ days: 5 }));
  expect(await inForce('newest', NOW.minus({ milliseconds: 1 }))).toBe('first (staff)');
  expect(await inForce('newest')).toBe('second (staff)');
  expect(await inForce('newest', NOW.plus({ days: 5 }))).toBe('third (staff)');
});

test('a restart changes nothing about what staff loaded, even where the file has the same text', async () => {
  await load('restart', 'same', NOW.minus({ days: 3 }));
  await parts.store.keepTerms([summary('restart', 'same', NOW.plus({ days: 1 })), summary('restart', 'other', NOW)]);
  const { rows } = await parts.sql.query(
    `SELECT effective_at, origin FROM terms_version WHERE terms_id = 'restart' AND version = 'same'`,
  );
  expect(rows).toEqual([{ effective_at: NOW.minus({ days: 3 }).toJSDate(), origin: 'staff' }]);
  expect(await inForce('restart')).toBe('same (staff)');
});

test('a restart does not put an older summary in force because staff’s text is newer', async () => {
  await parts.store.keepTerms([summary('quiet', 'summary')]);
  await load('quiet', 'official', NOW.minus({ days: 3 }));
  await parts.store.keepTerms([summary('quiet', 'summary', NOW)]);
  const { rows } = await parts.sql.query(`SELECT effective_at FROM terms_version WHERE terms_id = 'quiet' AND origin = 'file'`);
  expect(rows).toEqual([{ effective_at: NOW.minus({ days: 30 }).toJSDate() }]);
});
