import { setup } from 'xstate';
import { LANGUAGES, type Language } from '#policy/language.ts';
import { chose, type FlowEvent, flowActions, type Meta, outputOfFinalState } from './flow.ts';

/** The language of the chat: 日本語, やさしい日本語, English. */
export type LanguageOutput = { kind: 'done' } | { kind: 'back' };
const languageIn = (event: FlowEvent): Language | undefined => LANGUAGES.find((it) => chose(event, it));

export const language = setup({
  types: {} as { context: object; events: FlowEvent; input: object; output: LanguageOutput; meta: Meta },
  actions: flowActions,
  guards: { isLanguage: ({ event }) => languageIn(event) !== undefined },
}).createMachine({
  id: 'language',
  context: {},
  initial: 'choosing',
  on: { left: '.leftBack' },
  states: {
    choosing: {
      meta: { prompt: 'language' },
      on: {
        chose: {
          guard: 'isLanguage',
          target: 'setting',
          actions: {
            type: 'command',
            params: ({ event }) => ({ do: 'setLanguage', language: languageIn(event) ?? 'ja' }),
          },
        },
        back: 'leftBack',
      },
    },
    setting: {
      on: { languageSet: { target: 'done', actions: { type: 'note', params: { say: 'languageSet' } } } },
    },
    done: { type: 'final', output: (): LanguageOutput => ({ kind: 'done' }) },
    leftBack: { type: 'final', output: (): LanguageOutput => ({ kind: 'back' }) },
  },
  output: outputOfFinalState<LanguageOutput>(),
});
