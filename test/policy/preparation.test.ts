import { expect, test } from 'vitest';
import { preparationDay } from '#policy/preparation.ts';
import { seedCentre } from '../pages/serving.ts';
import { inTokyo } from '../support/tokyo.ts';

const centre = seedCentre('online-hellowork');
const service = (id: string) => {
  const found = centre.services.find((it) => it.id === id);
  if (!found) throw new Error(id);
  return found;
};

test('article 12(1): two open days before the briefing, over weekends, holidays and the year’s end', () => {
  const by = (briefing: string) => preparationDay(inTokyo(briefing), service('certification'), centre)?.toISODate();
  expect(by('2026-11-27T10:00')).toBe('2026-11-25');
  // Monday 23 November is a holiday.
  expect(by('2026-11-24T10:00')).toBe('2026-11-19');
  expect(by('2027-01-05T10:00')).toBe('2026-12-28');
});

test('a service without such a rule has no such day', () => {
  expect(preparationDay(inTokyo('2026-11-27T10:00'), service('counselling'), centre)).toBeUndefined();
});
