import type { DateTime } from 'luxon';
import type { Centre } from '#policy/centre.ts';
import { closuresOf } from '#policy/closures.ts';
import type { TurnContext } from './context.ts';

/** The centre as staff have closed it: their closures of days, for this office, beside those of its file. */

/** How far ahead closures matter to an answer deadline; the longest one is 30 business days. */
const DEADLINE_DAYS = 90;

export async function withClosures(
  officeId: string,
  from: DateTime,
  to: DateTime,
  { turn, world: { centre } }: TurnContext,
): Promise<Centre> {
  const byStaff = await turn.closures({ centreId: centre.id, from, to });
  return byStaff.length === 0 ? centre : { ...centre, ...closuresOf(centre, { officeId, byStaff, from, to }) };
}

/** For deadlines that begin now. */
export const withComingClosures = (officeId: string, context: TurnContext): Promise<Centre> =>
  withClosures(officeId, context.world.now, context.world.now.plus({ days: DEADLINE_DAYS }), context);
