import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Command, Outcome, SlotDay, WhyNothing, Wish } from '#machines/commands.ts';
import { judgeBooking } from '#policy/booking.ts';
import { isBusinessDay } from '#policy/calendar.ts';
import { bookingCutOff, holdUntil } from '#policy/deadlines.ts';
import { horizonEnd, type Slot } from '#policy/slots.ts';
import { allOpenSlots, dayOf, momentOn, nearestTo, openSlots, startOfDay, timeOf } from './availability.ts';
import { actorOf, type CarryOut, isoOf, momentOf, officeOf, serviceOf, type TurnContext } from './context.ts';

/** Looking up slots, keeping one for ten minutes, letting it go. */

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
  return { type: 'wishNotPossible', ...whyNothing(wish, wished, command.serviceId, context), nearest: nearestTo(wished, all) };
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

function whyNothing(
  wish: Wish,
  wished: DateTime,
  serviceId: string,
  { world: { centre, now } }: TurnContext,
): { why: WhyNothing; article: string | null } {
  const service = serviceOf(centre, serviceId);
  if (wish.day === undefined) return { why: 'full', article: null };
  if (now >= bookingCutOff(service, wished)) return { why: 'past-cut-off', article: service.bookUntilDaysBefore.source ?? null };
  if (wished >= horizonEnd(service, now)) return { why: 'beyond-horizon', article: null };
  if (!isBusinessDay(wished, centre)) return { why: 'closed-day', article: service.bookableTimes.source ?? null };
  if (wish.at !== undefined) {
    const judged = judgeBooking({ centre, office: { id: '' }, service, startsAt: wished, now });
    if (judged.kind === 'outside-policy') return { why: 'no-such-time', article: service.bookableTimes.source ?? null };
  }
  return { why: 'full', article: null };
}

export const holdSeat: CarryOut<Of<'holdSeat'>> = async (command, context) => {
  const { turn, world } = context;
  const { centre, now } = world;
  const { officeId, serviceId, movesBookingId } = command;
  const service = serviceOf(centre, serviceId);
  const startsAt = momentOf(command.startsAt);
  const judged = judgeBooking({ centre, office: officeOf(centre, officeId), service, startsAt, now });
  if (judged.kind === 'outside-policy') return { type: 'outsidePolicy', why: judged.why, article: judged.article ?? null };
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

/** Lets a held seat go. A hold that is gone already is as good as released. */
export const releaseHold: CarryOut<Of<'releaseHold'>> = async ({ bookingId }, context): Promise<Outcome> => {
  if (await ownBooking(bookingId, context)) {
    await context.turn.changeState({
      bookingId,
      from: ['held'],
      to: 'released',
      at: context.world.now,
      actor: actorOf(context),
      reason: 'stopped',
    });
  }
  return { type: 'released' };
};

/** The booking, if it is this conversation's own. Ids come back from the client's side and prove nothing. */
export async function ownBooking(bookingId: string, { turn, conversationId }: TurnContext) {
  const booking = await turn.booking(bookingId);
  return booking?.conversationId === conversationId ? booking : undefined;
}
