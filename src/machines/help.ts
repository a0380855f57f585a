import { assign, setup } from 'xstate';
import { chose, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/** Help: how to join, what if it does not connect, what is recorded, how to get ready, the phone. Each answer comes back here. */
export type HelpOutput = { kind: 'back' };
/** `officeId`: the office of the client's next booking, whose phone is given; null where there is none. */
export type HelpContext = { officeId: string | null };
const TOPICS = ['join', 'trouble', 'recorded', 'preparation', 'phone'] as const;
type Topic = (typeof TOPICS)[number];
const topicIn = (event: FlowEvent): Topic | undefined => TOPICS.find((topic) => chose(event, topic));

export const help = setup({
  types: {} as { context: HelpContext; events: FlowEvent; input: object; output: HelpOutput; meta: Meta },
  actions: flowActions,
  guards: {
    isTopic: ({ event }) => topicIn(event) !== undefined,
    cannotUsePhone: ({ event }) => chose(event, 'cannot-use-phone'),
  },
}).createMachine({
  id: 'help',
  context: { officeId: null },
  initial: 'finding',
  on: { left: '.leftBack' },
  states: {
    finding: {
      entry: { type: 'command', params: { do: 'findOffice' } },
      on: { officeFound: { target: 'choosing', actions: assign({ officeId: ({ event }) => event.officeId }) } },
    },
    choosing: {
      meta: { prompt: 'topics' },
      on: {
        chose: [
          {
            guard: 'isTopic',
            target: 'choosing',
            actions: { type: 'note', params: ({ event }) => ({ say: 'help', topic: topicIn(event) ?? 'join' }) },
          },
          { guard: 'cannotUsePhone', target: 'raising' },
        ],
        back: 'leftBack',
      },
    },
    raising: {
      entry: { type: 'command', params: { do: 'raiseTask', kind: 'cannot-use-phone', about: null } },
      on: {
        taskRaised: {
          target: 'choosing',
          actions: { type: 'note', params: ({ event: { officeId } }) => ({ say: 'relayService', officeId, about: null }) },
        },
      },
    },
    leftBack: { type: 'final', output: (): HelpOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<HelpOutput>(),
});
