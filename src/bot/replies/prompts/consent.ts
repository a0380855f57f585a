import type { ConsentContext } from '#machines/consent.ts';
import type { Terms } from '#policy/centre.ts';
import { dateOfDocument } from '../moments.ts';
import { card, choice, link, type Prompts, statement } from '../parts.ts';
import type { Row } from '../reply.ts';
import { cite, type Scene, termsOf, termsUrl, text } from '../scene.ts';

export const consentPrompts = {
  terms: ({ termsId, dated }, scene) => {
    const { prompts, buttons } = scene.words;
    const terms = termsOf(scene, termsId);
    // The page behind the link bears the office's own text.
    const official = dated !== null;
    return {
      messages: [
        card(prompts.terms.title, {
          lead: prompts.terms.why,
          rows: terms ? documentRows(scene, terms, dated) : [],
          body: [...(terms ? mainPoints(scene, terms) : []), official ? prompts.terms.askInFull : prompts.terms.ask],
          buttons: [
            ...(terms ? [link(official ? buttons.termsInFull : buttons.termsInShort, termsUrl(scene, terms))] : []),
            ...agreeOrNot(scene),
          ],
        }),
      ],
      choices: [],
    };
  },
  meetingApp: ({ termsId }, scene) => {
    const { prompts, buttons } = scene.words;
    const terms = termsOf(scene, termsId);
    const app = terms?.meetingApp;
    const name = app?.value.name ?? '';
    return {
      messages: [
        card(prompts.meetingApp.title(name), {
          lead: cite(scene, prompts.meetingApp.why(name), terms, app?.source),
          body: [...(terms ? aboutTheApp(scene, terms) : []), prompts.meetingApp.ask],
          buttons: [...(app ? [link(buttons.appTerms(name), app.value.termsUrl)] : []), ...agreeOrNot(scene)],
        }),
      ],
      choices: [],
    };
  },
} satisfies Prompts<ConsentContext>;

const agreeOrNot = ({ words: { buttons } }: Scene) => [
  choice('agree', buttons.agree, 'primary'),
  choice('refuse', buttons.refuse),
];

/** Where the office's own text is in force, that day is its version; else the dates that the document bears. */
function documentRows(scene: Scene, terms: Terms, ownSince: string | null): Row[] {
  const { labels } = scene.words;
  const dated = ownSince === null ? datesOf(scene, terms) : scene.words.versionSince(dateOfDocument(ownSince, scene.language));
  return [
    { label: labels.document, value: text(scene, terms.title) },
    ...(dated === undefined ? [] : [{ label: labels.dated, value: dated }]),
  ];
}

function datesOf({ language, words }: Scene, { dated }: Terms): string | undefined {
  const [first, last] = [dated[0], dated.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const from = dateOfDocument(first, language);
  return first === last ? from : words.revised(from, dateOfDocument(last, language));
}

const mainPoints = (scene: Scene, terms: Terms): string[] =>
  [...terms.summary.filter(({ inChat }) => inChat), ...terms.notices].map((it) => `・${statement(scene, terms, it)}`);

/** What the terms say beside the agreement to the app's terms: the notices of the same article, or that name the app. */
function aboutTheApp(scene: Scene, terms: Terms): string[] {
  const app = terms.meetingApp;
  const sameArticle = (article: string | undefined) =>
    article !== undefined && article.split('(')[0] === app?.source?.split('(')[0];
  return terms.notices
    .filter(({ article, text: { en } }) => sameArticle(article) || (app !== undefined && en.includes(app.value.name)))
    .map((it) => `・${statement(scene, terms, it)}`);
}
