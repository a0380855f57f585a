import type { EligibilityContext } from '#machines/eligibility.ts';
import { card, choice, type Prompts } from '../parts.ts';
import { cite, serviceOf, termsOf, text } from '../scene.ts';

export const eligibilityPrompts = {
  question: ({ serviceId, termsId, questions, index }, scene) => {
    const { question: words } = scene.words.prompts;
    const asked = serviceOf(scene, serviceId)?.eligibility.find(({ id }) => id === questions[index]?.id);
    return {
      messages: [
        card(words.title, {
          ...(asked && { lead: text(scene, asked.question) }),
          body: [cite(scene, words.why, termsOf(scene, termsId), asked?.article), words.typing],
          buttons: (asked?.answers ?? []).map(({ id, label }) => choice(id, text(scene, label))),
        }),
      ],
      choices: [],
    };
  },
} satisfies Prompts<EligibilityContext>;
