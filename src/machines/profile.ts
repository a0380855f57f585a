import { assign, setup } from 'xstate';
import type { FieldName } from '#policy/centre.ts';
import { NONE } from '#policy/no-value.ts';
import type { MaskedProfile, ProfileDraft } from './commands.ts';
import { chose, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';
import { together } from './together.ts';

/**
 * What the centre asks of a client (S0, S1 §6; S2 §6(1); S4 §3, §5): in the chat, or on a one-time page of our own after which the
 * chat goes on by itself. What is known from the last booking is offered, masked, for reuse with one tap.
 */
export type ProfileInput = {
  asks: FieldName[];
  noneYet: boolean;
  entry: 'chat' | 'form';
  /** Only this one is asked again ("change" on the card of confirmation). */
  only?: FieldName;
};
export type ProfileOutput = { kind: 'saved' } | { kind: 'back' };
export type ProfileContext = ProfileInput & {
  known: MaskedProfile;
  draft: ProfileDraft;
  /** Still to be asked, and already answered, in order. */
  todo: FieldName[];
  done: FieldName[];
  formUrl: string;
};

const next = (context: ProfileContext): FieldName | undefined => context.todo[0];
const given = (event: FlowEvent): string => (event.type === 'gave' ? event.value : NONE);

/** The question is answered with this value. */
function answered(context: ProfileContext, value: string): Partial<ProfileContext> {
  const field = next(context);
  if (field === undefined) return {};
  return { draft: { ...context.draft, [field]: value }, todo: context.todo.slice(1), done: [...context.done, field] };
}

/** What is there already with what was added to it. */
function added(before: string | undefined, event: FlowEvent): string {
  if (event.type !== 'gave') return before ?? NONE;
  return before === undefined ? event.value : together(before, event.value);
}

export const profile = setup({
  types: {} as { context: ProfileContext; events: FlowEvent; input: ProfileInput; output: ProfileOutput; meta: Meta },
  actions: {
    ...flowActions,
    keep: assign(({ context, event }) => answered(context, given(event))),
    keepPart: assign({ draft: ({ context, event }) => ({ ...context.draft, companions: given(event) }) }),
    addPart: assign({
      draft: ({ context, event }) => ({ ...context.draft, companions: added(context.draft.companions, event) }),
    }),
    forgetPart: assign({
      draft: ({
        context: {
          draft: { companions: _, ...rest },
        },
      }) => rest,
    }),
    addName: assign(({ context, event }) => answered(context, added(context.draft.companions, event))),
    undo: assign(({ context }) => {
      const field = context.done.at(-1);
      return field === undefined ? {} : { todo: [field, ...context.todo], done: context.done.slice(0, -1) };
    }),
    askAll: assign({ todo: ({ context }) => context.asks, done: [], draft: {} }),
    askOne: assign({ todo: ({ context }) => (context.only ? [context.only] : []) }),
  },
  guards: {
    onlyOne: ({ context }) => context.only !== undefined,
    complete: ({ event }) => event.type === 'profileLoaded' && event.complete,
    byForm: ({ context }) => context.entry === 'form',
    reuses: ({ event }) => chose(event, 'reuse'),
    changes: ({ event }) => chose(event, 'change'),

    asksName: ({ context }) => next(context) === 'name',
    asksNumber: ({ context }) => next(context) === 'job-seeker-number',
    asksEmail: ({ context }) => next(context) === 'email',
    asksPhone: ({ context }) => next(context) === 'phone',
    asksTopic: ({ context }) => next(context) === 'topic',
    asksCompanions: ({ context }) => next(context) === 'companions',
    noneYet: ({ context, event }) => context.noneYet && chose(event, 'none'),
    none: ({ event }) => chose(event, 'none'),
    some: ({ event }) => chose(event, 'some'),
    asIs: ({ event }) => chose(event, 'as-is'),
    nameFollows: ({ event }) => event.type === 'gave' && event.nameFollows === true,
    newForm: ({ event }) => chose(event, 'new-form'),
    answeredBefore: ({ context }) => context.done.length > 0,
  },
}).createMachine({
  id: 'profile',
  context: ({ input }) => ({ ...input, known: {}, draft: {}, todo: [], done: [], formUrl: '' }),
  initial: 'loading',
  on: { left: '.leftBack' },
  states: {
    loading: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'loadProfile', asks: context.asks }) },
      on: {
        profileLoaded: [
          { guard: 'onlyOne', target: 'entering', actions: [assign({ known: ({ event }) => event.known }), 'askOne'] },
          { guard: 'complete', target: 'reusing', actions: assign({ known: ({ event }) => event.known }) },
          { target: 'entering', actions: [assign({ known: ({ event }) => event.known }), 'askAll'] },
        ],
      },
    },
    reusing: {
      meta: { prompt: 'reuse' },
      on: {
        chose: [
          { guard: 'reuses', target: 'saved' },
          { guard: 'changes', target: 'entering', actions: 'askAll' },
        ],
        back: 'leftBack',
      },
    },
    entering: { always: [{ guard: 'byForm', target: 'openingForm' }, { target: 'asking' }] },
    asking: {
      always: [
        { guard: 'asksName', target: 'name' },
        { guard: 'asksNumber', target: 'number' },
        { guard: 'asksEmail', target: 'email' },
        { guard: 'asksPhone', target: 'phone' },
        { guard: 'asksTopic', target: 'topic' },
        { guard: 'asksCompanions', target: 'companions' },
        { target: 'saving' },
      ],
    },
    name: { meta: { prompt: 'name', expects: 'name' }, on: { gave: { target: 'asking', actions: 'keep' }, back: 'goingBack' } },
    number: {
      meta: { prompt: 'number', expects: 'job-seeker-number' },
      on: {
        gave: { target: 'asking', actions: 'keep' },
        chose: { guard: 'noneYet', target: 'asking', actions: 'keep' },
        back: 'goingBack',
      },
    },
    email: {
      meta: { prompt: 'email', expects: 'email' },
      on: { gave: { target: 'asking', actions: 'keep' }, back: 'goingBack' },
    },
    phone: {
      meta: { prompt: 'phone', expects: 'phone' },
      on: { gave: { target: 'asking', actions: 'keep' }, back: 'goingBack' },
    },
    topic: {
      meta: { prompt: 'topic', expects: 'topic' },
      on: {
        gave: { target: 'asking', actions: 'keep' },
        chose: { guard: 'none', target: 'asking', actions: 'keep' },
        back: 'goingBack',
      },
    },
    companions: {
      meta: { prompt: 'companions', expects: 'companions' },
      on: {
        // The question does not ask for an affiliation: whoever answers at once may have left it out.
        gave: [
          { guard: 'nameFollows', target: 'companionsWho', actions: 'keepPart' },
          { target: 'asking', actions: 'keep' },
        ],
        chose: [
          { guard: 'none', target: 'asking', actions: 'keep' },
          { guard: 'some', target: 'companionsWho', actions: 'forgetPart' },
        ],
        back: 'goingBack',
      },
    },
    companionsWho: {
      meta: { prompt: 'companionsWho', expects: 'companions' },
      on: {
        gave: [
          { guard: 'nameFollows', target: 'companionsName', actions: 'addPart' },
          { target: 'asking', actions: 'keep' },
        ],
        chose: [
          { guard: 'asIs', target: 'companionsName' },
          { guard: 'none', target: 'asking', actions: 'keep' },
        ],
        back: 'companions',
      },
    },
    // By itself, so that one thing is asked at a time (S4 §5(1)); who wrote it already, or does not know it, leaves it as it is.
    companionsName: {
      meta: { prompt: 'companionsName', expects: 'companions-name' },
      on: {
        gave: { target: 'asking', actions: 'addName' },
        chose: [
          { guard: 'asIs', target: 'asking', actions: 'addName' },
          { guard: 'none', target: 'asking', actions: 'keep' },
        ],
        back: { target: 'companionsWho', actions: 'forgetPart' },
      },
    },
    goingBack: { always: [{ guard: 'answeredBefore', target: 'asking', actions: 'undo' }, { target: 'leftBack' }] },
    openingForm: {
      entry: { type: 'command', params: { do: 'openForm' } },
      on: { formOpened: { target: 'filling', actions: assign({ formUrl: ({ event }) => event.url }) } },
    },
    filling: {
      meta: { prompt: 'form' },
      on: {
        formSubmitted: { target: 'saving', actions: assign({ draft: ({ event }) => event.draft }) },
        chose: { guard: 'newForm', target: 'openingForm' },
        back: 'leftBack',
      },
    },
    saving: {
      entry: { type: 'command', params: ({ context }) => ({ do: 'saveProfile', draft: context.draft }) },
      on: { profileSaved: 'saved' },
    },
    saved: { type: 'final', output: (): ProfileOutput => ({ kind: 'saved' }) },
    leftBack: { type: 'final', output: (): ProfileOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<ProfileOutput>(),
});
