import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';

/** A moment by the clocks of Tokyo: "2026-11-25T09:00". */
export const inTokyo = (time: string): DateTime => DateTime.fromISO(time, { zone: ZONE });
