import type { ProfileContext } from '#machines/profile.ts';
import { asksAffiliation, type FieldName } from '#policy/centre.ts';
import { FORM_MINUTES } from '#policy/deadlines.ts';
import { profileRows } from '../booking-rows.ts';
import { card, choice, link, type Prompt, type Prompts, say } from '../parts.ts';
import type { Button } from '../reply.ts';
import { askedField, cite, type Scene, termsOf, text } from '../scene.ts';

export const profilePrompts = {
  reuse: ({ asks, known }, scene) => {
    const { buttons, prompts } = scene.words;
    return {
      messages: [
        card(prompts.reuse.title, {
          rows: profileRows(scene, asks, known),
          body: [prompts.reuse.why, prompts.reuse.typing],
          buttons: [choice('reuse', buttons.reuse, 'primary'), choice('change', buttons.enterAnew)],
        }),
      ],
      choices: [],
    };
  },
  name: (_, scene) => ask(scene, 'name'),
  number: ({ noneYet }, scene) =>
    noneYet
      ? ask(scene, 'job-seeker-number', [choice('none', scene.words.buttons.noNumberYet)], scene.words.prompts.numberNotYet)
      : ask(scene, 'job-seeker-number'),
  email: (_, scene) => ask(scene, 'email'),
  phone: (_, scene) => ask(scene, 'phone'),
  topic: (_, scene) => ask(scene, 'topic', [choice('none', scene.words.buttons.noTopic)]),
  companions: (_, scene) => {
    const { buttons } = scene.words;
    return ask(scene, 'companions', [choice('none', buttons.noCompanions), choice('some', buttons.someCompanions)]);
  },
  companionsWho: ({ draft }, scene) => {
    const { buttons, prompts } = scene.words;
    const { affiliation, written, who } = prompts.companionsWho;
    if (!asksAffiliation(askedField(scene, 'companions'))) return { messages: [say(who)], choices: [] };
    if (draft.companions === undefined) return { messages: [say(affiliation)], choices: [] };
    return { messages: [say(affiliation, '', written)], choices: [choice('as-is', buttons.leaveAsIs)] };
  },
  companionsName: (_, scene) => {
    const { buttons, prompts } = scene.words;
    const { what, without } = prompts.companionsName;
    return { messages: [say(what, '', why(scene, 'companions'), without)], choices: [choice('as-is', buttons.leaveAsIs)] };
  },
  form: ({ formUrl }, scene) => {
    const { buttons, prompts } = scene.words;
    return {
      messages: [
        card(prompts.form.title, {
          body: [prompts.form.why, prompts.form.notHere, prompts.form.after(FORM_MINUTES)],
          buttons: [link(buttons.openForm, inLanguageNow(formUrl, scene), 'primary'), choice('new-form', buttons.newForm)],
        }),
      ],
      choices: [],
    };
  },
} satisfies Prompts<ProfileContext>;

/** The page speaks the language of the chat, also where that was changed since the page was opened. */
function inLanguageNow(formUrl: string, { language }: Scene): string {
  const page = new URL(formUrl);
  page.searchParams.set('lang', language);
  return page.href;
}

/** What to write with an example, why and by which article, and what to do without. */
function ask(scene: Scene, field: FieldName, choices: Button[] = [], without?: string): Prompt {
  const { asked } = scene.words.prompts;
  return { messages: [say(asked[field], '', why(scene, field), ...(without === undefined ? [] : [without]))], choices };
}

function why(scene: Scene, field: FieldName): string {
  const it = askedField(scene, field);
  const purpose = it && 'purpose' in it && it.purpose ? text(scene, it.purpose) : scene.words.prompts.askedBecause[field];
  return cite(scene, purpose, termsOf(scene, scene.service?.terms), it?.source);
}
