import { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import { isBusinessDay } from './calendar.ts';
import type { Centre, Office, Service } from './centre.ts';
import { bookingCutOff } from './deadlines.ts';

/** Which slots there are, and which of them can be booked now. Seats already taken are the store's knowledge, not this file's. */

/** A service at a start time. Asia/Tokyo; `endsAt` is exclusive. */
export type Slot = { startsAt: DateTime; endsAt: DateTime; capacity: number };

type SlotQuery = {
  centre: Pick<Centre, 'closures'>;
  /** Every office of a centre keeps the same times; staff's own changes to one office come from the store. */
  office: Pick<Office, 'id'>;
  service: Service;
  /** Slots that start in [from, to). */
  from: DateTime;
  to: DateTime;
  now: DateTime;
};

/** The slots that a client can book at `now`, soonest first: business days only, within the horizon, not past the booking cut-off. */
export function slotsOnOffer({ centre, service, from, to, now }: SlotQuery): Slot[] {
  const end = DateTime.min(to, horizonEnd(service, now));
  const slots: Slot[] = [];
  let day = DateTime.max(from, now).setZone(ZONE).startOf('day');
  for (; day < end; day = day.plus({ days: 1 })) {
    if (isBusinessDay(day, centre)) slots.push(...slotsOfDay(service, day));
  }
  return slots.filter(({ startsAt }) => startsAt >= from && startsAt < end && now < bookingCutOff(service, startsAt));
}

/** The slot that starts at this very moment in the centre's calendar, whether or not it can still be booked. */
export function slotAt(service: Service, startsAt: DateTime, centre: Pick<Centre, 'closures'>): Slot | undefined {
  const day = startsAt.setZone(ZONE).startOf('day');
  if (!isBusinessDay(day, centre)) return undefined;
  return slotsOfDay(service, day).find((slot) => slot.startsAt.toMillis() === startsAt.toMillis());
}

/** Whether a slot starts at this moment that a client can book at `now`. `judgeBooking` says why not. */
export function isSlot(query: {
  centre: Pick<Centre, 'closures'>;
  service: Service;
  startsAt: DateTime;
  now: DateTime;
}): boolean {
  const { centre, service, startsAt, now } = query;
  return (
    slotAt(service, startsAt, centre) !== undefined &&
    now < bookingCutOff(service, startsAt) &&
    startsAt < horizonEnd(service, now)
  );
}

/** The end (exclusive) of the last day on which slots are published, today counted as the first. */
export function horizonEnd(service: Pick<Service, 'horizonDays'>, now: DateTime): DateTime {
  return now.setZone(ZONE).startOf('day').plus({ days: service.horizonDays.value });
}

/** Minutes after midnight of each start; a session lies wholly inside its window. */
export function startMinutes(service: Pick<Service, 'bookableTimes' | 'lengthMinutes'>): number[] {
  const times = service.bookableTimes.value;
  if ('starts' in times) return times.starts.map(minutesOf).sort((a, b) => a - b);
  const last = minutesOf(times.window.to) - service.lengthMinutes.value;
  const starts: number[] = [];
  for (let at = minutesOf(times.window.from); at <= last; at += times.everyMinutes) starts.push(at);
  return starts;
}

function slotsOfDay(service: Service, day: DateTime): Slot[] {
  return startMinutes(service).map((minutes) => {
    const startsAt = day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
    return { startsAt, endsAt: startsAt.plus({ minutes: service.lengthMinutes.value }), capacity: service.capacity.value };
  });
}

/** "09:30" is 570. */
export function minutesOf(clockTime: string): number {
  const [hours, minutes] = clockTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}
