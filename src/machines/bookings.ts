import { assign, setup } from 'xstate';
import type { BookingView } from './commands.ts';
import {
  chosenAfter,
  type FlowEvent,
  flowActions,
  type Meta,
  outputOfFinalState,
  returnedAs,
  type ServiceOutline,
} from './flow.ts';

/** My bookings: what is open, with moving and cancelling. `intent`: the client said at once what it is about. */
export type BookingsInput = { services: ServiceOutline[]; intent?: 'move' | 'cancel' };
export type BookingsOutput = { kind: 'done' } | { kind: 'back' };
export type BookingsContext = {
  services: ServiceOutline[];
  intent: 'move' | 'cancel' | null;
  bookings: BookingView[];
  calendarUrls: Record<string, string>;
  booking: BookingView | null;
};

const bookingIn = (context: BookingsContext, event: FlowEvent, prefix: string): BookingView | undefined =>
  context.bookings.find((it) => it.id === chosenAfter(event, prefix));
const serviceOf = (context: BookingsContext): ServiceOutline | undefined =>
  context.services.find((it) => it.id === context.booking?.serviceId);

export const bookings = setup({
  types: {} as { context: BookingsContext; events: FlowEvent; input: BookingsInput; output: BookingsOutput; meta: Meta },
  actions: {
    ...flowActions,
    keepOnly: assign({ booking: ({ context }) => context.bookings[0] ?? null }),
    keepMoved: assign({ booking: ({ context, event }) => bookingIn(context, event, 'move:') ?? null }),
    keepCancelled: assign({ booking: ({ context, event }) => bookingIn(context, event, 'cancel:') ?? null }),
    forgetIntent: assign({ intent: null }),
  },
  guards: {
    none: ({ context }) => context.bookings.length === 0,
    noneListed: ({ event }) => event.type === 'bookingsListed' && event.bookings.length === 0,
    moveOnly: ({ context }) => context.intent === 'move' && context.bookings.length === 1,
    cancelOnly: ({ context }) => context.intent === 'cancel' && context.bookings.length === 1,
    moves: ({ context, event }) => bookingIn(context, event, 'move:') !== undefined,
    cancels: ({ context, event }) => bookingIn(context, event, 'cancel:') !== undefined,
    done: ({ event }) => returnedAs<{ kind: string }>(event).kind === 'done',
  },
}).createMachine({
  id: 'bookings',
  context: ({ input: { services, intent } }) => ({
    services,
    intent: intent ?? null,
    bookings: [],
    calendarUrls: {},
    booking: null,
  }),
  initial: 'listing',
  on: { left: '.leftBack' },
  states: {
    listing: {
      entry: { type: 'command', params: { do: 'listBookings' } },
      on: {
        bookingsListed: {
          target: 'deciding',
          actions: assign(({ event: { bookings, calendarUrls } }) => ({ bookings, calendarUrls })),
        },
      },
    },
    deciding: {
      always: [
        { guard: 'none', target: 'done', actions: { type: 'note', params: { say: 'noBookings' } } },
        { guard: 'moveOnly', target: 'moving', actions: ['keepOnly', 'forgetIntent'] },
        { guard: 'cancelOnly', target: 'cancelling', actions: ['keepOnly', 'forgetIntent'] },
        { target: 'choosing' },
      ],
    },
    // Once the list was shown, the client chooses, also where one booking is left of it: nothing is asked about it at once.
    listingAgain: {
      entry: { type: 'command', params: { do: 'listBookings' } },
      on: {
        bookingsListed: [
          {
            guard: 'noneListed',
            target: 'done',
            actions: { type: 'note', params: { say: 'noBookings' } },
          },
          {
            target: 'choosing',
            actions: assign(({ event: { bookings, calendarUrls } }) => ({ bookings, calendarUrls })),
          },
        ],
      },
    },
    choosing: {
      meta: { prompt: 'list' },
      on: {
        chose: [
          { guard: 'moves', target: 'moving', actions: 'keepMoved' },
          { guard: 'cancels', target: 'cancelling', actions: 'keepCancelled' },
        ],
        again: 'listingAgain',
        back: 'leftBack',
      },
    },
    moving: {
      entry: {
        type: 'call',
        params: ({ context }) => ({ flow: 'moving', input: { booking: context.booking, service: serviceOf(context) } }),
      },
      on: { returned: [{ guard: 'done', target: 'done' }, { target: 'listingAgain' }] },
    },
    cancelling: {
      entry: { type: 'call', params: ({ context }) => ({ flow: 'cancelling', input: { booking: context.booking } }) },
      on: { returned: [{ guard: 'done', target: 'done' }, { target: 'listingAgain' }] },
    },
    done: { type: 'final', output: (): BookingsOutput => ({ kind: 'done' }) },
    leftBack: { type: 'final', output: (): BookingsOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<BookingsOutput>(),
});
