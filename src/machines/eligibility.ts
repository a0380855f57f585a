import { assign, setup } from 'xstate';
import { type FlowEvent, flowActions, type Meta, outputOfFinalState, type ServiceOutline } from './flow.ts';

/** Who may use the service (S0–S2 §2, S3 §3): the centre's questions, one at a time. A "no" is explained and ends with the phone. */
export type EligibilityInput = { serviceId: string; officeId: string; termsId: string; questions: ServiceOutline['questions'] };
export type EligibilityOutput = { kind: 'eligible' } | { kind: 'not-eligible' } | { kind: 'back' };
export type EligibilityContext = EligibilityInput & { index: number; answerId: string };

const question = (context: EligibilityContext) => context.questions[context.index];
const answer = (context: EligibilityContext, event: FlowEvent) =>
  event.type === 'chose' ? question(context)?.answers.find((it) => it.id === event.choice) : undefined;

export const eligibility = setup({
  types: {} as {
    context: EligibilityContext;
    events: FlowEvent;
    input: EligibilityInput;
    output: EligibilityOutput;
    meta: Meta;
  },
  actions: {
    ...flowActions,
    keepAnswer: assign({ answerId: ({ context, event }) => answer(context, event)?.id ?? '' }),
    goOn: assign({ index: ({ context }) => context.index + 1 }),
    goBack: assign({ index: ({ context }) => context.index - 1 }),
  },
  guards: {
    noMore: ({ context }) => context.index >= context.questions.length,
    eligibleWithNote: ({ context, event }) => answer(context, event)?.eligible === true && answer(context, event)?.note === true,
    eligible: ({ context, event }) => answer(context, event)?.eligible === true,
    notEligible: ({ context, event }) => answer(context, event)?.eligible === false,
    first: ({ context }) => context.index === 0,
  },
}).createMachine({
  id: 'eligibility',
  context: ({ input }) => ({ ...input, index: 0, answerId: '' }),
  initial: 'deciding',
  states: {
    deciding: { always: [{ guard: 'noMore', target: 'recording' }, { target: 'asking' }] },
    asking: {
      meta: { prompt: 'question' },
      on: {
        chose: [
          {
            guard: 'eligibleWithNote',
            target: 'deciding',
            actions: [
              'keepAnswer',
              {
                type: 'note',
                params: ({ context, event }) => ({
                  say: 'eligibilityNote',
                  serviceId: context.serviceId,
                  questionId: question(context)?.id ?? '',
                  answerId: event.choice,
                }),
              },
              'goOn',
            ],
          },
          { guard: 'eligible', target: 'deciding', actions: 'goOn' },
          { guard: 'notEligible', target: 'refusing', actions: 'keepAnswer' },
        ],
        back: [
          { guard: 'first', target: 'leftBack' },
          { target: 'asking', reenter: true, actions: 'goBack' },
        ],
        left: 'leftBack',
      },
    },
    recording: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'recordEligible', termsId: context.termsId }) },
      on: { recorded: 'eligible' },
    },
    refusing: {
      entry: [
        {
          type: 'command',
          params: ({ context }) => ({
            do: 'recordIneligible',
            termsId: context.termsId,
            questionId: question(context)?.id ?? '',
          }),
        },
        {
          type: 'note',
          params: ({ context }) => ({
            say: 'notEligible',
            serviceId: context.serviceId,
            officeId: context.officeId,
            questionId: question(context)?.id ?? '',
            answerId: context.answerId,
          }),
        },
      ],
      on: { recorded: 'notEligible' },
    },
    eligible: { type: 'final', output: (): EligibilityOutput => ({ kind: 'eligible' }) },
    notEligible: { type: 'final', output: (): EligibilityOutput => ({ kind: 'not-eligible' }) },
    leftBack: { type: 'final', output: (): EligibilityOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<EligibilityOutput>(),
});
