import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import { closuresOf } from '#policy/closures.ts';
import type { Turn } from '#store/store.ts';

/** The longest that a promise of thirty business days can take, holidays and the year's end among them. */
const DAYS_AHEAD = 90;

/** The days on which the office is closed: those of the centre file, and those that staff have closed up to the last of `times`. */
export async function closedDays(
  turn: Turn,
  { centre, officeId, now, times }: { centre: Centre; officeId: string; now: DateTime; times: readonly DateTime[] },
): Promise<Pick<Centre, 'closures'>> {
  const from = now.setZone(ZONE).startOf('day');
  const to = DateTime.max(
    from.plus({ days: DAYS_AHEAD }),
    ...times.filter((time) => time.isValid).map((time) => time.plus({ days: 1 })),
  );
  const byStaff = await turn.closures({ centreId: centre.id, from, to });
  return closuresOf(centre, { officeId, byStaff, from, to });
}
