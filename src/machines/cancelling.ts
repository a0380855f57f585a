import { assign, setup } from 'xstate';
import type { BookingView, PhoneOnly } from './commands.ts';
import { became, chose, type FlowEvent, flowActions, type Meta, outputOfFinalState, whatBecame } from './flow.ts';

/**
 * Cancelling: until the day before at once; on the day itself, and always where the centre says so, by phone only (S0 §6(6), S1
 * §6(5), S2 §6(3)). A request that is not confirmed yet may always be withdrawn. Judged when the question is asked and again
 * when it is answered: midnight may lie between.
 */
export type CancellingInput = { booking: BookingView };
export type CancellingOutput = { kind: 'done' } | { kind: 'back' };
export type CancellingContext = CancellingInput & { phoneOnly: PhoneOnly | null };

/** A question with yes and no, whichever it is. */
const ANSWERED = {
  chose: [
    { guard: 'yes', target: 'cancelling' },
    { guard: 'no', target: 'keeping' },
  ],
  again: 'judging',
  back: 'keeping',
} as const;

export const cancelling = setup({
  types: {} as {
    context: CancellingContext;
    events: FlowEvent;
    input: CancellingInput;
    output: CancellingOutput;
    meta: Meta;
  },
  actions: {
    ...flowActions,
    keepPhoneOnly: assign(({ event }) => {
      if (event.type !== 'phoneOnly') return {};
      const { why, article, officeId, serviceId } = event;
      return { phoneOnly: { why, article, officeId, serviceId } };
    }),
  },
  guards: {
    yes: ({ event }) => chose(event, 'yes'),
    no: ({ event }) => chose(event, 'no'),
    became,
    withdrawn: ({ event }) => event.type === 'cancelled' && event.withdrawn,
  },
}).createMachine({
  id: 'cancelling',
  context: ({ input }) => ({ ...input, phoneOnly: null }),
  initial: 'judging',
  on: {
    left: '.leftBack',
    over: [
      { guard: 'became', target: '.leftBack', actions: { type: 'note', params: whatBecame('cancel') } },
      { target: '.done', actions: { type: 'note', params: { say: 'bookingOver' } } },
    ],
  },
  states: {
    judging: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'judgeCancelling', bookingId: context.booking.id }) },
      on: {
        allowed: 'asking',
        withdrawable: 'askingWithdrawal',
        phoneOnly: { target: 'handingOver', actions: 'keepPhoneOnly' },
      },
    },
    asking: {
      meta: { prompt: 'cancel' },
      on: ANSWERED,
    },
    askingWithdrawal: {
      meta: { prompt: 'withdraw' },
      on: ANSWERED,
    },
    cancelling: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'cancelBooking', bookingId: context.booking.id }) },
      on: {
        cancelled: [
          {
            guard: 'withdrawn',
            target: 'done',
            actions: { type: 'note', params: ({ context }) => ({ say: 'withdrawn', booking: context.booking }) },
          },
          {
            target: 'done',
            actions: { type: 'note', params: ({ context }) => ({ say: 'cancelled', booking: context.booking }) },
          },
        ],
        phoneOnly: { target: 'handingOver', actions: 'keepPhoneOnly' },
      },
    },
    handingOver: {
      entry: {
        type: 'call',
        params: ({ context: { booking, phoneOnly } }) => ({
          flow: 'handover',
          input: { about: 'cancelling', bookingId: booking.id, startsAt: booking.startsAt, phoneOnly },
        }),
      },
      on: { returned: 'done' },
    },
    keeping: { always: { target: 'leftBack', actions: { type: 'note', params: { say: 'keptBooking' } } } },
    done: { type: 'final', output: (): CancellingOutput => ({ kind: 'done' }) },
    leftBack: { type: 'final', output: (): CancellingOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<CancellingOutput>(),
});
