import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Command, Direction, Outcome, SlotDay, WhyNothing, Wish } from '#machines/commands.ts';
import { judgeBooking } from '#policy/booking.ts';
import { isBusinessDay } from '#policy/calendar.ts';
import { bookingCutOff, holdUntil } from '#policy/deadlines.ts';
import { liesInside } from '#policy/directed-window.ts';
import { horizonEnd, type Slot } from '#policy/slots.ts';
import { allOpenSlots, dayOf, momentOn, nearestTo, openSlots, startOfDay, timeOf } from './availability.ts';
import { type CarryOut, isoOf, momentOf, serviceOf, type TurnContext } from './context.ts';
import { directionFor, outsideDirection } from './direction.ts';
import { judgeSlot } from './judging.ts';
import { withClosures } from './open-days.ts';

/** Looking up slots, keeping one for ten minutes. */

type Of<Name extends Command['do']> = Command & { do: Name };

const DAYS_A_PAGE = 8;

export const lookUpDays: CarryOut<Of<'lookUpDays'>> = async (command, context) => {
  const days = daysIn(await allOpenSlots(command, context));
  const page = Math.min(command.page, lastPage(days));
  return daysOnPage(page, days.slice(page * DAYS_A_PAGE, (page + 1) * DAYS_A_PAGE), days);
};

function daysIn(slots: readonly Slot[]): SlotDay[] {
  const counts = new Map<string, number>();
  for (const slot of slots) counts.set(dayOf(slot), (counts.get(dayOf(slot)) ?? 0) + 1);
  return [...counts].map(([day, times]) => ({ day, times }));
}

const lastPage = (days: readonly SlotDay[]): number => Math.max(0, Math.ceil(days.length / DAYS_A_PAGE) - 1);

const daysOnPage = (page: number, shown: SlotDay[], all: readonly SlotDay[]): Outcome => ({
  type: 'daysFound',
  days: shown,
  page,
  earlier: page > 0,
  later: page < lastPage(all),
  from: all[0]?.day ?? '',
  to: all.at(-1)?.day ?? '',
});

/** The days that fit a wish (来週, 午後), counted among all days so that "more" and "earlier" go on from there. */
function daysFrom(fitting: readonly Slot[], slots: readonly Slot[]): Outcome {
  const all = daysIn(slots);
  const shown = daysIn(fitting).slice(0, DAYS_A_PAGE);
  const first = all.findIndex(({ day }) => day === shown[0]?.day);
  return daysOnPage(Math.floor(first / DAYS_A_PAGE), shown, all);
}

export const lookUpTimes: CarryOut<Of<'lookUpTimes'>> = async (command, context) => ({
  type: 'timesFound',
  day: command.day,
  times: (await slotsOfDay(command, command.day, context)).map(timeOf),
});

function slotsOfDay(where: { officeId: string; serviceId: string }, day: string, context: TurnContext): Promise<Slot[]> {
  const start = startOfDay(day);
  if (!start.isValid) return Promise.resolve([]);
  return openSlots(where, start, start.plus({ days: 1 }), context);
}

/** A typed wish: the very slot, the times that fit it, or why not and what is nearest. */
export const lookUpWish: CarryOut<Of<'lookUpWish'>> = async (command, context) => {
  const { wish } = command;
  const all = await allOpenSlots(command, context);
  const fitting = all.filter((slot) => fits(slot, wish));
  const [only] = fitting;
  if (only && wish.at !== undefined && wish.day !== undefined) return { type: 'wishMatched', startsAt: isoOf(only.startsAt) };
  if (only && sameDay(fitting)) return { type: 'wishFound', day: dayOf(only), times: fitting.map(timeOf) };
  if (only) return daysFrom(fitting, all);
  const wished = momentOn(wish.day ?? wish.week?.from ?? dayOf({ startsAt: context.world.now } as Slot), wish.at ?? wish.from);
  return { type: 'wishNotPossible', ...(await whyNothing(command, wished, context)), nearest: nearestTo(wished, all) };
};

