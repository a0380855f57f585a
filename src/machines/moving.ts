import { assign, setup } from 'xstate';
import type { BookingView, PhoneOnly, Wish } from './commands.ts';
import type { ConfirmationOutput } from './confirmation.ts';
import {
  became,
  cameBack,
  type FlowEvent,
  flowActions,
  type Meta,
  outputOfFinalState,
  type ServiceOutline,
  whatBecame,
} from './flow.ts';
import { choseSubject, heldIn, holdsSeat, type Subject, subjectIn, wishIn } from './subject.ts';

/**
 * Moving a booking: one step for the client. The old booking stands until the new one is certain; the same deadline binds as for
 * cancelling. Owns the hold of the new seat.
 */
export type MovingInput = { booking: BookingView; service: ServiceOutline };
export type MovingOutput = { kind: 'done' } | { kind: 'back' };
export type MovingContext = MovingInput & { subject: Subject | null; phoneOnly: PhoneOnly | null; wish: Wish | null };

export const moving = setup({
  types: {} as { context: MovingContext; events: FlowEvent; input: MovingInput; output: MovingOutput; meta: Meta },
  actions: {
    ...flowActions,
    keepSubject: assign({ subject: ({ event }) => subjectIn(event) }),
    dropSubject: assign({ subject: null }),
    keepWish: assign({ wish: ({ event }) => wishIn(event) }),
    forgetWish: assign({ wish: null }),
  },
  guards: {
    became,
    picked: ({ event }) => choseSubject(event),
    done: ({ event }) => cameBack(event, 'done' satisfies ConfirmationOutput['kind']),
    lost: ({ event }) => cameBack(event, 'lost' satisfies ConfirmationOutput['kind']),
    refused: ({ event }) => cameBack(event, 'refused' satisfies ConfirmationOutput['kind']),
    refusedHolding: ({ context, event }) => cameBack(event, 'refused' satisfies ConfirmationOutput['kind']) && holdsSeat(context),
    holdsSeat: ({ context }) => holdsSeat(context),
  },
}).createMachine({
  id: 'moving',
  context: ({ input }) => ({ ...input, subject: null, phoneOnly: null, wish: null }),
  initial: 'judging',
  on: { left: [{ guard: 'holdsSeat', target: '.lettingGo' }, { target: '.leftBack' }] },
  states: {
    judging: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'judgeMoving', bookingId: context.booking.id }) },
      on: {
        allowed: 'choosingSlot',
        phoneOnly: {
          target: 'handingOver',
          actions: assign({
            phoneOnly: ({ event: { why, article, officeId, serviceId } }) => ({ why, article, officeId, serviceId }),
          }),
        },
        over: [
          { guard: 'became', target: 'leftBack', actions: { type: 'note', params: whatBecame('move') } },
          { target: 'done', actions: { type: 'note', params: { say: 'bookingOver' } } },
        ],
      },
    },
    choosingSlot: {
      entry: {
        type: 'call',
        params: ({ context: { booking, service, wish } }) => ({
          flow: 'slots',
          input: {
            officeId: booking.officeId,
            serviceId: booking.serviceId,
            otherTimes: service.otherTimes,
            movesBookingId: booking.id,
            ...(wish ? { wish } : {}),
          },
        }),
      },
      exit: 'forgetWish',
      on: { returned: [{ guard: 'picked', target: 'confirming', actions: 'keepSubject' }, { target: 'keeping' }] },
    },
    confirming: {
      entry: {
        type: 'call',
        params: ({ context: { booking, service, subject } }) => ({
          flow: 'confirmation',
          input: {
            officeId: booking.officeId,
            serviceId: booking.serviceId,
            subject,
            // The person stays the same: only the time can be changed here.
            asks: service.asks,
            termsId: service.termsId,
            meetingApp: service.meetingApp,
            moves: { bookingId: booking.id, startsAt: booking.startsAt, endsAt: booking.endsAt },
          },
        }),
      },
      on: {
        returned: [
          { guard: 'done', target: 'done', actions: 'dropSubject' },
          { guard: 'lost', target: 'judging', actions: 'dropSubject' },
          { guard: 'refusedHolding', target: 'lettingGo' },
          { guard: 'refused', target: 'leftBack' },
          { guard: 'holdsSeat', target: 'releasing', actions: 'keepWish' },
          { target: 'choosingSlot', actions: ['dropSubject', 'keepWish'] },
        ],
      },
    },
    releasing: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'releaseHold', bookingId: heldIn(context) }) },
      on: { released: { target: 'choosingSlot', actions: 'dropSubject' } },
    },
    lettingGo: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'releaseHold', bookingId: heldIn(context) }) },
      on: { released: 'leftBack' },
    },
    handingOver: {
      entry: {
        type: 'call',
        params: ({ context: { booking, phoneOnly } }) => ({
          flow: 'handover',
          input: { about: 'moving', bookingId: booking.id, startsAt: booking.startsAt, phoneOnly },
        }),
      },
      on: { returned: 'done' },
    },
    keeping: { always: { target: 'leftBack', actions: { type: 'note', params: { say: 'keptBooking' } } } },
    done: { type: 'final', output: (): MovingOutput => ({ kind: 'done' }) },
    leftBack: { type: 'final', output: (): MovingOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<MovingOutput>(),
});
