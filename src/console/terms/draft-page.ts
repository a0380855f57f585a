import { MOST_CHANGES } from '#office/terms.ts';
import { type Html, html } from '#pages/html.ts';
import { articleInWords } from '#policy/article.ts';
import type { Terms } from '#policy/centre.ts';
import type { SignedIn } from '../console.ts';
import { card, heading } from '../shell/components.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field, radios, select, textArea } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { termsWords } from '../words/terms.ts';

const words = termsWords.draft;

/** As it was typed. */
export type Typed = { terms: string; text: string; format: string; effective: string; ground: string; changes: string };

export type DraftOf = {
  signedIn: SignedIn;
  typed: Typed;
  errors: readonly FieldError[];
  /** The earliest day of each document. */
  earliest: ReadonlyMap<string, string>;
};

/** `/terms/new`. The file is read by the page's script into the field below it, so that what is sent is what was seen. */
export function draftPage(of: DraftOf): string {
  const { signedIn, errors } = of;
  const main = html`
    <div class="stack">${heading(words.title, undefined, words.lead)} ${errorSummary(errors)} ${card({ title: words.content, main: form(of) })}</div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'terms', main });
}

function form(of: DraftOf): Html {
  const { signedIn, typed, errors } = of;
  const { centre } = signedIn;
  const documents = centre.terms.map(({ id, title }) => ({ value: id, label: title.ja }));
  const wrong = (name: string) => errorFor(errors, name);
  return html`
    <form method="post" action=${`/console/${centre.id}/terms`} novalidate>
      ${csrfField(signedIn)}
      ${documents.length > 1 && select({ name: 'terms', label: words.terms, value: typed.terms, options: documents, required: true, error: wrong('terms') })}
      ${filePicker()}
      ${textArea({ name: 'text', label: words.text, hint: words.textHint, value: typed.text, rows: 16, required: true, error: wrong('text') })}
      ${radios({
        name: 'format',
        label: words.format,
        value: typed.format,
        required: true,
        error: wrong('format'),
        options: (['markdown', 'text'] as const).map((value) => ({ value, ...words.formats[value] })),
      })}
      ${field({ name: 'effective', label: words.effectiveOn, type: 'date', value: typed.effective, hint: dayHint(of), required: true, error: wrong('effective') })}
      ${groundOf(of)}
      ${textArea({ name: 'changes', label: words.changes, hint: words.changesHint(MOST_CHANGES), value: typed.changes, rows: 2, required: true, error: wrong('changes') })}
      ${button({ label: words.submit, kind: 'primary' })}
    </form>
  `;
}

/** Without a name: the browser does not send it, the script reads it. Hidden where there is no script. */
const filePicker = (): Html => html`
  <div class="field" data-reads-file="text" data-read=${words.read} data-unreadable=${termsWords.moreErrors.encoding} data-too-long=${termsWords.errors['text-too-long']} hidden>
    <label for="file">${words.file}</label>
    <p class="hint" id="file-hint">${words.fileHint}</p>
    <input id="file" type="file" accept=".md,.markdown,.txt,text/markdown,text/plain" aria-describedby="file-hint file-said" />
    <p class="hint" id="file-said" role="status"></p>
  </div>
`;

function dayHint({ signedIn: { centre }, earliest }: DraftOf): string {
  return centre.terms
    .map((terms) => hintFor(terms, earliest.get(terms.id) ?? ''))
    .filter((hint, at, all) => all.indexOf(hint) === at)
    .join(' ');
}

function hintFor(terms: Terms, day: string): string {
  const article = terms.changes && articleInWords(terms, terms.changes.article, 'ja');
  return terms.changes?.withoutNotice && article !== undefined
    ? words.effectiveAtOnce(day, article)
    : words.effectiveHint(day, article);
}

/** The documents of a centre give the same grounds, or none. */
function groundOf({ signedIn: { centre }, typed, errors }: DraftOf): Html | false {
  const terms = centre.terms.find(({ changes }) => (changes?.grounds.length ?? 0) > 0);
  if (!terms?.changes) return false;
  const article = articleInWords(terms, terms.changes.article, 'ja');
  return radios({
    name: 'ground',
    label: words.ground,
    hint: words.groundHint(article),
    value: typed.ground,
    required: true,
    error: errorFor(errors, 'ground'),
    options: terms.changes.grounds.map(({ id, text }) => ({ value: id, label: `(${id}) ${text.ja}` })),
  });
}
