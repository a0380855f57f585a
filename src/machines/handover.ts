import { setup } from 'xstate';
import type { PhoneOnly } from './commands.ts';
import { chose, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/**
 * The hand-over to the phone: why, by which article, the office's number and hours, and "I cannot use the phone", which makes a
 * task for staff and names the public relay service (電話リレーサービス).
 */
export type HandoverInput = {
  about: 'cancelling' | 'moving';
  bookingId: string;
  startsAt: string | null;
  phoneOnly: PhoneOnly | null;
};
export type HandoverOutput = { kind: 'done' };
export type HandoverContext = HandoverInput;

export const handover = setup({
  types: {} as { context: HandoverContext; events: FlowEvent; input: HandoverInput; output: HandoverOutput; meta: Meta },
  actions: flowActions,
  guards: {
    cannotUsePhone: ({ event }) => chose(event, 'cannot-use-phone'),
    understood: ({ event }) => chose(event, 'understood'),
  },
}).createMachine({
  id: 'handover',
  context: ({ input }) => input,
  initial: 'explaining',
  on: { left: '.done' },
  states: {
    explaining: {
      meta: { prompt: 'phone' },
      on: {
        chose: [
          { guard: 'cannotUsePhone', target: 'raising' },
          { guard: 'understood', target: 'done' },
        ],
        back: 'done',
      },
    },
    raising: {
      entry: {
        type: 'command',
        params: ({ context: { about, bookingId, phoneOnly } }) => ({
          do: 'raiseTask',
          kind: 'cannot-use-phone',
          about,
          bookingId,
          ...(phoneOnly ? { officeId: phoneOnly.officeId } : {}),
        }),
      },
      on: {
        taskRaised: {
          target: 'done',
          actions: {
            type: 'note',
            params: ({ context: { about }, event: { officeId } }) => ({ say: 'relayService', officeId, about }),
          },
        },
      },
    },
    done: { type: 'final', output: (): HandoverOutput => ({ kind: 'done' }) },
  },
  output: outputOfFinalState<HandoverOutput>(),
});
