import { assign, setup } from 'xstate';
import type { FieldName } from '#policy/centre.ts';
import type { MaskedProfile, Wish } from './commands.ts';
import type { ConsentInput, ConsentOutput } from './consent.ts';
import { became, cameBack, chose, chosenAfter, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';
import type { Subject } from './subject.ts';

/**
 * Everything on one card, then 予約する. That press confirms where the client's reply confirms (S0 §6(3), S1 §6(2)) and is a
 * request where staff arrange the time (S2 §6(2), S4 §7(1)); the shell knows which by the centre file. The caller owns the hold.
 *
 * Nothing is confirmed without a consent to the terms in force: it is asked for where it does not stand any more, before the card and
 * again at the press (terms may change at midnight), and what was pressed then goes on by itself. The seat stays kept meanwhile.
 */
export type ConfirmationInput = {
  officeId: string;
  serviceId: string;
  subject: Subject;
  asks: FieldName[];
  termsId: string;
  meetingApp: boolean;
  /** The booking that this one replaces. */
  moves?: { bookingId: string; startsAt: string | null; endsAt: string | null };
};
export type ConfirmationOutput =
  | { kind: 'done' }
  /** The hold is gone, or the day has turned: choose again. */
  | { kind: 'lost' }
  | { kind: 'already-open' }
  /** The terms in force were not agreed to. */
  | { kind: 'refused' }
  /** `wish`: a day or time that was typed on the card. */
  | { kind: 'change-time'; wish: Wish | null }
  | { kind: 'change'; field: FieldName }
  | { kind: 'back' };
export type ConfirmationContext = ConfirmationInput & { known: MaskedProfile; field: FieldName; wish: Wish | null };

const consentOf = ({ termsId, officeId, meetingApp }: ConfirmationContext): ConsentInput => ({ termsId, officeId, meetingApp });

const asField = (context: ConfirmationContext, event: FlowEvent): FieldName | undefined =>
  context.asks.find((field) => field === chosenAfter(event, 'change:'));

export const confirmation = setup({
  types: {} as {
    context: ConfirmationContext;
    events: FlowEvent;
    input: ConfirmationInput;
    output: ConfirmationOutput;
    meta: Meta;
  },
  actions: flowActions,
  guards: {
    became,
    books: ({ context, event }) => chose(event, 'confirm') && context.subject.kind === 'slot',
    requests: ({ context, event }) => chose(event, 'confirm') && context.subject.kind === 'other-time',
    // When moving, the person stays the same.
    changes: ({ context, event }) => chose(event, 'change') && context.moves === undefined,
    changesTime: ({ event }) => chose(event, 'change-time'),
    agreed: ({ event }) => cameBack(event, 'agreed' satisfies ConsentOutput['kind']),
    agreedToSlot: ({ context, event }) =>
      cameBack(event, 'agreed' satisfies ConsentOutput['kind']) && context.subject.kind === 'slot',
    refused: ({ event }) => cameBack(event, 'refused' satisfies ConsentOutput['kind']),
    changesField: ({ context, event }) => asField(context, event) !== undefined,
  },
}).createMachine({
  id: 'confirmation',
  context: ({ input }) => ({ ...input, known: {}, field: 'name', wish: null }),
  initial: 'consenting',
  on: {
    left: '.leftBack',
    // What may come of either press.
    needsConsent: '.consentingAgain',
    alreadyOpen: '.alreadyOpen',
    suspended: {
      target: '.done',
      actions: {
        type: 'note',
        params: ({ context: { officeId }, event: { note, reviewOn } }) => ({ say: 'suspended', note, reviewOn, officeId }),
      },
    },
    over: [
      // Whoever called judges it anew, and says what it became.
      { guard: 'became', target: '.lost' },
      { target: '.lost', actions: { type: 'note', params: { say: 'bookingOver' } } },
    ],
    // The old booking's day has begun while the card was read.
    phoneOnly: {
      target: '.done',
      actions: {
        type: 'note',
        params: ({ event: { why, article, officeId, serviceId } }) => ({
          say: 'phoneOnlyNow',
          why,
          article,
          officeId,
          serviceId,
        }),
      },
    },
  },
  states: {
    consenting: {
      entry: { type: 'call', params: ({ context }) => ({ flow: 'consent', input: consentOf(context) }) },
      on: {
        returned: [{ guard: 'agreed', target: 'loading' }, { guard: 'refused', target: 'refused' }, { target: 'leftBack' }],
      },
    },
    loading: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'loadProfile', asks: context.asks }) },
      on: { profileLoaded: { target: 'checking', actions: assign({ known: ({ event }) => event.known }) } },
    },
    checking: {
      // The buttons are the answer; a day or time that is typed instead asks for another one.
      meta: { prompt: 'check', reads: 'wish' },
      on: {
        chose: [
          { guard: 'books', target: 'booking' },
          { guard: 'requests', target: 'requesting' },
          { guard: 'changes', target: 'changing' },
          { guard: 'changesTime', target: 'changeTime' },
        ],
        wished: { target: 'changeTime', actions: assign({ wish: ({ event }) => event.wish }) },
        back: 'leftBack',
      },
    },
    changing: {
      meta: { prompt: 'change' },
      on: {
        chose: [
          {
            guard: 'changesField',
            target: 'changeField',
            actions: assign({ field: ({ context, event }) => asField(context, event) ?? 'name' }),
          },
          { guard: 'changesTime', target: 'changeTime' },
        ],
        back: 'checking',
      },
    },
    consentingAgain: {
      entry: [
        { type: 'note', params: { say: 'termsChanged' } },
        { type: 'call', params: ({ context }) => ({ flow: 'consent', input: consentOf(context) }) },
      ],
      on: {
        returned: [
          { guard: 'agreedToSlot', target: 'booking' },
          { guard: 'agreed', target: 'requesting' },
          { guard: 'refused', target: 'refused' },
          { target: 'checking' },
        ],
      },
    },
    booking: {
      entry: {
        type: 'command',
        params: ({ context: { subject } }) => ({
          do: 'confirmHold',
          bookingId: subject.kind === 'slot' ? subject.bookingId : '',
        }),
      },
      on: {
        confirmed: {
          target: 'done',
          actions: {
            type: 'note',
            params: ({ event: { booking, calendarUrl, moved } }) => ({ say: 'confirmed', booking, calendarUrl, moved }),
          },
        },
        requested: {
          target: 'done',
          actions: { type: 'note', params: ({ event: { booking, moved } }) => ({ say: 'requested', booking, moved }) },
        },
        holdRanOut: { target: 'lost', actions: { type: 'note', params: { say: 'holdRanOut' } } },
        outsidePolicy: {
          target: 'lost',
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
      },
    },
    requesting: {
      entry: {
        type: 'command',
        params: ({ context: { officeId, serviceId, subject, moves } }) => ({
          do: 'requestOtherTime',
          officeId,
          serviceId,
          wishes: subject.kind === 'other-time' ? subject.wishes : '',
          ...(moves ? { movesBookingId: moves.bookingId } : {}),
        }),
      },
      on: {
        requested: {
          target: 'done',
          actions: { type: 'note', params: ({ event: { booking, moved } }) => ({ say: 'requested', booking, moved }) },
        },
      },
    },
    done: { type: 'final', output: (): ConfirmationOutput => ({ kind: 'done' }) },
    lost: { type: 'final', output: (): ConfirmationOutput => ({ kind: 'lost' }) },
    refused: { type: 'final', output: (): ConfirmationOutput => ({ kind: 'refused' }) },
    changeTime: { type: 'final', output: ({ context }): ConfirmationOutput => ({ kind: 'change-time', wish: context.wish }) },
    changeField: { type: 'final', output: ({ context }): ConfirmationOutput => ({ kind: 'change', field: context.field }) },
    alreadyOpen: {
      entry: { type: 'note', params: ({ context }) => ({ say: 'alreadyOpen', serviceId: context.serviceId }) },
      type: 'final',
      output: (): ConfirmationOutput => ({ kind: 'already-open' }),
    },
    leftBack: { type: 'final', output: (): ConfirmationOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<ConfirmationOutput>(),
});
