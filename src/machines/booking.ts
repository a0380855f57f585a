import { assign, setup } from 'xstate';
import type { FieldName } from '#policy/centre.ts';
import type { Wish } from './commands.ts';
import type { ConfirmationOutput } from './confirmation.ts';
import type { ConsentOutput } from './consent.ts';
import type { EligibilityOutput } from './eligibility.ts';
import {
  type CentreOutline,
  cameBack,
  chosenAfter,
  type FlowEvent,
  flowActions,
  type Meta,
  outputOfFinalState,
  returnedAs,
  type ServiceOutline,
} from './flow.ts';
import type { ProfileOutput } from './profile.ts';
import { choseSubject, heldIn, holdsSeat, type Subject, subjectIn, wishIn } from './subject.ts';

/**
 * Booking from the service to 予約する: service, whether one is open already, office, consent, eligibility, profile, slots, confirmation.
 * Owns the hold.
 */
export type BookingInput = CentreOutline;
export type BookingOutput = { kind: 'done' } | { kind: 'already-open' } | { kind: 'back' };
export type BookingContext = CentreOutline & {
  officeId: string;
  serviceId: string;
  eligible: boolean;
  subject: Subject | null;
  /** The one field that is being changed from the card of confirmation. */
  changing: FieldName | null;
  /** A day or time typed on the card of confirmation: the search goes on from there. */
  wish: Wish | null;
};

const chosenService = (context: BookingContext): ServiceOutline | undefined =>
  context.services.find((it) => it.id === context.serviceId);
const serviceOf = (context: BookingContext): ServiceOutline => {
  const service = chosenService(context);
  if (!service) throw new Error(`no such service: ${context.serviceId}`);
  return service;
};
const serviceIn = (context: BookingContext, event: FlowEvent) =>
  context.services.find((it) => it.id === chosenAfter(event, 'service:'));
const officeIn = (context: BookingContext, event: FlowEvent) =>
  context.offices.find((it) => it === chosenAfter(event, 'office:'));

