import type { DateTime } from 'luxon';
import { businessDayBefore } from './calendar.ts';
import type { Centre, Service } from './centre.ts';

/**
 * By which day everything must be ready for a briefing: so many open days before it (S3 certification, article 12(1)); the beginning of
 * that day, Asia/Tokyo. Undefined where the service has no such rule.
 */
export function preparationDay(
  briefing: DateTime,
  service: Pick<Service, 'prepareOpenDaysBefore'>,
  centre: Pick<Centre, 'closures'>,
): DateTime | undefined {
  const days = service.prepareOpenDaysBefore?.value;
  if (days === undefined) return undefined;
  let day = briefing;
  for (let count = 0; count < days; count += 1) day = businessDayBefore(day, centre);
  return day;
}
