import type { Centre, FieldName } from '#policy/centre.ts';
import { inLanguage, type Language } from '#policy/language.ts';
import type { ChannelName } from '#store/store.ts';
import { type Catalogue, catalogueIn } from './catalogue/catalogue.ts';
import { type FormField, purposeInWords } from './form-fields.ts';
import { COMPANIONS_ANSWER, type Errors, NONE_YET, type Typed } from './form-reading.ts';
import { type Html, html } from './html.ts';
import { officesSection } from './offices.ts';
import { renderPage } from './page.ts';

export type FormPage = {
  centre: Centre;
  fields: readonly FormField[];
  app: string;
  language: Language;
  /** As it was typed, to be corrected; empty at first. */
  typed: Typed;
  errors: Errors;
};

const COMPANIONS_WHO = 'companions-who';

/** What people call the app that they came from. */
export const APP_NAMES: Record<ChannelName, string> = { line: 'LINE', teams: 'Teams' };

/** The centre's questions on one page. What was typed stands only here, in the body of the answer to the one who typed it. */
export function formPage(page: FormPage): string {
  const { centre, fields, app, language, errors } = page;
  const { form: say } = catalogueIn(language);
  const wrong = fields.filter(({ field }) => errors[field] !== undefined);
  return renderPage({
    language,
    title: wrong.length > 0 ? say.errorTitle(say.title) : say.title,
    centre: inLanguage(centre.name, language),
    main: html`
      <main>
        <h1>${say.title}</h1>
        <p>${say.lead(app)}</p>
        ${wrong.length > 0 && errorSummary(wrong, page)}
        <form method="post" action=${`?${new URLSearchParams({ lang: language })}`} accept-charset="utf-8" novalidate>
          ${fields.map((field) => fieldSet(field, page))}
          ${personalData(inLanguage(centre.name, language), app, language)}
          <button class="button primary" type="submit">${say.submit}</button>
        </form>
        ${officesSection(centre, language)}
      </main>
    `,
  });
}

/** Takes the focus, so that a screen reader begins with what is to be corrected; each line leads to its field. */
function errorSummary(wrong: readonly FormField[], { language, errors }: FormPage): Html {
  const { form: say } = catalogueIn(language);
  return html`
    <div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors">
      <h2 id="errors">${say.errorSummary}</h2>
      <ul class="plain">
        ${wrong.map(({ field }) => html`<li><a href=${`#${inputToCorrect(field, errors)}`}>${errorInWords(field, errors, say)}</a></li>`)}
      </ul>
    </div>
  `;
}

/** The input that an error is about: who comes along is asked in two steps. */
const inputToCorrect = (field: FieldName, errors: Errors): string =>
  field === 'companions' && errors.companions !== 'companions-choose' ? COMPANIONS_WHO : field;

function personalData(centre: string, app: string, language: Language): Html {
  const { personalData: say } = catalogueIn(language).form;
  return html`
    <section class="note" aria-labelledby="personal-data">
      <h2 id="personal-data">${say.title}</h2>
      <p>${say.held(centre)}</p>
      ${say.lines(app).map((line) => html`<p>${line}</p>`)}
    </section>
  `;
}

function fieldSet(field: FormField, page: FormPage): Html {
  return field.field === 'companions' ? companions(field, page) : oneInput(field, page);
}

type Keys = { type: 'text' | 'tel'; inputmode: string; autocomplete: string };
/** `text` where a browser's own idea of an e-mail address is too narrow, or would change what was typed. */
const KEYS: Record<Exclude<FieldName, 'topic' | 'companions'>, Keys> = {
  name: { type: 'text', inputmode: 'text', autocomplete: 'name' },
  'job-seeker-number': { type: 'text', inputmode: 'numeric', autocomplete: 'off' },
  email: { type: 'text', inputmode: 'email', autocomplete: 'email' },
  phone: { type: 'tel', inputmode: 'tel', autocomplete: 'tel' },
};

