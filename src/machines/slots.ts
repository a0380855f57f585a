import { assign, setup } from 'xstate';
import type { SlotDay, SlotTime, Wish } from './commands.ts';
import { chose, chosenAfter, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/** Choosing a slot: days that have room, then times; typed dates; the nearest alternatives when somebody was faster. */
export type SlotsInput = { officeId: string; serviceId: string; otherTimes: boolean; movesBookingId?: string; wish?: Wish };
export type SlotsOutput =
  | { kind: 'picked'; bookingId: string; startsAt: string; endsAt: string; until: string }
  | { kind: 'other-time'; wishes: string }
  | { kind: 'already-open' }
  | { kind: 'back' };
export type SlotsContext = SlotsInput & {
  page: number;
  days: SlotDay[];
  earlier: boolean;
  later: boolean;
  /** The days between which a date may be typed or picked, both inclusive. */
  from: string;
  to: string;
  /** The day whose times are shown; null where they are the nearest alternatives of several days. */
  day: string | null;
  times: SlotTime[];
  startsAt: string;
  held: { bookingId: string; startsAt: string; endsAt: string; until: string } | null;
  wishes: string;
};

/** The seat of the booking that is being moved does not stand in the way of its new one. */
const placeOf = ({ officeId, serviceId, movesBookingId }: SlotsContext) => ({
  officeId,
  serviceId,
  ...(movesBookingId === undefined ? {} : { movesBookingId }),
});

export const slots = setup({
  types: {} as { context: SlotsContext; events: FlowEvent; input: SlotsInput; output: SlotsOutput; meta: Meta },
  actions: {
    ...flowActions,
    keepDays: assign(({ event }) => {
      if (event.type !== 'daysFound') return {};
      const { days, page, earlier, later, from, to } = event;
      return { days, page, earlier, later, from, to };
    }),
    keepDay: assign({ day: ({ event }) => chosenAfter(event, 'day:') ?? null }),
    keepTime: assign({ startsAt: ({ event }) => chosenAfter(event, 'at:') ?? '' }),
    nextPage: assign({ page: ({ context }) => context.page + 1 }),
    pageBefore: assign({ page: ({ context }) => Math.max(0, context.page - 1) }),
    keepNearest: assign(({ event }) => ('nearest' in event ? { times: event.nearest, day: null } : {})),
  },
  guards: {
    anyDays: ({ event }) => event.type === 'daysFound' && event.days.length > 0,
    anyTimes: ({ event }) => event.type === 'timesFound' && event.times.length > 0,
    anyNearest: ({ event }) => 'nearest' in event && event.nearest.length > 0,
    picksDay: ({ event }) => chosenAfter(event, 'day:') !== undefined,
    picksTime: ({ event }) => chosenAfter(event, 'at:') !== undefined,
    later: ({ context, event }) => chose(event, 'more') && context.later,
    earlier: ({ context, event }) => chose(event, 'earlier') && context.earlier,
    otherDays: ({ event }) => chose(event, 'other-days'),
    otherTime: ({ context, event }) => chose(event, 'other-time') && context.otherTimes,
    ofOneDay: ({ context }) => context.day !== null,
    wishedBefore: ({ context }) => context.wish !== undefined,
  },
}).createMachine({
  id: 'slots',
  context: ({ input }) => ({
    ...input,
    page: 0,
    days: [],
    earlier: false,
    later: false,
    from: '',
    to: '',
    day: null,
    times: [],
    startsAt: '',
    held: null,
    wishes: '',
  }),
  initial: 'starting',
  on: { left: '.leftBack' },
  states: {
    starting: { always: [{ guard: 'wishedBefore', target: 'matchingWish' }, { target: 'findingDays' }] },
    findingDays: {
      entry: {
        type: 'command',
        params: ({ context }) => ({ do: 'lookUpDays', ...placeOf(context), page: context.page }),
      },
      on: {
        daysFound: [
          {
            guard: 'anyDays',
            target: 'choosingDay',
            actions: 'keepDays',
          },
          {
            target: 'nothing',
            actions: {
              type: 'note',
              params: ({ context: { officeId, serviceId } }) => ({ say: 'noSlots', officeId, serviceId }),
            },
          },
        ],
      },
    },
    choosingDay: {
      meta: { prompt: 'day', expects: 'wish' },
      on: {
        chose: [
          { guard: 'picksDay', target: 'findingTimes', actions: 'keepDay' },
          { guard: 'later', target: 'findingDays', actions: 'nextPage' },
          { guard: 'earlier', target: 'findingDays', actions: 'pageBefore' },
          { guard: 'otherTime', target: 'wishing' },
        ],
        wished: 'matchingWish',
        again: 'findingDays',
        back: 'leftBack',
      },
    },
    findingTimes: {
      entry: {
        type: 'command',
        params: ({ context }) => ({
          do: 'lookUpTimes',
          ...placeOf(context),
          day: context.day ?? '',
        }),
      },
      on: {
        timesFound: [
          { guard: 'anyTimes', target: 'choosingTime', actions: assign(({ event: { day, times } }) => ({ day, times })) },
          {
            target: 'findingDays',
            actions: { type: 'note', params: ({ event }) => ({ say: 'dayFull', day: event.day }) },
          },
        ],
      },
    },
    choosingTime: {
      meta: { prompt: 'time', expects: 'wish' },
      on: {
        chose: [
          { guard: 'picksTime', target: 'holding', actions: 'keepTime' },
          { guard: 'otherDays', target: 'findingDays' },
          { guard: 'otherTime', target: 'wishing' },
        ],
        wished: 'matchingWish',
        again: [{ guard: 'ofOneDay', target: 'findingTimes' }, { target: 'findingDays' }],
        back: 'findingDays',
      },
    },
    matchingWish: {
      entry: {
        type: 'command',
        params: ({ context, event }) => {
          const { day, wish: before } = context;
          const wish = event.type === 'wished' ? event.wish : (before ?? {});
          // "10時半" while the times of one day are shown means that day.
          const onShownDay = wish.day === undefined && wish.week === undefined && day !== null;
          return { do: 'lookUpWish', ...placeOf(context), wish: onShownDay ? { ...wish, day } : wish };
        },
      },
      on: {
        wishMatched: { target: 'holding', actions: assign({ startsAt: ({ event }) => event.startsAt }) },
        daysFound: { target: 'choosingDay', actions: 'keepDays' },
        wishFound: { target: 'choosingTime', actions: assign(({ event: { day, times } }) => ({ day, times })) },
        wishNotPossible: [
          {
            guard: 'anyNearest',
            target: 'choosingTime',
            actions: [
              {
                type: 'note',
                params: ({ context: { serviceId }, event: { why, article, direction } }) => ({
                  say: 'wishNotPossible',
                  why,
                  article,
                  serviceId,
                  nearest: true,
                  direction,
                }),
              },
              'keepNearest',
            ],
          },
          {
            target: 'findingDays',
            actions: {
              type: 'note',
              params: ({ context: { serviceId }, event: { why, article, direction } }) => ({
                say: 'wishNotPossible',
                why,
                article,
                serviceId,
                nearest: false,
                direction,
              }),
            },
          },
        ],
      },
    },
    holding: {
      entry: {
        type: 'command',
        params: ({ context }) => ({ do: 'holdSeat', ...placeOf(context), startsAt: context.startsAt }),
      },
      on: {
        held: {
          target: 'picked',
          actions: assign({
            held: ({ event: { bookingId, startsAt, endsAt, until } }) => ({ bookingId, startsAt, endsAt, until }),
          }),
        },
        slotTaken: [
          {
            guard: 'anyNearest',
            target: 'choosingTime',
            actions: [{ type: 'note', params: { say: 'slotTaken', nearest: true } }, 'keepNearest'],
          },
          { target: 'findingDays', actions: { type: 'note', params: { say: 'slotTaken', nearest: false } } },
        ],
        outsidePolicy: {
          target: 'findingDays',
          actions: {
            type: 'note',
            params: ({ context: { serviceId }, event: { why, article, direction } }) => ({
              say: 'outsidePolicy',
              why,
              article,
              serviceId,
              direction,
            }),
          },
        },
        alreadyOpen: 'alreadyOpen',
      },
    },
    nothing: {
      meta: { prompt: 'nothing', expects: 'wish' },
      on: {
        chose: [
          { guard: 'otherTime', target: 'wishing' },
          { guard: 'otherDays', target: 'findingDays' },
        ],
        wished: 'matchingWish',
        back: 'leftBack',
      },
    },
    wishing: {
      meta: { prompt: 'wishes', expects: 'wishes' },
      on: { gave: { target: 'wished', actions: assign({ wishes: ({ event }) => event.value }) }, back: 'findingDays' },
    },
    picked: {
      type: 'final',
      output: ({ context: { held } }): SlotsOutput => (held ? { kind: 'picked', ...held } : { kind: 'back' }),
    },
    wished: { type: 'final', output: ({ context }): SlotsOutput => ({ kind: 'other-time', wishes: context.wishes }) },
    alreadyOpen: {
      entry: { type: 'note', params: ({ context }) => ({ say: 'alreadyOpen', serviceId: context.serviceId }) },
      type: 'final',
      output: (): SlotsOutput => ({ kind: 'already-open' }),
    },
    leftBack: { type: 'final', output: (): SlotsOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<SlotsOutput>(),
});
