import { card, choice, type Prompts } from '../parts.ts';
import { cannotUsePhone } from '../telephone.ts';

const TOPICS = ['join', 'trouble', 'recorded', 'preparation', 'phone'] as const;

export const helpPrompts = {
  topics: (_, scene) => {
    const { buttons, prompts } = scene.words;
    return {
      messages: [
        card(prompts.help.title, {
          body: [prompts.help.typing],
          buttons: [...TOPICS.map((topic) => choice(topic, buttons.topics[topic])), cannotUsePhone(scene)],
        }),
      ],
      choices: [],
    };
  },
} satisfies Prompts<object>;
