import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Office, Service } from './centre.ts';
import { horizonEnd, minutesOf, startMinutes } from './slots.ts';

/**
 * Times that staff may give out, but seldom mean: three in the morning, the year 2030. Staff are exempt from the hours and the horizon
 * that bind clients ("原則として"), so such a time is asked about once, not refused. What is past or on a closed day is refused elsewhere.
 */

export type WhyUnusual = 'outside-hours' | 'beyond-horizon';
export type UnusualTime = { startsAt: DateTime; why: readonly WhyUnusual[] };
export type Usual = { kind: 'usual' } | { kind: 'unusual'; times: readonly UnusualTime[] };

type Rules = {
  office: Pick<Office, 'phoneHours'>;
  service: Pick<Service, 'bookableTimes' | 'lengthMinutes' | 'horizonDays'>;
  now: DateTime;
};

/** Sessions that begin at these moments, each as long as the service says. */
export function judgeUnusual(starts: readonly DateTime[], rules: Rules): Usual {
  const times = starts.map((startsAt) => ({ startsAt, why: whyUnusual(startsAt, rules) })).filter(({ why }) => why.length > 0);
  return times.length === 0 ? { kind: 'usual' } : { kind: 'unusual', times };
}

function whyUnusual(startsAt: DateTime, { office, service, now }: Rules): WhyUnusual[] {
  return [
    ...(isWithinHours(startsAt, office, service) ? [] : ['outside-hours' as const]),
    ...(startsAt < horizonEnd(service, now) ? [] : ['beyond-horizon' as const]),
  ];
}

/** The whole session lies within the hours in which somebody answers the phone, or between the first and the last session of a day. */
function isWithinHours(startsAt: DateTime, office: Rules['office'], service: Rules['service']): boolean {
  const local = startsAt.setZone(ZONE);
  const length = service.lengthMinutes.value;
  const starts = startMinutes(service);
  const { from, to } = office.phoneHours.value;
  const begins = local.hour * 60 + local.minute;
  const inside = (first: number, last: number): boolean => first <= begins && begins + length <= last;
  return inside(minutesOf(from), minutesOf(to)) || inside(Math.min(...starts), Math.max(...starts) + length);
}
