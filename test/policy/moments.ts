import fc from 'fast-check';
import { DateTime } from 'luxon';
import { expect } from 'vitest';
import { ZONE } from '#clock.ts';

// Luxon keeps what it has worked out inside the object: two equal moments need not look alike.
expect.addEqualityTesters([
  (a: unknown, b: unknown) =>
    DateTime.isDateTime(a) && DateTime.isDateTime(b) ? a.toISO() === b.toISO() && a.zoneName === b.zoneName : undefined,
]);

/** A moment in Asia/Tokyo: `tokyo('2026-11-25T10:00')`. */
export const tokyo = (iso: string): DateTime => DateTime.fromISO(iso, { zone: ZONE });

const FIRST = tokyo('2024-01-01').toMillis();
const LAST = tokyo('2034-12-31').toMillis();

/** Any minute of eleven years, in any of several zones: what is judged is the moment, never the zone it comes in. */
export const anyMoment = fc
  .tuple(
    fc.integer({ min: 0, max: (LAST - FIRST) / 60_000 }),
    fc.constantFrom(ZONE, 'UTC', 'America/St_Johns', 'Pacific/Kiritimati'),
  )
  .map(([minutes, zone]) => DateTime.fromMillis(FIRST + minutes * 60_000, { zone }));
