import type { DateTime } from 'luxon';
import type { FieldError } from '../shell/form.ts';
import { calendarWords as words } from '../words/calendar.ts';
import { dayFrom, slotName } from './place.ts';
import type { Typed } from './treating-reading.ts';

export type ReadOpening =
  | { kind: 'read'; opening: { from: DateTime; to: DateTime; capacity: number } }
  | { kind: 'wrong'; errors: FieldError[] };

/** The form that opens slots beside the centre file's times. */
export function readOpening(typed: Typed): ReadOpening {
  const day = dayFrom(typed['day']);
  const [from, to] = [momentOn(day, typed['from']), momentOn(day, typed['to'])];
  const capacity = capacityFrom(typed['capacity'], 1);
  const errors: FieldError[] = [];
  if (!day) errors.push({ field: 'open-day', message: words.errors.day });
  if (day && !from) errors.push({ field: 'open-from', message: words.errors.from });
  if (day && (!to || (from && to <= from))) errors.push({ field: 'open-to', message: words.errors.to });
  if (capacity === undefined) errors.push({ field: 'open-capacity', message: words.errors.capacity });
  if (errors.length > 0 || !from || !to || capacity === undefined) return { kind: 'wrong', errors };
  return { kind: 'read', opening: { from, to, capacity } };
}

/** How the form names the time that staff are sure of: another one is asked about anew. */
export const spanName = (from: DateTime, to: DateTime): string => `${slotName(from)}/${slotName(to)}`;

const CLOCK_TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;

function momentOn(day: DateTime | undefined, time: string | undefined): DateTime | undefined {
  const [whole, hour, minute] = CLOCK_TIME.exec(time ?? '') ?? [];
  return day && whole ? day.set({ hour: Number(hour), minute: Number(minute) }) : undefined;
}

/** Full-width digits are read as well. */
export function capacityFrom(text: string | undefined, min: number): number | undefined {
  const digits = (text ?? '').normalize('NFKC').trim();
  const capacity = /^\d{1,4}$/.test(digits) ? Number(digits) : Number.NaN;
  return capacity >= min && capacity <= 1000 ? capacity : undefined;
}