const sameDay = (slots: readonly Slot[]): boolean => new Set(slots.map(dayOf)).size === 1;

function fits(slot: Slot, wish: Wish): boolean {
  const day = dayOf(slot);
  const time = slot.startsAt.setZone(ZONE).toFormat('HH:mm');
  return (
    (wish.day === undefined || day === wish.day) &&
    (wish.week === undefined || (day >= wish.week.from && day <= wish.week.to)) &&
    (wish.at === undefined || time === wish.at) &&
    (wish.from === undefined || time >= wish.from) &&
    (wish.to === undefined || time < wish.to)
  );
}

type Nothing = { why: WhyNothing; article: string | null; direction?: Direction };

async function whyNothing(
  { wish, officeId, serviceId }: Of<'lookUpWish'>,
  wished: DateTime,
  context: TurnContext,
): Promise<Nothing> {
  const { now } = context.world;
  const service = serviceOf(context.world.centre, serviceId);
  const beside = await besideDirection({ wish, officeId, serviceId }, wished, context);
  if (beside) return beside;
  if (wish.day === undefined) return { why: 'full', article: null };
  if (now >= bookingCutOff(service, wished)) return { why: 'past-cut-off', article: service.bookUntilDaysBefore.source ?? null };
  const centre = await withClosures(officeId, wished, wished.plus({ minutes: 1 }), context);
  if (!isBusinessDay(wished, centre)) return { why: 'closed-day', article: service.bookableTimes.source ?? null };
  // After the closed days: those will never be open.
  if (wished >= horizonEnd(service, now)) return { why: 'beyond-horizon', article: null };
  if (wish.at !== undefined) {
    const judged = judgeBooking({ centre, office: { id: '' }, service, startsAt: wished, now });
    if (judged.kind === 'outside-policy') return { why: 'no-such-time', article: service.bookableTimes.source ?? null };
  }
  return { why: 'full', article: null };
}

/** 不受理: a day or time outside what the office directs (S3 certification, article 12(2)). */
async function besideDirection(
  { wish, serviceId }: Pick<Of<'lookUpWish'>, 'wish' | 'officeId' | 'serviceId'>,
  wished: DateTime,
  context: TurnContext,
): Promise<Nothing | undefined> {
  const directed = await directionFor(serviceId, context);
  if (directed.kind !== 'window') return undefined;
  const endsAt = wished.plus({ minutes: serviceOf(context.world.centre, serviceId).lengthMinutes.value });
  const otherDay = wish.day !== undefined && wish.day !== dayOf(directed.window);
  const otherTime = wish.at !== undefined && !liesInside({ startsAt: wished, endsAt }, directed.window);
  if (!otherDay && !otherTime) return undefined;
  const { article, direction } = outsideDirection(serviceId, directed, context);
  return { why: 'outside-direction', article, ...(direction && { direction }) };
}

export const holdSeat: CarryOut<Of<'holdSeat'>> = async (command, context) => {
  const { turn, world } = context;
  const { centre, now } = world;
  const { officeId, serviceId, movesBookingId } = command;
  const service = serviceOf(centre, serviceId);
  const startsAt = momentOf(command.startsAt);
  const judged = await judgeSlot({ officeId, serviceId }, startsAt, context);
  if (judged.kind === 'refused') return judged.outcome;
  const until = holdUntil(now);
  const held = await turn.hold(
    { centreId: centre.id, officeId, serviceId, ...judged.slot },
    { until, movesBookingId, at: now, openBookings: service.openBookings.value },
  );
  switch (held.kind) {
    case 'held':
      return {
        type: 'held',
        bookingId: held.booking.id,
        startsAt: isoOf(judged.slot.startsAt),
        endsAt: isoOf(judged.slot.endsAt),
        until: isoOf(until),
      };
    case 'slot-taken':
      return { type: 'slotTaken', nearest: nearestTo(startsAt, await allOpenSlots(command, context)) };
    case 'already-open':
      return { type: 'alreadyOpen' };
  }
};
