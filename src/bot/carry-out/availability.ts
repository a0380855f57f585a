import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { SlotTime } from '#machines/commands.ts';
import { horizonEnd, type Slot, slotsOnOffer } from '#policy/slots.ts';
import { isoOf, officeOf, serviceOf, type TurnContext } from './context.ts';

/** Slots that a client can book now: what the policy offers, less the seats that are taken. */

type Where = { officeId: string; serviceId: string };

/** Soonest first, those that start in [from, to). */
export async function openSlots(where: Where, from: DateTime, to: DateTime, { turn, world }: TurnContext): Promise<Slot[]> {
  const { centre, now } = world;
  const offered = slotsOnOffer({
    centre,
    office: officeOf(centre, where.officeId),
    service: serviceOf(centre, where.serviceId),
    from,
    to,
    now,
  });
  const first = offered[0];
  const last = offered.at(-1);
  if (!first || !last) return [];
  const used = await turn.seatsUsed({
    centreId: centre.id,
    officeId: where.officeId,
    serviceId: where.serviceId,
    from: first.startsAt,
    to: last.startsAt.plus({ minutes: 1 }),
    capacity: first.capacity,
  });
  const full = new Set(used.filter((slot) => slot.used >= slot.capacity).map((slot) => slot.startsAt.toMillis()));
  return offered.filter((slot) => !full.has(slot.startsAt.toMillis()));
}

/** All that the centre has published. */
export function allOpenSlots(where: Where, context: TurnContext): Promise<Slot[]> {
  const { centre, now } = context.world;
  return openSlots(where, now, horizonEnd(serviceOf(centre, where.serviceId), now), context);
}

export const timeOf = ({ startsAt, endsAt }: Slot): SlotTime => ({ startsAt: isoOf(startsAt), endsAt: isoOf(endsAt) });

export const dayOf = ({ startsAt }: Slot): string => startsAt.setZone(ZONE).toFormat('yyyy-MM-dd');

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
