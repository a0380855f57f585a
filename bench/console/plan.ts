import type { DateTime } from 'luxon';
import { isBusinessDay } from '#policy/calendar.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { startMinutes } from '#policy/slots.ts';
import type { BookingState } from '#store/store.ts';
import { type Chance, chance } from './chance.ts';

/** What is seeded: about eighteen months of bookings at every centre, the last six weeks of them still to come. No rows yet. */

export type PlannedBooking = {
  centre: Centre;
  officeId: string;
  service: Service;
  startsAt: DateTime;
  endsAt: DateTime;
  madeAt: DateTime;
  state: BookingState;
  noShow: boolean;
  /** Who ended it, where somebody did. */
  endedBy: 'client' | 'staff' | 'system' | undefined;
};

const PAST_DAYS = 505;
const COMING_DAYS = 42;

const PAST: Readonly<Record<string, number>> = {
  attended: 68,
  'attended-by-phone': 5,
  cancelled: 12,
  moved: 4,
  'presumed-cancelled': 4,
  withdrawn: 3,
  declined: 2,
  expired: 2,
};
const COMING: Readonly<Record<string, number>> = { confirmed: 86, requested: 3, cancelled: 9, withdrawn: 2 };
/** What only the centre or time does. */
const BY_OTHERS: Readonly<Record<string, 'staff' | 'system'>> = {
  attended: 'staff',
  'attended-by-phone': 'staff',
  declined: 'staff',
  expired: 'system',
  'presumed-cancelled': 'system',
};

export function planned(centres: readonly Centre[], count: number, now: DateTime, seed = 1): PlannedBooking[] {
  const dice = chance(seed);
  const days = new Map(centres.map((centre) => [centre.id, daysOf(centre, now)]));
  return Array.from({ length: count }, () => {
    const centre = dice.of(centres);
    return one(centre, dice.of(days.get(centre.id) ?? []), now, dice);
  });
}

function daysOf(centre: Centre, now: DateTime): DateTime[] {
  const from = now.startOf('day').minus({ days: PAST_DAYS });
  return Array.from({ length: PAST_DAYS + COMING_DAYS }, (_, n) => from.plus({ days: n })).filter((day) =>
    isBusinessDay(day, centre),
  );
}

function one(centre: Centre, day: DateTime, now: DateTime, dice: Chance): PlannedBooking {
  const service = dice.of(centre.services);
  const startsAt = day.plus({ minutes: dice.of(startMinutes(service)) });
  const state = dice.weighted(startsAt <= now ? PAST : COMING) as BookingState;
  const madeAt = startsAt.minus({ days: 1 + dice.below(28), minutes: dice.below(600) });
  return {
    centre,
    officeId: dice.of(centre.offices).id,
    service,
    startsAt,
    endsAt: startsAt.plus({ minutes: service.lengthMinutes.value }),
    madeAt: madeAt < now ? madeAt : now.minus({ hours: 1 + dice.below(48) }),
    state,
    noShow: state === 'presumed-cancelled' && dice.next() < 0.7,
    endedBy:
      state === 'confirmed' || state === 'requested' ? undefined : (BY_OTHERS[state] ?? (dice.next() < 0.3 ? 'staff' : 'client')),
  };
}