function oneInput(asked: FormField, page: FormPage): Html {
  const { field } = asked;
  const { form: say } = catalogueIn(page.language);
  return html`
    <div class=${page.errors[field] === undefined ? 'field' : 'field wrong'}>
      <label for=${field}>${say.label[field]}${mark(asked, page)}</label>
      ${explanation(asked, say.hint[field], page)}
      ${input(asked, page)}
      ${asked.noneYet && noneYet(page, say)}
    </div>
  `;
}

function input({ field, noneYet: mayBeNone }: FormField, { typed, errors }: FormPage): Html {
  const value = typed[field] ?? '';
  const describedBy = errors[field] === undefined ? `${field}-hint` : `${field}-error ${field}-hint`;
  const invalid = errors[field] === undefined ? undefined : 'true';
  if (field === 'topic') {
    return html`<textarea id=${field} name=${field} rows="4" aria-describedby=${describedBy} aria-invalid=${invalid}>${value}</textarea>`;
  }
  const keys = KEYS[field === 'companions' ? 'name' : field];
  return html`
    <input
      id=${field} name=${field} value=${value}
      type=${keys.type} inputmode=${keys.inputmode} autocomplete=${keys.autocomplete} autocapitalize="none" spellcheck="false"
      aria-describedby=${describedBy} aria-invalid=${invalid} aria-required=${mayBeNone ? undefined : 'true'}
    />
  `;
}

function noneYet({ typed }: FormPage, say: Catalogue['form']): Html {
  return html`
    <label class="choice">
      <input type="checkbox" name=${NONE_YET} value="yes" checked=${typed[NONE_YET] !== undefined} />
      <span>${say.noneYet}</span>
    </label>
  `;
}

function companions(asked: FormField, page: FormPage): Html {
  const { typed, errors, language } = page;
  const { form: say } = catalogueIn(language);
  const wrong = errors.companions !== undefined;
  const whoWrong = wrong && errors.companions !== 'companions-choose';
  const answer = (value: string, label: string, id: string) => html`
    <label class="choice">
      <input type="radio" id=${id} name=${COMPANIONS_ANSWER} value=${value} checked=${typed[COMPANIONS_ANSWER] === value} />
      <span>${label}</span>
    </label>
  `;
  return html`
    <fieldset class=${wrong ? 'field wrong' : 'field'} aria-describedby=${wrong ? 'companions-error companions-hint' : 'companions-hint'}>
      <legend>${say.label.companions}${mark(asked, page)}</legend>
      ${explanation(asked, undefined, page)}
      ${answer('none', say.companionsNone, 'companions')}
      ${answer('some', say.companionsSome, 'companions-some')}
      <label for=${COMPANIONS_WHO}>${say.companionsWho}</label>
      <p class="quiet" id="companions-who-hint">${asked.withAffiliation ? say.companionsWithAffiliation : say.hint.companions}</p>
      <input
        type="text" id=${COMPANIONS_WHO} name="companions" value=${typed['companions'] ?? ''} autocomplete="off"
        aria-describedby=${whoWrong ? 'companions-error companions-who-hint' : 'companions-who-hint'}
        aria-invalid=${whoWrong ? 'true' : undefined}
      />
    </fieldset>
  `;
}

function mark({ field }: FormField, { language }: FormPage): Html {
  const { required, optional } = catalogueIn(language);
  return field === 'topic' ? html`<span class="may">${optional}</span>` : html`<span class="must">${required}</span>`;
}

/** Why it is asked, an example, and what is to be corrected. */
function explanation(asked: FormField, hint: string | undefined, { errors, language }: FormPage): Html {
  const { field, source } = asked;
  const { form: say } = catalogueIn(language);
  return html`
    <div>
      <div class="quiet" id=${`${field}-hint`}>
        <p>${purposeInWords(asked, say.why[field], language)}</p>
        ${source && html`<p>${say.source(source(language))}</p>`}
        ${hint !== undefined && html`<p>${hint}</p>`}
      </div>
      ${errors[field] !== undefined && html`<p class="error" id=${`${field}-error`}>${errorInWords(field, errors, say)}</p>`}
    </div>
  `;
}

function errorInWords(field: FieldName, errors: Errors, say: Catalogue['form']): string {
  const error = errors[field];
  return error === undefined ? '' : say.errors[error];
}