export const booking = setup({
  types: {} as { context: BookingContext; events: FlowEvent; input: BookingInput; output: BookingOutput; meta: Meta },
  actions: {
    ...flowActions,
    keepSubject: assign({ subject: ({ event }) => subjectIn(event) }),
    dropSubject: assign({ subject: null }),
    keepField: assign({
      changing: ({ event }) => {
        const output = returnedAs<ConfirmationOutput>(event);
        return output.kind === 'change' ? output.field : null;
      },
    }),
    allFields: assign({ changing: null }),
    keepWish: assign({ wish: ({ event }) => wishIn(event) }),
    forgetWish: assign({ wish: null }),
  },
  guards: {
    oneOffice: ({ context }) => context.offices.length === 1,
    isOffice: ({ context, event }) => officeIn(context, event) !== undefined,
    oneService: ({ context }) => context.services.length === 1,
    directed: ({ context, event }) => cameBack(event, 'saved' satisfies ProfileOutput['kind']) && serviceOf(context).directed,
    notDesignated: ({ event }) => event.type === 'noDirection' && event.why === 'not-designated',
    isService: ({ context, event }) => serviceIn(context, event) !== undefined,
    severalServices: ({ context }) => context.services.length > 1,
    severalOffices: ({ context }) => context.offices.length > 1,
    agreedAndEligible: ({ event }) => {
      const output = returnedAs<ConsentOutput>(event);
      return output.kind === 'agreed' && output.eligible;
    },
    agreed: ({ event }) => cameBack(event, 'agreed' satisfies ConsentOutput['kind']),
    refused: ({ event }) => cameBack(event, 'refused' satisfies ConsentOutput['kind']),
    refusedHolding: ({ context, event }) => cameBack(event, 'refused' satisfies ConfirmationOutput['kind']) && holdsSeat(context),
    eligible: ({ event }) => cameBack(event, 'eligible' satisfies EligibilityOutput['kind']),
    notEligible: ({ event }) => cameBack(event, 'not-eligible' satisfies EligibilityOutput['kind']),
    savedChange: ({ context, event }) => cameBack(event, 'saved' satisfies ProfileOutput['kind']) && context.changing !== null,
    saved: ({ event }) => cameBack(event, 'saved' satisfies ProfileOutput['kind']),
    changing: ({ context }) => context.changing !== null,
    picked: ({ event }) => choseSubject(event),
    alreadyOpen: ({ event }) => cameBack(event, 'already-open'),
    done: ({ event }) => cameBack(event, 'done' satisfies ConfirmationOutput['kind']),
    changesField: ({ event }) => cameBack(event, 'change' satisfies ConfirmationOutput['kind']),
    lost: ({ event }) => cameBack(event, 'lost' satisfies ConfirmationOutput['kind']),
    holdsSeat: ({ context }) => holdsSeat(context),
  },
}).createMachine({
  id: 'booking',
  context: ({ input }) => ({ ...input, officeId: '', serviceId: '', eligible: false, subject: null, changing: null, wish: null }),
  initial: 'startingService',
  on: { left: [{ guard: 'holdsSeat', target: '.lettingGo' }, { target: '.leftBack' }] },
  states: {
    startingService: {
      always: [
        {
          guard: 'oneService',
          target: 'checkingOpen',
          actions: assign({ serviceId: ({ context }) => context.services[0]?.id ?? '' }),
        },
        { target: 'choosingService' },
      ],
    },
    choosingService: {
      meta: { prompt: 'service' },
      on: {
        chose: {
          guard: 'isService',
          target: 'checkingOpen',
          actions: assign({ serviceId: ({ context, event }) => serviceIn(context, event)?.id ?? '' }),
        },
        back: 'leftBack',
      },
    },
    checkingOpen: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'checkOpenBookings', serviceId: context.serviceId }) },
      on: {
        mayBook: 'startingOffice',
        suspended: {
          target: 'done',
          actions: {
            type: 'note',
            params: ({ event: { note, reviewOn } }) => ({ say: 'suspended', note, reviewOn, officeId: null }),
          },
        },
        alreadyOpen: {
          target: 'alreadyOpen',
          actions: { type: 'note', params: ({ context }) => ({ say: 'alreadyOpen', serviceId: context.serviceId }) },
        },
      },
    },
    startingOffice: {
      always: [
        {
          guard: 'oneOffice',
          target: 'consenting',
          actions: assign({ officeId: ({ context }) => context.offices[0] ?? '' }),
        },
        { target: 'choosingOffice' },
      ],
    },
    choosingOffice: {
      meta: { prompt: 'office' },
      on: {
        chose: {
          guard: 'isOffice',
          target: 'consenting',
          actions: assign({ officeId: ({ context, event }) => officeIn(context, event) ?? '' }),
        },
        back: [{ guard: 'severalServices', target: 'choosingService' }, { target: 'leftBack' }],
      },
    },
    consenting: {
      entry: {
        type: 'call',
        params: ({ context }) => ({
          flow: 'consent',
          input: {
            termsId: serviceOf(context).termsId,
            officeId: context.officeId,
            meetingApp: serviceOf(context).meetingApp,
          },
        }),
      },
      on: {
        returned: [
          { guard: 'agreedAndEligible', target: 'profiling' },
          { guard: 'agreed', target: 'judgingEligibility' },
          { guard: 'refused', target: 'done' },
          { target: 'goingBack' },
        ],
      },
    },
    judgingEligibility: {
      entry: {
        type: 'call',
        params: ({ context }) => ({
          flow: 'eligibility',
          input: {
            serviceId: context.serviceId,
            officeId: context.officeId,
            termsId: serviceOf(context).termsId,
            questions: serviceOf(context).questions,
          },
        }),
      },
      on: {
        returned: [{ guard: 'eligible', target: 'profiling' }, { guard: 'notEligible', target: 'done' }, { target: 'goingBack' }],
      },
    },
    goingBack: {
      always: [
        { guard: 'severalOffices', target: 'choosingOffice' },
        { guard: 'severalServices', target: 'choosingService' },
        { target: 'leftBack' },
      ],
    },
    profiling: {
      entry: {
        type: 'call',
        params: ({ context }) => ({
          flow: 'profile',
          input: {
            asks: serviceOf(context).asks,
            noneYet: serviceOf(context).noneYet,
            entry: context.profileEntry,
            ...(context.changing ? { only: context.changing } : {}),
          },
        }),
      },
      on: {
        returned: [
          { guard: 'savedChange', target: 'confirming', actions: 'allFields' },
          { guard: 'directed', target: 'findingDirection' },
          { guard: 'saved', target: 'choosingSlot' },
          { guard: 'changing', target: 'confirming', actions: 'allFields' },
          { target: 'goingBack' },
        ],
      },
    },
    findingDirection: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'findDirection', serviceId: context.serviceId }) },
      on: {
        directionFound: {
          target: 'choosingSlot',
          actions: [
            assign({ officeId: ({ event }) => event.officeId }),
            {
              type: 'note',
              params: ({ context: { serviceId }, event: { officeId, from, to } }) => ({
                say: 'directed',
                serviceId,
                direction: { officeId, from, to },
              }),
            },
          ],
        },
        noDirection: [
          {
            guard: 'notDesignated',
            target: 'done',
            actions: {
              type: 'note',
              params: ({ context: { serviceId, officeId } }) => ({ say: 'designatedOnly', serviceId, officeId }),
            },
          },
          {
            target: 'done',
            actions: {
              type: 'note',
              params: ({ context, event: { why, officeId } }) => ({
                say: 'noDirection',
                why: why === 'window-over' ? why : 'no-window',
                serviceId: context.serviceId,
                officeId: officeId ?? context.officeId,
              }),
            },
          },
        ],
      },
    },
    choosingSlot: {
      entry: {
        type: 'call',
        params: ({ context }) => ({
          flow: 'slots',
          input: {
            officeId: context.officeId,
            serviceId: context.serviceId,
            otherTimes: serviceOf(context).otherTimes,
            ...(context.wish ? { wish: context.wish } : {}),
          },
        }),
      },
      exit: 'forgetWish',
      on: {
        returned: [
          { guard: 'picked', target: 'confirming', actions: 'keepSubject' },
          { guard: 'alreadyOpen', target: 'alreadyOpen' },
          { target: 'profiling' },
        ],
      },
    },
    confirming: {
      entry: {
        type: 'call',
        params: ({ context }) => ({
          flow: 'confirmation',
          input: {
            officeId: context.officeId,
            serviceId: context.serviceId,
            subject: context.subject,
            asks: serviceOf(context).asks,
            termsId: serviceOf(context).termsId,
            meetingApp: serviceOf(context).meetingApp,
          },
        }),
      },
      on: {
        returned: [
          { guard: 'refusedHolding', target: 'lettingGo' },
          { guard: 'refused', target: 'leftBack' },
          { guard: 'done', target: 'done', actions: 'dropSubject' },
          { guard: 'changesField', target: 'profiling', actions: 'keepField' },
          { guard: 'lost', target: 'choosingSlot', actions: 'dropSubject' },
          { guard: 'alreadyOpen', target: 'alreadyOpen', actions: 'dropSubject' },
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
    done: { type: 'final', output: (): BookingOutput => ({ kind: 'done' }) },
    alreadyOpen: { type: 'final', output: (): BookingOutput => ({ kind: 'already-open' }) },
    leftBack: { type: 'final', output: (): BookingOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<BookingOutput>(),
});
