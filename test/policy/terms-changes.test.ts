import { expect, test } from 'vitest';
import { earliestEffect, effectOn } from '#policy/terms-changes.ts';
import { seedCentre } from '../pages/serving.ts';
import { inTokyo } from '../support/tokyo.ts';

const termsOf = (id: string) => seedCentre(id).terms[0] ?? {};
const now = inTokyo('2026-11-20T23:30');

test.each(['hakodate', 'izumo', 'matsudo-mothers'])(
  'article 13 of %s has two grounds, and a change is announced before it counts',
  (id) => {
    const terms = seedCentre(id).terms[0];
    expect(terms?.changes?.grounds.map((ground) => ground.id)).toEqual(['1', '2']);
    expect(earliestEffect(termsOf(id), now).toISODate()).toBe('2026-11-21');
  },
);

test('article 22 of both documents of the online service allows a change without notice', () => {
  for (const terms of seedCentre('online-hellowork').terms) {
    expect(terms.changes?.withoutNotice).toBe(true);
    expect(earliestEffect(terms, now).toISODate()).toBe('2026-11-20');
  }
});

test('where the document is silent a change is announced before it counts', () => {
  expect(seedCentre('yamaguchi-vocational').terms[0]?.changes).toBeUndefined();
  expect(earliestEffect(termsOf('yamaguchi-vocational'), now).toISODate()).toBe('2026-11-21');
});

test('the day is that of Tokyo, whatever the zone of the moment', () => {
  expect(earliestEffect(termsOf('izumo'), now.setZone('America/St_Johns')).toISO()).toBe('2026-11-21T00:00:00.000+09:00');
});

test('a day that has begun counts from now on, one that lies ahead from its beginning', () => {
  expect(effectOn(now.startOf('day'), now)).toEqual(now);
  const tomorrow = now.startOf('day').plus({ days: 1 });
  expect(effectOn(tomorrow, now)).toEqual(tomorrow);
});
