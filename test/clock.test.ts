import { DateTime, Duration } from 'luxon';
import { describe, expect, test } from 'vitest';
import { movableClock, stoppedClock, systemClock, ZONE } from '#clock.ts';
import { inTokyo } from './support/tokyo.ts';

const MINUTE = Duration.fromObject({ minutes: 1 });

test('every clock tells the time of Tokyo, whatever the zone of the server', () => {
  expect(DateTime.local().zoneName).not.toBe(ZONE);
  for (const clock of [systemClock, movableClock(), stoppedClock(DateTime.utc())]) expect(clock.now().zoneName).toBe(ZONE);
});

describe('a clock that stands still', () => {
  test('keeps its moment until it is moved or set', async () => {
    const clock = stoppedClock(inTokyo('2026-11-20T23:59'));
    expect(clock.now()).toEqual(clock.now());
    await clock.advance(MINUTE);
    expect(clock.now().toISO()).toBe('2026-11-21T00:00:00.000+09:00');
    clock.set(inTokyo('2026-11-20T10:00'));
    expect(clock.now().toISO()).toBe('2026-11-20T10:00:00.000+09:00');
  });

  test('counts its uptime all the same: leases and back-off do not stand still', () => {
    const clock = stoppedClock(inTokyo('2026-11-20T10:00'));
    const before = clock.uptime();
    clock.set(inTokyo('2027-11-20T10:00'));
    expect(clock.uptime() - before).toBeLessThan(60_000);
  });
});

describe('a clock that can be moved', () => {
  test('runs on from its start', () => {
    const clock = movableClock(inTokyo('2026-11-24T10:00'));
    const millis = clock.now().diff(inTokyo('2026-11-24T10:00')).as('milliseconds');
    expect(millis).toBeGreaterThanOrEqual(0);
    expect(millis).toBeLessThan(60_000);
  });

  test('has told everybody who listens, one after the other, when the move is done', async () => {
    const clock = movableClock(inTokyo('2026-11-24T10:00'));
    const heard: string[] = [];
    clock.onMoved(async () => {
      await Promise.resolve();
      heard.push(`first at ${clock.now().toFormat('HH:mm')}`);
    });
    clock.onMoved(async () => void heard.push('second'));
    await clock.advance(Duration.fromObject({ hours: 2 }));
    expect(heard).toEqual(['first at 12:00', 'second']);
  });

  test('moves forward only', async () => {
    await expect(movableClock().advance(MINUTE.negate())).rejects.toThrow(RangeError);
  });
});
