import { DateTime } from 'luxon';
import { z } from 'zod';
import type { ClientEvent } from '#bot/channel.ts';
import { ZONE } from '#clock.ts';

/** What a button of ours carries; beside it stand the inputs of the card, by their ids. */
export type SubmitData = { madoguchi: { step: number; choice: string } };

/** The id of a card's date input; its value comes back beside the data of the pressed button. */
export const DAY_INPUT = 'day';

const step = z.number().int().nonnegative();
const choice = z.string().min(1).max(280);
const submitted = z.looseObject({ madoguchi: z.looseObject({ step, choice }), [DAY_INPUT]: z.unknown().optional() });

/**
 * The step is the once-key: the engine tells old and double presses apart by it. Throws a RangeError for what would not be read back: a
 * press that nobody understands would be worse than a fault.
 */
export function encodeSubmit(onStep: number, chosen: string): SubmitData {
  if (!step.safeParse(onStep).success || !choice.safeParse(chosen).success)
    throw new RangeError('A choice needs a whole step and an id of 1 to 280 characters.');
  return { madoguchi: { step: onStep, choice: chosen } };
}

/** Reads the value of a submit; the day is one in Asia/Tokyo, and a date input that was left empty is none. */
export function decodeSubmit(value: unknown): ClientEvent {
  const read = submitted.safeParse(value);
  if (!read.success) return { kind: 'pressed-unknown' };
  const { madoguchi, [DAY_INPUT]: day } = read.data;
  const pressed = { kind: 'pressed' as const, step: madoguchi.step, choice: madoguchi.choice };
  if (day === undefined || day === null || day === '') return pressed;
  return isDay(day) ? { ...pressed, day } : { kind: 'pressed-unknown' };
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && DateTime.fromISO(value, { zone: ZONE }).isValid;
