import { setup } from 'xstate';
import { type CentreOutline, chose, chosenAfter, type FlowEvent, flowActions, type Meta, returnedAs } from './flow.ts';

/** The root: the menu, and one flow at a time. It never ends; `left` brings it back to the menu. */
export type ConversationInput = CentreOutline;

export const conversation = setup({
  types: {} as { context: CentreOutline; events: FlowEvent; input: ConversationInput; meta: Meta },
  actions: flowActions,
  guards: {
    book: ({ event }) => chose(event, 'book'),
    bookings: ({ event }) => chose(event, 'my-bookings'),
    move: ({ event }) => chose(event, 'move'),
    cancel: ({ event }) => chose(event, 'cancel'),
    help: ({ event }) => chose(event, 'help'),
    myData: ({ event }) => chose(event, 'my-data'),
    language: ({ event }) => chose(event, 'language'),
    picks: ({ event }) => chosenAfter(event, 'pick-offer:') !== undefined,
    alreadyOpen: ({ event }) => returnedAs<{ kind: string }>(event).kind === 'already-open',
  },
}).createMachine({
  id: 'conversation',
  context: ({ input }) => input,
  initial: 'menu',
  on: { left: '.menu' },
  states: {
    menu: {
      meta: { prompt: 'menu' },
      on: {
        chose: [
          { guard: 'book', target: 'booking' },
          { guard: 'bookings', target: 'bookings' },
          { guard: 'move', target: 'moving' },
          { guard: 'cancel', target: 'cancelling' },
          { guard: 'help', target: 'helping' },
          { guard: 'myData', target: 'myData' },
          { guard: 'language', target: 'language' },
          { guard: 'picks', target: 'picking' },
        ],
      },
    },
    booking: {
      entry: { type: 'call', params: ({ context }) => ({ flow: 'booking', input: context }) },
      on: { returned: [{ guard: 'alreadyOpen', target: 'bookings' }, { target: 'menu' }] },
    },
    bookings: {
      entry: { type: 'call', params: ({ context: { services } }) => ({ flow: 'bookings', input: { services } }) },
      on: { returned: 'menu' },
    },
    moving: {
      entry: { type: 'call', params: ({ context: { services } }) => ({ flow: 'bookings', input: { services, intent: 'move' } }) },
      on: { returned: 'menu' },
    },
    cancelling: {
      entry: {
        type: 'call',
        params: ({ context: { services } }) => ({ flow: 'bookings', input: { services, intent: 'cancel' } }),
      },
      on: { returned: 'menu' },
    },
    picking: {
      entry: {
        type: 'call',
        params: ({ event }) => ({ flow: 'picking', input: { offerId: chosenAfter(event, 'pick-offer:') ?? '' } }),
      },
      on: { returned: 'menu' },
    },
    helping: { entry: { type: 'call', params: { flow: 'help', input: {} } }, on: { returned: 'menu' } },
    myData: { entry: { type: 'call', params: { flow: 'my-data', input: {} } }, on: { returned: 'menu' } },
    language: { entry: { type: 'call', params: { flow: 'language', input: {} } }, on: { returned: 'menu' } },
  },
});
