import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { SlotTime } from '#machines/commands.ts';
import { judgeBooking } from '#policy/booking.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { seatsAtOnce, type TakenSeats } from '#policy/seats.ts';
import { horizonEnd, type Slot, slotsOnOffer } from '#policy/slots.ts';
import type { SlotUse } from '#store/store.ts';
import { isoOf, officeOf, serviceOf, type TurnContext } from './context.ts';
import { directionFor, insideDirection } from './direction.ts';
import { withClosures } from './open-days.ts';

/** Slots that a client can book now: what the policy offers and staff opened, less what is taken, closed or not directed to the client. */

type Where = { officeId: string; serviceId: string; movesBookingId?: string };

/** Soonest first, those that start in [from, to). */
export async function openSlots(where: Where, from: DateTime, to: DateTime, context: TurnContext): Promise<Slot[]> {
  const { now } = context.world;
  const service = serviceOf(context.world.centre, where.serviceId);
  const directed = await directionFor(where.serviceId, context);
  const [first, last] = [DateTime.max(from, now), DateTime.min(to, horizonEnd(service, now))];
  if (directed.kind === 'none' || first >= last) return [];
  const centre = await withClosures(where.officeId, first, last, context);
  const used = await slotUses(where, first, last, context);
  const published = slotsOnOffer({ centre, office: officeOf(centre, where.officeId), service, from: first, to: last, now });
  // A day that staff closed stays closed, also for what they had opened.
  const closedByStaff = centre.closures.slice(context.world.centre.closures.length);
  const opened = openedBeside(published, used, { centre, service, now }).filter(
    (slot) => slot.startsAt >= first && slot.startsAt < last && !closedByStaff.some(({ day }) => day === dayOf(slot)),
  );
  const others = takenByOthers(used);
  return [...published, ...opened]
    .filter((slot) => hasRoom(slot, used.get(slot.startsAt.toMillis()), others))
    .filter((slot) => insideDirection(directed, where.officeId, slot))
    .sort((a, b) => a.startsAt.toMillis() - b.startsAt.toMillis());
}

/** What the store knows of the slots that touch [from, to), by their start; the others are as the centre file has them. */
async function slotUses(
  { officeId, serviceId, movesBookingId }: Where,
  from: DateTime,
  to: DateTime,
  { turn, world: { centre } }: TurnContext,
): Promise<ReadonlyMap<number, SlotUse>> {
  const capacity = serviceOf(centre, serviceId).capacity.value;
  const used = await turn.seatsUsed({ centreId: centre.id, officeId, serviceId, from, to, capacity, movesBookingId });
  return new Map(used.map((slot) => [slot.startsAt.toMillis(), slot]));
}

function hasRoom(slot: Slot, use: SlotUse | undefined, others: readonly TakenSeats[]): boolean {
  const capacity = use?.capacity ?? slot.capacity;
  return !use?.closed && (use?.used ?? 0) < capacity && seatsAtOnce(slot, others) < capacity;
}

/** The seat that the client would leave by moving does not stand in the way of the times around it. */
const takenByOthers = (uses: ReadonlyMap<number, SlotUse>): TakenSeats[] =>
  [...uses.values()].map((use) => ({ ...use, used: use.others })).filter(({ used }) => used > 0);

/** Slots that staff opened at times that the centre file does not have. */
function openedBeside(
  published: readonly Slot[],
  used: ReadonlyMap<number, SlotUse>,
  { centre, service, now }: { centre: Centre; service: Service; now: DateTime },
): Slot[] {
  const known = new Set(published.map(({ startsAt }) => startsAt.toMillis()));
  return [...used.values()]
    .filter(({ openedByStaff, startsAt }) => openedByStaff && !known.has(startsAt.toMillis()))
    .filter(
      (slot) => judgeBooking({ centre, office: { id: '' }, service, startsAt: slot.startsAt, now, opened: slot }).kind === 'open',
    );
}

/** The slot at this very time as staff have changed it, for whoever is about to take or keep a seat of it. */
export async function slotByStaff(where: Where, startsAt: DateTime, context: TurnContext): Promise<SlotUse | undefined> {
  const used = await slotUses(where, startsAt, startsAt.plus({ minutes: 1 }), context);
  return used.get(startsAt.toMillis());
}

/** All that the centre has published. */
export function allOpenSlots(where: Where, context: TurnContext): Promise<Slot[]> {
  const { centre, now } = context.world;
  return openSlots(where, now, horizonEnd(serviceOf(centre, where.serviceId), now), context);
}

export const timeOf = ({ startsAt, endsAt }: Slot): SlotTime => ({ startsAt: isoOf(startsAt), endsAt: isoOf(endsAt) });

export const dayOf = ({ startsAt }: Pick<Slot, 'startsAt'>): string => startsAt.setZone(ZONE).toFormat('yyyy-MM-dd');

export const startOfDay = (day: string): DateTime => DateTime.fromISO(day, { zone: ZONE });

/** How many alternatives are shown where a wish cannot be met. */
const NEAREST = 5;

/** The slots nearest in time to a wished moment, soonest first. */
export function nearestTo(wished: DateTime, slots: readonly Slot[]): SlotTime[] {
  const distance = (slot: Slot) => Math.abs(slot.startsAt.toMillis() - wished.toMillis());
  return [...slots]
    .sort((a, b) => distance(a) - distance(b))
    .slice(0, NEAREST)
    .sort((a, b) => a.startsAt.toMillis() - b.startsAt.toMillis())
    .map(timeOf);
}

/** "10:30" on that day; the day's beginning where no time was wished. */
export function momentOn(day: string, clockTime: string | undefined): DateTime {
  const [hour = '0', minute = '0'] = (clockTime ?? '0:0').split(':');
  return startOfDay(day).set({ hour: Number(hour), minute: Number(minute) });
}
