import type { DateTime } from 'luxon';
import type { Read } from '../bookings/form-reading.ts';
import type { FieldError } from '../shell/form.ts';
import { dayTyped, textOf } from '../shell/reading.ts';
import { clientWords } from '../words/clients.ts';

/** What the forms of a client's page ask, read. */

const LONGEST_MESSAGE = 1000;
const LONGEST_REASON = 500;
const LONGEST_NOTE = 300;

export function readMessage(body: unknown): Read<string> {
  const text = textOf(body, 'text');
  const { empty, long } = clientWords.message;
  if (text === '') return { kind: 'wrong', errors: [{ field: 'text', message: empty }] };
  return text.length > LONGEST_MESSAGE
    ? { kind: 'wrong', errors: [{ field: 'text', message: long }] }
    : { kind: 'read', value: text };
}

export type Suspending = { reason: string; note: string; reviewOn: string };

/** A decision that somebody has to look at again within a year. */
export function readSuspension(body: unknown, now: DateTime): Read<Suspending> {
  const words = clientWords.suspension.errors;
  const [reason, note, day] = [textOf(body, 'reason'), textOf(body, 'note'), dayTyped(textOf(body, 'review-on'))];
  const errors: FieldError[] = [];
  if (reason === '') errors.push({ field: 'reason', message: words.reason });
  if (reason.length > LONGEST_REASON) errors.push({ field: 'reason', message: words.reasonLong });
  if (note === '') errors.push({ field: 'note', message: words.note });
  if (note.length > LONGEST_NOTE) errors.push({ field: 'note', message: words.noteLong });
  if (!day || day <= now || day > now.plus({ years: 1 })) errors.push({ field: 'review-on', message: words.reviewOn });
  if (errors.length > 0 || !day) return { kind: 'wrong', errors };
  return { kind: 'read', value: { reason, note, reviewOn: day.toFormat('yyyy-MM-dd') } };
}
