import { expect, test } from 'vitest';
import type { Channel, PushQuota } from '#bot/channel.ts';
import { tightestQuota } from '#bot/tightest-quota.ts';
import type { Centre } from '#policy/centre.ts';
import { loadCentres } from '#policy/centres-folder.ts';

function centreOn(channels: Centre['channels']): ReadonlyMap<string, Centre> {
  const loaded = loadCentres('centres');
  if (loaded.kind === 'invalid') throw new Error('the centre files are invalid');
  return new Map([...loaded.centres].map(([id, centre]) => [id, { ...centre, channels }]));
}

const telling = (name: Channel['name'], quota: PushQuota): Channel => ({
  name,
  render: () => [],
  deliver: async () => ({ kind: 'sent', by: 'push' }),
  profileLanguage: async () => undefined,
  showWorking: async () => undefined,
  pushQuota: async () => quota,
});
const channels = (line: PushQuota, teams: PushQuota = { remaining: 'unlimited' }) => ({
  line: telling('line', line),
  teams: telling('teams', teams),
});

test('of two channels the one that counts its pushes decides', async () => {
  const both = centreOn(['teams', 'line']);
  const counted = { remaining: 12, limit: 200 };
  expect(await tightestQuota({ centres: both, channels: channels(counted) }, 'izumo')).toEqual(counted);
  expect(await tightestQuota({ centres: both, channels: channels({ remaining: 'unknown' }) }, 'izumo')).toEqual({
    remaining: 'unknown',
  });
});

test('a channel that the centre is not on has no say', async () => {
  const parts = { centres: centreOn(['teams']), channels: channels({ remaining: 0, limit: 200 }) };
  expect(await tightestQuota(parts, 'izumo')).toEqual({ remaining: 'unlimited' });
});

test('of a centre that is not loaded nothing is known', async () => {
  const parts = { centres: centreOn(['line']), channels: channels({ remaining: 3 }) };
  expect(await tightestQuota(parts, 'atlantis')).toEqual({ remaining: 'unknown' });
});
