import { expect, test } from 'vitest';
import { NOW, storeForFile } from '../../support/store.ts';
import { BY_STAFF } from '../../support/store-office.ts';

const parts = storeForFile();
const DAY = NOW.startOf('day').plus({ days: 10 });
const by = { by: BY_STAFF.id, at: NOW };

async function drafted(body: string, effectiveAt = DAY): Promise<string> {
  const id = await parts.store.writes.termsVersions.draft({
    ...by,
    ...{
      centreId: 'izumo',
      termsId: 'counselling',
      title: '規約',
      body,
      format: 'text',
      effectiveAt,
      ground: undefined,
      notice: 'x',
    },
  });
  if (id === undefined) throw new Error('the same text');
  return id;
}

test('of texts of one day that are published at the same moment one counts; the others hear that the day is taken', async () => {
  const ids = await Promise.all(['a', 'b', 'c', 'd'].map((body) => drafted(body)));
  const { publish } = parts.store.writes.termsVersions;
  // Where it takes effect at once, the moments differ: it is the day that counts.
  const publishing = ids.map((id, n) => publish({ ...by, centreId: 'izumo', id, effectiveAt: DAY.plus({ milliseconds: n }) }));
  expect((await Promise.all(publishing)).toSorted()).toEqual(['day-taken', 'day-taken', 'day-taken', 'published']);
  const { rows } = await parts.sql.query("SELECT FROM audit WHERE action = 'terms-published' AND detail ->> 'version' = $1", [
    DAY.toISODate(),
  ]);
  expect(rows).toHaveLength(1);
});

test('a text of another day, and what is no draft, are told apart', async () => {
  const { publish } = parts.store.writes.termsVersions;
  const effectiveAt = DAY.plus({ days: 1 });
  const id = await drafted('e', effectiveAt);
  expect(await publish({ ...by, centreId: 'hakodate', id, effectiveAt })).toBe('not-found');
  expect(await publish({ ...by, centreId: 'izumo', id, effectiveAt })).toBe('published');
  expect(await publish({ ...by, centreId: 'izumo', id, effectiveAt })).toBe('not-found');
});
