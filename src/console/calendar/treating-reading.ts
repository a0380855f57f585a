import type { Choice } from '#office/treating.ts';
import type { SeatHolder } from '#store/reading/calendar.ts';
import type { FieldError } from '../shell/form.ts';
import { momentTyped, textOf } from '../shell/reading.ts';
import { treatingWords as words } from '../words/closures.ts';

/** What staff chose for each booking of a closed slot, or of closed days. */

export const REASON_LENGTH = 500;

/** A hold is the client's to finish or to let go; all others are staff's to keep, cancel or move. */
export const openHolders = (holders: readonly SeatHolder[]): SeatHolder[] =>
  // An offered request stands once, however many of its times are hit.
  [...new Map(holders.filter(treatable).map((it) => [it.bookingId, it])).values()];

const treatable = ({ state }: SeatHolder): boolean => state === 'requested' || state === 'offered' || state === 'confirmed';

export const whatName = ({ bookingId }: SeatHolder): string => `what-${bookingId}`;
/** The state in which the form showed it. */
export const seenName = ({ bookingId }: SeatHolder): string => `seen-${bookingId}`;
export const toName = ({ bookingId }: SeatHolder): string => `to-${bookingId}`;

export type Typed = Record<string, string>;

/** The form's texts; anything else in it (lists, files) is dropped. */
export const typedFrom = (body: unknown): Typed =>
  Object.fromEntries(
    Object.keys(typeof body === 'object' && body !== null ? body : {}).map((name) => [name, textOf(body, name)]),
  );

export type Read = { kind: 'read'; choices: Choice[]; reason: string } | { kind: 'wrong'; errors: FieldError[] };

/** Only for the bookings that stand there now: ids in the form itself are not believed. */
export function readChoices(typed: Typed, holders: readonly SeatHolder[]): Read {
  const reason = typed['reason'] ?? '';
  const errors: FieldError[] = [];
  const choices = holders.map((holder): Choice => {
    const what = typed[whatName(holder)];
    if (what !== 'keep' && (typed[seenName(holder)] ?? holder.state) !== holder.state) return { what: 'overtaken', holder };
    if (what === 'cancel' || what === 'withdraw') return { what, holder };
    if (what !== 'move') return { what: 'keep', holder };
    const startsAt = momentTyped(typed[toName(holder)] ?? '');
    if (startsAt) return { what, holder, startsAt };
    errors.push({ field: toName(holder), message: words.errors.to });
    return { what: 'keep', holder };
  });
  const told = choices.some(({ what }) => what === 'cancel' || what === 'move') || errors.length > 0;
  if (told && reason === '') errors.push({ field: 'reason', message: words.errors.reason });
  if (reason.length > REASON_LENGTH) errors.push({ field: 'reason', message: words.errors.long });
  return errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'read', choices, reason };
}
