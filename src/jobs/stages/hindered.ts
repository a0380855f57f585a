import type { DateTime } from 'luxon';
import { serviceOf } from '#bot/carry-out/context.ts';
import { ZONE } from '#clock.ts';
import { type AbleToCome, ableToCome, type DetailsReached } from '#policy/able-to-come.ts';
import type { Centre } from '#policy/centre.ts';
import type { StaffClosure } from '#policy/closures.ts';
import type { Booking } from '#store/store.ts';
import { type Due, lockOf, type Sweeping, SYSTEM, safely, settle } from '../stage.ts';

const AT_A_TIME = 200;

/** What staff have to do about whom something kept from coming. */
const TASKS = { 'closed-day': 'closed-day-session', 'details-not-delivered': 'details-not-delivered' } as const;

/** What staff had to do so that the details get there in time: the call takes their place. */
const TO_DELIVER_THEM = ['my-page', 'no-address', 'address-unconfirmed', 'make-meeting'];

/**
 * Today's sessions that have begun and to which their clients cannot have come: staff ring. Nothing is told and no state changes. Once a
 * booking.
 */
export async function ringTheHindered(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  const now = parts.clock.now();
  const closures = await closedToday(sweeping, now);
  let done = 0;
  for (let after: Booking | undefined; ; ) {
    const begun = await parts.store.sessionsBegun(now.setZone(ZONE).startOf('day'), now, AT_A_TIME, after);
    for (const { booking, reached } of begun) {
      // Most sessions are as they should be, and cost no turn.
      const able = judged(parts.centres.get(booking.centreId), booking, closures.get(booking.centreId) ?? [], reached);
      if (able?.kind === 'hindered') done += await safely(parts, 'row', () => ring(sweeping, booking), 0);
    }
    after = begun.at(-1)?.booking;
    if (begun.length < AT_A_TIME) return done;
  }
}

async function closedToday({ parts }: Sweeping, now: DateTime): Promise<ReadonlyMap<string, readonly StaffClosure[]>> {
  const day = now.setZone(ZONE).toFormat('yyyy-MM-dd');
  const closures = new Map<string, readonly StaffClosure[]>();
  for (const centreId of parts.centres.keys()) {
    closures.set(centreId, await parts.store.reads.closures.touching({ centreId, fromDay: day, toDay: day }));
  }
  return closures;
}

const ring = (sweeping: Sweeping, found: Booking): Promise<number> =>
  settle(sweeping, lockOf(found), async (due) => {
    const { turn, now: at, parts } = due;
    const booking = await turn.booking(found.id);
    const centre = booking && parts.centres.get(booking.centreId);
    if (!centre || booking.state !== 'confirmed') return 0;
    const able = await ableNow(due, centre, booking);
    if (able?.kind !== 'hindered') return 0;
    const { id: bookingId, centreId, officeId } = booking;
    await turn.raiseTask({ kind: TASKS[able.by], centreId, officeId, bookingId, at, dueAt: at });
    if (able.by === 'details-not-delivered') await turn.settleTasks({ bookingId, kinds: TO_DELIVER_THEM }, at, SYSTEM);
    return 1;
  });

/** As everything stands in this turn; undefined for a booking without a time, or of a service that the centre file no longer has. */
export async function ableNow({ turn }: Due, centre: Centre, booking: Booking): Promise<AbleToCome | undefined> {
  const { startsAt: from, centreId } = booking;
  if (!from) return undefined;
  const closures = await turn.closures({ centreId, from, to: from.plus({ milliseconds: 1 }) });
  return judged(centre, booking, closures, await turn.detailsReached(booking.id));
}

function judged(
  centre: Centre | undefined,
  { serviceId, officeId, startsAt }: Booking,
  closures: readonly StaffClosure[],
  reached: DetailsReached,
): AbleToCome | undefined {
  if (!startsAt || !centre?.services.some(({ id }) => id === serviceId)) return undefined;
  return ableToCome({ service: serviceOf(centre, serviceId), officeId, startsAt, closures, reached });
}
