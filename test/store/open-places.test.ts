import { expect, test } from 'vitest';
import { type OpenPlace, placed } from '#store/open-places.ts';

const place = (id: string, ordinal: number, limit: number, serviceId = 'counselling'): OpenPlace => ({
  ...{ id, centreId: 'izumo', serviceId },
  ...{ ordinal, limit },
});

test('each that comes takes the lowest place that is free; those that stay keep theirs', () => {
  expect(placed([place('a', 1, 3)], [place('b', 1, 3), place('c', 2, 3)])).toEqual({
    kind: 'placed',
    ordinals: [
      { id: 'b', n: 2 },
      { id: 'c', n: 3 },
    ],
  });
});

test('the most limited finds its place first', () => {
  expect(placed([], [place('wide', 2, 3), place('narrow', 1, 1)])).toEqual({
    kind: 'placed',
    ordinals: [
      { id: 'narrow', n: 1 },
      { id: 'wide', n: 2 },
    ],
  });
});

test('other services are in nobody’s way', () => {
  expect(placed([place('a', 1, 1, 'support')], [place('b', 1, 1)])).toEqual({
    kind: 'placed',
    ordinals: [{ id: 'b', n: 1 }],
  });
});

test('where there is no place, all of that service are named and no other', () => {
  const stay = [place('a', 1, 1), place('x', 1, 1, 'support')];
  expect(placed(stay, [place('b', 1, 1), place('y', 1, 2, 'training')])).toEqual({ kind: 'too-many', ids: ['a', 'b'] });
});
