import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseKeys } from '#store/keys.ts';
import { sealing } from '#store/sealing.ts';

const lookupKey = randomBytes(32).toString('base64');
const key = () => randomBytes(32).toString('base64');
const [first, second] = [key(), key()];
const one = sealing(parseKeys({ dataKeys: `k1:${first}`, lookupKey }));
const both = sealing(parseKeys({ dataKeys: `k2:${second},k1:${first}`, lookupKey }));
const place = { table: 'client', column: 'name', id: '1' };

test('whatever is sealed opens again, and is not to be seen in the sealed text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const sealed = one.seal(text, place);
      expect(sealed).toMatch(/^k1\.[\w-]+$/);
      expect(one.open(sealed, place)).toBe(text.toWellFormed());
    }),
  );
});

test('plain JSON opens again', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(one.openJson(one.sealJson(value, place), place)).toEqual(JSON.parse(JSON.stringify(value)));
    }),
  );
});

test('the same text is never sealed twice alike', () => {
  expect(one.seal('山田', place)).not.toBe(one.seal('山田', place));
});

test.each([
  ['another row', { ...place, id: '2' }],
  ['another column', { ...place, column: 'topic' }],
  ['another table', { ...place, table: 'booking' }],
])('a sealed text that was moved to %s does not open', (_, elsewhere) => {
  const sealed = one.seal('山田', place);
  expect(() => one.open(sealed, elsewhere)).toThrow(expect.objectContaining({ code: 'cannot-open' }));
});

test('a sealed text that was changed or cut does not open', () => {
  const sealed = one.seal('山田花子', place);
  for (const at of [5, 20, sealed.length - 2]) {
    const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
    expect(() => one.open(changed, place)).toThrow(expect.objectContaining({ code: 'cannot-open' }));
  }
  for (const cut of ['', 'k1.', 'k1', sealed.slice(0, 12), sealed.slice(0, -3)]) {
    expect(() => one.open(cut, place)).toThrow(expect.objectContaining({ code: 'cannot-open' }));
  }
});

test('the first key seals, every key opens', () => {
  expect(both.seal('x', place)).toMatch(/^k2\./);
  expect(both.open(one.seal('x', place), place)).toBe('x');
  expect(both.isCurrent(one.seal('x', place))).toBe(false);
  expect(both.isCurrent(both.seal('x', place))).toBe(true);
});

test('a text whose key is gone does not open, and the message names the key and no more', () => {
  const sealed = both.seal('山田', place);
  expect(() => one.open(sealed, place)).toThrow(/no key "k2"/);
});
