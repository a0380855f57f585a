import type { DateTime } from 'luxon';
import type { Service } from './centre.ts';
import { type StaffClosure, standsClosed } from './closures.ts';

/** Whether a client could have come at all: nobody is told that they did not come, or taken as having cancelled, who could not. */

type Way = Service['meeting']['details'][number]['way'];

/** When the meeting details that hold for the present time first got there, by each way; absent where they never did. */
export type DetailsReached = Readonly<Partial<Record<Way, DateTime | undefined>>>;

export type Hindrance = 'closed-day' | 'details-not-delivered';
export type AbleToCome = { kind: 'able' } | { kind: 'hindered'; by: Hindrance };

export type Session = {
  service: { meeting: { details: readonly Pick<Service['meeting']['details'][number], 'way'>[] } };
  officeId: string;
  startsAt: DateTime;
  closures: readonly StaffClosure[];
  reached: DetailsReached;
};

/**
 * Not on a day that staff have closed for the office; and only where the details had arrived by the start, by one of the ways that the
 * centre file names. What arrives later helps somebody to come late, and says nothing of who was not there.
 */
export function ableToCome({ service, officeId, startsAt, closures, reached }: Session): AbleToCome {
  if (standsClosed(closures, officeId, startsAt)) return { kind: 'hindered', by: 'closed-day' };
  const inTime = service.meeting.details.some(({ way }) => {
    const at = reached[way];
    return at !== undefined && at <= startsAt;
  });
  return inTime ? { kind: 'able' } : { kind: 'hindered', by: 'details-not-delivered' };
}
