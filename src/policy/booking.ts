import type { DateTime } from 'luxon';
import type { Centre, Office, Service, Sourced } from './centre.ts';
import { bookingCutOff } from './deadlines.ts';
import { horizonEnd, type Slot, slotAt } from './slots.ts';

/** May a client book this slot now? `article`: where the rule that says no comes from, absent where the value is a sample. */
export type BookingJudgement =
  | { kind: 'open'; slot: Slot }
  | { kind: 'outside-policy'; why: 'past-cut-off' | 'not-offered' | 'beyond-horizon'; article?: string };

/**
 * Judged at the moment of the press: a hold from 23:55 pressed at 00:03 may be past the cut-off (S0–S2 article 6(1)). Staff are
 * exempt and do not ask here. Seats are not looked at.
 */
export function judgeBooking(query: {
  centre: Pick<Centre, 'closures'>;
  office: Pick<Office, 'id'>;
  service: Service;
  startsAt: DateTime;
  now: DateTime;
  /** Opened by staff at that very time, beside the centre file's times. */
  opened?: Slot | undefined;
}): BookingJudgement {
  const { centre, service, startsAt, now } = query;
  const slot = slotAt(service, startsAt, centre) ?? query.opened;
  if (!slot) return refusal('not-offered', service.bookableTimes);
  if (now >= bookingCutOff(service, startsAt)) return refusal('past-cut-off', service.bookUntilDaysBefore);
  if (startsAt >= horizonEnd(service, now)) return refusal('beyond-horizon', service.horizonDays);
  return { kind: 'open', slot };
}

function refusal(why: 'past-cut-off' | 'not-offered' | 'beyond-horizon', rule: Sourced<unknown>): BookingJudgement {
  return { kind: 'outside-policy', why, ...(rule.source !== undefined && { article: rule.source }) };
}
