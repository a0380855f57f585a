import { assign, setup } from 'xstate';
import type { ConsentInput } from './consent.ts';
import { cameBack, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/**
 * Picking one of the times that staff offer, where the terms in force are not agreed to yet: that comes first, then the pick confirms
 * (S0 article 6(3), S1 6(2)). A pick that needs no consent is made in passing (`bot/aside.ts`) and never comes here.
 */
export type PickingInput = { offerId: string };
export type PickingOutput = { kind: 'done' };
export type PickingContext = PickingInput & { consent: ConsentInput | null };

export const picking = setup({
  types: {} as { context: PickingContext; events: FlowEvent; input: PickingInput; output: PickingOutput; meta: Meta },
  actions: flowActions,
  guards: { agreed: ({ event }) => cameBack(event, 'agreed') },
}).createMachine({
  id: 'picking',
  context: ({ input }) => ({ ...input, consent: null }),
  initial: 'picking',
  on: { left: '.done' },
  states: {
    picking: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'pickOffer', offerId: context.offerId }) },
      on: {
        offerPicked: {
          target: 'done',
          actions: {
            type: 'note',
            params: ({ event: { booking, calendarUrl, moved } }) => ({ say: 'confirmed', booking, calendarUrl, moved }),
          },
        },
        offerTooLate: {
          target: 'done',
          actions: {
            type: 'note',
            params: ({ event: { booking, why, others } }) => ({ say: 'offerTooLate', booking, why, others }),
          },
        },
        offerGone: {
          target: 'done',
          actions: { type: 'note', params: ({ event: { open } }) => ({ say: 'offerGone', open }) },
        },
        offerNeedsConsent: {
          target: 'consenting',
          actions: assign({
            consent: ({ event: { termsId, officeId, meetingApp } }) => ({ termsId, officeId, meetingApp }),
          }),
        },
      },
    },
    consenting: {
      entry: { type: 'call', params: ({ context }) => ({ flow: 'consent', input: context.consent }) },
      on: { returned: [{ guard: 'agreed', target: 'picking' }, { target: 'done' }] },
    },
    done: { type: 'final', output: (): PickingOutput => ({ kind: 'done' }) },
  },
  output: outputOfFinalState<PickingOutput>(),
});
