import type { DateTime } from 'luxon';
import type { Outcome } from '#machines/commands.ts';
import { judgeBooking } from '#policy/booking.ts';
import type { Slot } from '#policy/slots.ts';
import { slotByStaff } from './availability.ts';
import { officeOf, serviceOf, type TurnContext } from './context.ts';
import { directionFor, insideDirection, outsideDirection } from './direction.ts';
import { withClosures } from './open-days.ts';

export type Judged = { kind: 'open'; slot: Slot } | { kind: 'refused'; why: string; outcome: Outcome };

/**
 * May the client take, or keep, a seat of the slot at this time? By the centre file, by what staff closed or opened, and by what the
 * office directs the client to. Judged at the press, whatever was shown before.
 */
export async function judgeSlot(
  where: { officeId: string; serviceId: string },
  startsAt: DateTime,
  context: TurnContext,
): Promise<Judged> {
  const { now } = context.world;
  if (!startsAt.isValid) return refused('not-offered', null);
  const service = serviceOf(context.world.centre, where.serviceId);
  const centre = await withClosures(where.officeId, startsAt, startsAt.plus({ minutes: 1 }), context);
  const byStaff = await slotByStaff(where, startsAt, context);
  if (byStaff?.closed) return refused('not-offered', null);
  const closedDay = centre.closures.length > context.world.centre.closures.length;
  const opened = byStaff?.openedByStaff && !closedDay ? byStaff : undefined;
  const judged = judgeBooking({ centre, office: officeOf(centre, where.officeId), service, startsAt, now, opened });
  if (judged.kind === 'outside-policy') return refused(judged.why, judged.article ?? null);
  const directed = await directionFor(where.serviceId, context);
  if (insideDirection(directed, where.officeId, judged.slot)) return judged;
  return { kind: 'refused', why: 'outside-direction', outcome: outsideDirection(where.serviceId, directed, context) };
}

const refused = (why: 'past-cut-off' | 'not-offered' | 'beyond-horizon', article: string | null): Judged => ({
  kind: 'refused',
  why,
  outcome: { type: 'outsidePolicy', why, article },
});
