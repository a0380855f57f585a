import type { PhoneOnly } from '#machines/commands.ts';
import type { HandoverContext } from '#machines/handover.ts';
import { slotWords } from '../moments.ts';
import { card, choice, type Prompts } from '../parts.ts';
import { cite, officeName, officeOf, type Scene, serviceOf, termsOf } from '../scene.ts';
import { telephone } from '../telephone.ts';

export const handoverPrompts = {
  phone: ({ about, startsAt, phoneOnly }, scene) => {
    const { buttons, labels, prompts } = scene.words;
    const office = officeOf(scene, phoneOnly?.officeId) ?? scene.office;
    const phone = telephone(scene, office);
    const when = slotWords(scene, { startsAt, endsAt: null });
    return {
      messages: [
        card(prompts.handover.title, {
          tone: 'care',
          lead: about === 'cancelling' ? prompts.handover.notCancelled : prompts.handover.notMoved,
          rows: [
            ...(when === undefined ? [] : [{ label: labels.when, value: when }]),
            ...(office ? [{ label: labels.office, value: officeName(scene, office) }] : []),
            ...phone.rows,
          ],
          body: [...(phoneOnly ? [reason(phoneOnly, about, scene)] : []), prompts.handover.todo, ...phone.body],
          buttons: [...phone.buttons, choice('understood', buttons.understood)],
        }),
      ],
      choices: [],
    };
  },
} satisfies Prompts<HandoverContext>;

function reason({ why, article, serviceId }: PhoneOnly, about: HandoverContext['about'], scene: Scene): string {
  const terms = termsOf(scene, serviceOf(scene, serviceId)?.terms);
  return cite(scene, scene.words.prompts.handover.why[why][about], terms, article);
}
