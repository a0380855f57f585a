import type { DateTime } from 'luxon';
import type { Centre } from '#policy/centre.ts';
import type { FieldError } from '../shell/form.ts';
import { closureWords as words } from '../words/closures.ts';
import { dayFrom } from './place.ts';
import type { Typed } from './treating-reading.ts';

export const REASON_LENGTH_OF_CLOSURE = 100;

export type ReadClosure =
  | { kind: 'read'; closure: { officeId: string | undefined; fromDay: string; toDay: string; reason: string } }
  | { kind: 'wrong'; errors: FieldError[] };

/** The form of a new closure. */
export function readClosure(typed: Typed, centre: Centre, now: DateTime): ReadClosure {
  const [from, to] = [dayFrom(typed['from']), dayFrom(typed['to'])];
  const reason = typed['reason'] ?? '';
  const officeId = typed['office'] || undefined;
  const errors: FieldError[] = [];
  const wrong = (field: string, message: string) => void errors.push({ field, message });
  if (!from) wrong('from', words.errors.from);
  else if (from < now.startOf('day')) wrong('from', words.errors.past);
  else if (from > now.plus({ years: 1 })) wrong('from', words.errors.far);
  if (!to || (from && to < from)) wrong('to', words.errors.to);
  else if (to > now.plus({ years: 1 })) wrong('to', words.errors.far);
  if (officeId !== undefined && !centre.offices.some(({ id }) => id === officeId)) wrong('office', words.errors.office);
  if (reason === '' || reason.length > REASON_LENGTH_OF_CLOSURE) wrong('reason', words.errors.reason);
  if (errors.length > 0 || !from || !to) return { kind: 'wrong', errors };
  return { kind: 'read', closure: { officeId, fromDay: nameOf(from), toDay: nameOf(to), reason } };
}

const nameOf = (day: DateTime): string => day.toFormat('yyyy-MM-dd');
