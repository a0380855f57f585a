import { assign, setup } from 'xstate';
import { chose, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/**
 * Consent to the terms of a service, then to the meeting app's own terms (S0, S1 and S2 §4; S3 §2 and §4). Skipped while a
 * consent to the version in force stands.
 */
export type ConsentInput = { termsId: string; officeId: string; meetingApp: boolean };
export type ConsentOutput = { kind: 'agreed'; eligible: boolean } | { kind: 'refused' } | { kind: 'back' };
export type ConsentContext = ConsentInput & { eligible: boolean; versionId: string; dated: string | null };

export const consent = setup({
  types: {} as { context: ConsentContext; events: FlowEvent; input: ConsentInput; output: ConsentOutput; meta: Meta },
  actions: flowActions,
  guards: {
    stands: ({ event }) => event.type === 'consentFound' && event.stands,
    agreesAndApp: ({ context, event }) => chose(event, 'agree') && context.meetingApp,
    agrees: ({ event }) => chose(event, 'agree'),
    refuses: ({ event }) => chose(event, 'refuse'),
  },
}).createMachine({
  id: 'consent',
  context: ({ input }) => ({ ...input, eligible: false, versionId: '', dated: null }),
  initial: 'finding',
  states: {
    finding: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'findConsent', termsId: context.termsId }) },
      on: {
        consentFound: [
          { guard: 'stands', target: 'agreed', actions: assign({ eligible: ({ event }) => event.eligible }) },
          {
            target: 'terms',
            actions: assign({ versionId: ({ event }) => event.versionId, dated: ({ event }) => event.dated }),
          },
        ],
      },
    },
    terms: {
      meta: { prompt: 'terms' },
      on: {
        chose: [
          { guard: 'agreesAndApp', target: 'meetingApp' },
          { guard: 'agrees', target: 'recording' },
          { guard: 'refuses', target: 'refusingTerms' },
        ],
        back: 'leftBack',
        left: 'leftBack',
      },
    },
    meetingApp: {
      meta: { prompt: 'meetingApp' },
      on: {
        chose: [
          { guard: 'agrees', target: 'recording' },
          { guard: 'refuses', target: 'refusingApp' },
        ],
        back: 'terms',
        left: 'leftBack',
      },
    },
    recording: {
      entry: {
        type: 'command',
        params: ({ context: { termsId, versionId, officeId, meetingApp } }) => ({
          do: 'recordConsent',
          termsId,
          versionId,
          officeId,
          meetingApp,
        }),
      },
      on: {
        consentRecorded: 'agreed',
        termsChanged: { target: 'finding', actions: { type: 'note', params: { say: 'termsChanged' } } },
      },
    },
    refusingTerms: {
      entry: [
        {
          type: 'command',
          params: ({ context: { termsId, officeId } }) => ({ do: 'recordRefusal', termsId, officeId, of: 'terms' }),
        },
        {
          type: 'note',
          params: ({ context: { termsId, officeId } }) => ({ say: 'consentRefused', termsId, officeId, of: 'terms' }),
        },
      ],
      on: { recorded: 'refused' },
    },
    refusingApp: {
      entry: [
        {
          type: 'command',
          params: ({ context: { termsId, officeId } }) => ({ do: 'recordRefusal', termsId, officeId, of: 'meeting-app' }),
        },
        {
          type: 'note',
          params: ({ context: { termsId, officeId } }) => ({ say: 'consentRefused', termsId, officeId, of: 'meeting-app' }),
        },
      ],
      on: { recorded: 'refused' },
    },
    agreed: { type: 'final', output: ({ context }): ConsentOutput => ({ kind: 'agreed', eligible: context.eligible }) },
    refused: { type: 'final', output: (): ConsentOutput => ({ kind: 'refused' }) },
    leftBack: { type: 'final', output: (): ConsentOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<ConsentOutput>(),
});
