import { assign, setup } from 'xstate';
import type { MyDataRow } from './commands.ts';
import { chose, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/** My data: show (masked), delete. Deleting waits until the last open booking is over (S3 §5: a client may delete what was registered). */
export type MyDataOutput = { kind: 'back' };
export type MyDataContext = { rows: MyDataRow[]; deletionWaits: boolean };

export const myData = setup({
  types: {} as { context: MyDataContext; events: FlowEvent; input: object; output: MyDataOutput; meta: Meta },
  actions: flowActions,
  guards: {
    deletes: ({ event }) => chose(event, 'delete'),
    yes: ({ event }) => chose(event, 'yes'),
    no: ({ event }) => chose(event, 'no'),
  },
}).createMachine({
  id: 'my-data',
  context: { rows: [], deletionWaits: false },
  initial: 'loading',
  on: { left: '.leftBack' },
  states: {
    loading: {
      entry: { type: 'command', params: { do: 'showMyData' } },
      on: {
        myData: { target: 'showing', actions: assign(({ event: { rows, deletionWaits } }) => ({ rows, deletionWaits })) },
      },
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
      entry: { type: 'command', params: { do: 'deleteMyData' } },
      on: {
        dataDeleted: { target: 'leftBack', actions: { type: 'note', params: { say: 'dataDeleted' } } },
        deletionWaits: { target: 'leftBack', actions: { type: 'note', params: { say: 'deletionWaits' } } },
      },
    },
    leftBack: { type: 'final', output: (): MyDataOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<MyDataOutput>(),
});
