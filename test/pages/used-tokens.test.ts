import { expect, it } from 'vitest';
import { UsedTokens } from '#pages/used-tokens.ts';

it('remembers a used form for ten minutes, whatever the moved clock says', () => {
  let uptime = 0;
  const used = new UsedTokens<string>({ uptime: () => uptime });
  used.add('a', 'first');
  uptime = 10 * 60_000 - 1;
  expect(used.find('a')).toBe('first');
  uptime += 1;
  expect(used.find('a')).toBeUndefined();
});

it('forgets the oldest of more than a thousand', () => {
  const used = new UsedTokens<number>({ uptime: () => 0 });
  for (let n = 0; n <= 1_000; n++) used.add(`token-${n}`, n);
  expect(used.find('token-0')).toBeUndefined();
  expect(used.find('token-1')).toBe(1);
  expect(used.find('token-1000')).toBe(1_000);
});
