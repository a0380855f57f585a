import { expect, test } from 'vitest';
import { metrics } from '#metrics.ts';

test('events, turns and deliveries are counted under labels of ours', async () => {
  const counts = metrics();
  counts.eventsReceived('izumo', 3);
  counts.turn('done', 0.02);
  counts.turn('failed', 1);
  counts.delivery('reply');
  counts.delivery('push');
  counts.delivery('push');
  const text = await counts.registry.metrics();
  expect(text).toContain('madoguchi_events_received_total{centre="izumo"} 3');
  expect(text).toContain('madoguchi_turn_seconds_count{outcome="done"} 1');
  expect(text).toContain('madoguchi_turn_seconds_bucket{le="0.025",outcome="done"} 1');
  expect(text).toContain('madoguchi_turn_seconds_count{outcome="failed"} 1');
  expect(text).toContain('madoguchi_deliveries_total{outcome="push"} 2');
  expect(text).toContain('nodejs_version_info');
});

test('two houses in one process count apart', async () => {
  const [one, other] = [metrics(), metrics()];
  one.eventsReceived('izumo', 1);
  expect(await other.registry.metrics()).not.toContain('izumo');
});
