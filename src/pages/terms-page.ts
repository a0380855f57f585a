import type { DateTime } from 'luxon';
import { articleInWords, articleNumber } from '#policy/article.ts';
import type { Centre, Terms } from '#policy/centre.ts';
import { inLanguage, type Language } from '#policy/language.ts';
import type { OfficialTerms } from '#store/reading/terms-versions.ts';
import { catalogueIn } from './catalogue/catalogue.ts';
import { type Html, html } from './html.ts';
import { officesSection } from './offices.ts';
import { inForceOf, officialPart, versionPage } from './official-terms.ts';
import { renderPage } from './page.ts';

export type TermsAsked = {
  /** One document; all of them where absent. */
  termsId: string | undefined;
  /** One text that an office has published. */
  versionId: string | undefined;
  /** Published texts, the newest effect first. */
  official: readonly OfficialTerms[];
  now: DateTime;
};

/**
 * The centre's terms: the office's own text where it has published one, and our summary, article by article. Undefined where the centre
 * has no such document or text. The offices' own texts stay authoritative, and the page says so.
 */
export function termsPage(centre: Centre, language: Language, asked: TermsAsked): string | undefined {
  const { termsId, versionId, official, now } = asked;
  if (versionId !== undefined) return versionPage(centre, language, { versionId, official, now });
  const documents = centre.terms.filter(({ id }) => termsId === undefined || id === termsId);
  if (documents.length === 0) return undefined;
  const { terms: say } = catalogueIn(language);
  const inFull = documents.filter((terms) => inForceOf(terms, official, now) !== undefined);
  const [title, lead] = inFull.length > 0 ? [say.titleInFull, say.leadInFull] : [say.title, say.lead];
  return renderPage({
    language,
    title,
    centre: inLanguage(centre.name, language),
    query: termsId === undefined ? {} : { terms: termsId },
    main: html`
      <main>
        <h1>${title}</h1>
        <p>${lead}</p>
        ${inFull.length === 0 && onlySummary(language)}
        ${documents.length > 1 && contents(documents, language)}
        ${documents.map((terms) => document(terms, language, asked, inFull))}
        ${officesSection(centre, language)}
      </main>
    `,
  });
}

function contents(documents: readonly Terms[], language: Language): Html {
  return html`
    <nav aria-labelledby="contents">
      <h2 id="contents">${catalogueIn(language).terms.contents}</h2>
      <ul>
        ${documents.map(({ id, title }) => html`<li><a href=${`#${id}`}>${inLanguage(title, language)}</a></li>`)}
      </ul>
    </nav>
  `;
}

const onlySummary = (language: Language): Html => html`<p class="note">${catalogueIn(language).terms.authoritative}</p>`;

/** The centre file's dates and the note on summaries are about a document whose own text the office has not loaded. */
function document(terms: Terms, language: Language, { official, now }: TermsAsked, inFull: readonly Terms[]): Html {
  const { terms: say } = catalogueIn(language);
  const whole = inFull.includes(terms);
  return html`
    <section aria-labelledby=${terms.id}>
      <h2 id=${terms.id}>${inLanguage(terms.title, language)}</h2>
      ${!whole && html`<p class="quiet">${datesInWords(terms, language)}</p>`}
      ${!whole && inFull.length > 0 && onlySummary(language)}
      ${officialPart(terms, official, { language, now })}
      ${terms.notices.length > 0 && notices(terms, language)}
      <h3>${say.summary}</h3>
      <dl class="articles">
        ${terms.summary.map(
          ({ article, text }) => html`
            <div>
              <dt>${articleNumber(terms, article, language)}</dt>
              <dd>${inLanguage(text, language)}</dd>
            </div>
          `,
        )}
      </dl>
      ${terms.meetingApp && meetingApp(terms.meetingApp.value, language)}
      ${terms.court && court(terms.court, terms, language)}
    </section>
  `;
}

function notices(terms: Terms, language: Language): Html {
  return html`
    <div class="note">
      <h3>${catalogueIn(language).terms.beforeConsent}</h3>
      <ul class="plain">
        ${terms.notices.map(
          ({ article, text }) => html`
            <li>
              <p>
                ${inLanguage(text, language)}
                ${article !== undefined && html`<span class="quiet"> ${articleInWords(terms, article, language)}</span>`}
              </p>
            </li>
          `,
        )}
      </ul>
    </div>
  `;
}

function meetingApp({ name, termsUrl }: { name: string; termsUrl: string }, language: Language): Html {
  const { terms: say } = catalogueIn(language);
  return html`
    <div>
      <h3>${name}</h3>
      <p>${say.meetingApp(name)}</p>
      <p><a class="button" href=${termsUrl} rel="noreferrer external">${say.meetingAppLink(name)}</a></p>
    </div>
  `;
}

function court(named: NonNullable<Terms['court']>, terms: Terms, language: Language): Html {
  return html`
    <div>
      <h3>${catalogueIn(language).terms.court}</h3>
      <p>${inLanguage(named.name, language)}<span class="quiet"> ${articleNumber(terms, named.article, language)}</span></p>
    </div>
  `;
}

/** The document's own dates, the newest last. */
function datesInWords({ dated }: Terms, language: Language): string {
  const { terms: say } = catalogueIn(language);
  const days = dated.map((iso) => {
    const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
    return say.day(year, month, day);
  });
  const newest = days.at(-1);
  if (newest === undefined) return say.undated;
  const colon = language === 'en' ? ': ' : '：';
  const separator = language === 'en' ? ', ' : '、';
  return `${say.dated}${colon}${[...days.slice(0, -1), days.length > 1 ? say.newest(newest) : newest].join(separator)}`;
}
