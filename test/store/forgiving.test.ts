import { expect, test } from 'vitest';
import { forgiving } from '#store/forgiving.ts';
import { sealing } from '#store/sealing.ts';
import { newKeys } from '../support/store.ts';

const strict = sealing(newKeys());
const shown = forgiving(strict, 'unreadable');
const place = { table: 'client', column: 'name', id: '1' };

test('what opens is shown as it is', () => {
  expect(shown.open(strict.seal('山田', place), place)).toBe('山田');
  expect(shown.openJson(strict.sealJson({ url: 'x' }, place), place)).toEqual({ url: 'x' });
});

test('what does not open is shown as unreadable, whether its key is gone or it was changed', () => {
  expect(shown.open('gone.AAAA', place)).toBe('unreadable');
  expect(shown.open(strict.seal('山田', place), { ...place, id: '2' })).toBe('unreadable');
  expect(shown.openJson('gone.AAAA', place)).toEqual({ unreadable: 'unreadable' });
});

test('any other fault is a fault', () => {
  expect(() => shown.openJson(strict.seal('not json', place), place)).toThrow(SyntaxError);
});
