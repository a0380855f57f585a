import { assign, setup } from 'xstate';
import type { MyDataRow } from './commands.ts';
import { chose, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/**
 * My data: show (masked), delete. Deleting waits until the last open booking is over (S3 §5: a client may delete what was registered).
 * It is that of the chats that the question was about: where staff have linked another since, it is asked once more.
 */
export type MyDataOutput = { kind: 'back' };
/** `chats`: by their ids; a question that was stored before they were kept has none. */
export type MyDataContext = { rows: MyDataRow[]; deletionWaits: boolean; chats?: string[] };

export const myData = setup({
  types: {} as { context: MyDataContext; events: FlowEvent; input: object; output: MyDataOutput; meta: Meta },
  actions: {
    ...flowActions,
    keep: assign(({ event }) => {
      if (event.type !== 'myData') return {};
      const { rows, deletionWaits, chats } = event;
      return { rows, deletionWaits, chats };
    }),
  },
  guards: {
    deletes: ({ event }) => chose(event, 'delete'),
    yes: ({ event }) => chose(event, 'yes'),
    no: ({ event }) => chose(event, 'no'),
  },
}).createMachine({
  id: 'my-data',
  context: { rows: [], deletionWaits: false, chats: [] },
  initial: 'loading',
  on: { left: '.leftBack' },
  states: {
    loading: {
      entry: { type: 'command', params: { do: 'showMyData' } },
      on: { myData: { target: 'showing', actions: 'keep' } },
    },
    showing: {
      meta: { prompt: 'show' },
      on: { chose: { guard: 'deletes', target: 'asking' }, again: 'loading', back: 'leftBack' },
    },
    asking: {
      meta: { prompt: 'delete' },
      on: {
        chose: [
          { guard: 'yes', target: 'deleting' },
          { guard: 'no', target: 'showing' },
        ],
        back: 'showing',
      },
    },
    deleting: {
      entry: { type: 'command', params: ({ context: { chats } }) => ({ do: 'deleteMyData', seen: chats ?? [] }) },
      on: {
        dataDeleted: { target: 'leftBack', actions: { type: 'note', params: { say: 'dataDeleted' } } },
        deletionWaits: { target: 'leftBack', actions: { type: 'note', params: { say: 'deletionWaits' } } },
        moreChats: { target: 'lookingAnew', actions: { type: 'note', params: { say: 'moreChats' } } },
      },
    },
    lookingAnew: {
      entry: { type: 'command', params: { do: 'showMyData' } },
      on: { myData: { target: 'asking', actions: 'keep' } },
    },
    leftBack: { type: 'final', output: (): MyDataOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<MyDataOutput>(),
});
