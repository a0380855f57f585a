import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayTellNow } from '#policy/telling-hours.ts';
import { serviceOf, serviceWith } from './centres.ts';
import { anyMoment, tokyo } from './moments.ts';

describe('a push that can wait', () => {
  const may = (time: string) => mayTellNow(serviceOf('izumo'), tokyo(`2026-11-25T${time}`).setZone('America/St_Johns'));

  it('goes from the time of the morning’s reminders on, until nine in the evening', () => {
    expect(['00:00', '08:29', '21:00', '23:59'].map(may)).toEqual([false, false, false, false]);
    expect(['08:30', '12:00', '20:59'].map(may)).toEqual([true, true, true]);
  });

  it('goes at some hour of every day, whatever the centre’s morning is', () => {
    fc.assert(
      fc.property(anyMoment, fc.integer({ min: 0, max: 23 }), (at, hour) => {
        const morning = { value: `${String(hour).padStart(2, '0')}:00`, sample: 'test' };
        const { reminders } = serviceOf('izumo');
        const service = serviceWith({ reminders: { ...reminders, morning } });
        const hours = Array.from({ length: 24 }, (_, count) => at.plus({ hours: count }));
        expect(hours.some((when) => mayTellNow(service, when))).toBe(true);
      }),
    );
  });
});
