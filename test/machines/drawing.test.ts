import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawFlows } from '#machines/drawing.ts';

test('docs/machines.md is up to date (npm run machines:draw)', () => {
  expect(readFileSync(new URL('../../docs/machines.md', import.meta.url), 'utf8')).toBe(drawFlows());
});
