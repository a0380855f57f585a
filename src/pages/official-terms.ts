import type { DateTime } from 'luxon';
import type { Centre, Terms } from '#policy/centre.ts';
import { inLanguage, type Language } from '#policy/language.ts';
import type { OfficialTerms } from '#store/reading/terms-versions.ts';
import { catalogueIn } from './catalogue/catalogue.ts';
import { type Html, html } from './html.ts';
import { markdown, plainText } from './markdown.ts';
import { officesSection } from './offices.ts';
import { renderPage } from './page.ts';

type At = { language: Language; now: DateTime };

/** The office's own text as it counts today; undefined where none does yet. */
export const inForceOf = ({ id }: Terms, all: readonly OfficialTerms[], now: DateTime): OfficialTerms | undefined =>
  all.find(({ termsId, effectiveAt }) => termsId === id && effectiveAt <= now);

/** The office's own text as it counts today, one that is to come with its day, and the way to earlier ones. */
export function officialPart(terms: Terms, all: readonly OfficialTerms[], at: At): Html | false {
  const ours = all.filter(({ termsId }) => termsId === terms.id);
  if (ours.length === 0) return false;
  const [current, ...older] = ours.filter(({ effectiveAt }) => effectiveAt <= at.now);
  const upcoming = ours.filter(({ effectiveAt }) => effectiveAt > at.now).reverse();
  const say = catalogueIn(at.language).terms;
  return html`
    <div>
      ${upcoming.map((it) => upcomingNote(it, at))}
      ${current !== undefined && html`<h3>${say.official}</h3>`} ${current !== undefined && textOf(current, at)}
      ${older.length > 0 && olderList(older, at)}
      <h3>${say.ours}</h3>
    </div>
  `;
}

function upcomingNote(it: OfficialTerms, { language }: At): Html {
  const say = catalogueIn(language).terms;
  const day = dayOf(it.effectiveAt, language);
  return html`
    <div class="note">
      <p><strong>${say.upcoming(day)}</strong></p>
      ${it.notice !== undefined && html`<p>${say.changes}：<span lang="ja">${it.notice}</span></p>`}
      <p><a href=${addressOf(it, language)}>${say.readUpcoming(day)}</a></p>
    </div>
  `;
}

function textOf(it: OfficialTerms, { language }: At): Html {
  const say = catalogueIn(language).terms;
  return html`
    <div>
      <p class="quiet">${say.since(dayOf(it.effectiveAt, language))} ${say.japaneseOnly}</p>
      <div lang="ja">${bodyOf(it, 3)}</div>
    </div>
  `;
}

const olderList = (older: readonly OfficialTerms[], { language }: At): Html => html`
  <details>
    <summary>${catalogueIn(language).terms.older}</summary>
    <ul>
      ${older.map(
        (it) =>
          html`<li><a href=${addressOf(it, language)}>${catalogueIn(language).terms.olderOne(dayOf(it.effectiveAt, language))}</a></li>`,
      )}
    </ul>
  </details>
`;

/** One published text by itself, also after another has taken its place: people have agreed to it. */
export function versionPage(
  centre: Centre,
  language: Language,
  { versionId, official, now }: { versionId: string; official: readonly OfficialTerms[]; now: DateTime },
): string | undefined {
  const it = official.find(({ id }) => id === versionId);
  const terms = centre.terms.find(({ id }) => id === it?.termsId);
  if (!it || !terms) return undefined;
  const title = inLanguage(terms.title, language);
  const say = catalogueIn(language).terms;
  return renderPage({
    language,
    title,
    centre: inLanguage(centre.name, language),
    query: { version: versionId },
    main: html`
      <main>
        <h1>${title}</h1>
        <p class="note">${standingOf(it, inForceOf(terms, official, now), { language, now })} ${say.japaneseOnly}</p>
        <p><a href=${`?${new URLSearchParams({ terms: it.termsId, lang: language })}`}>${say.toCurrent}</a></p>
        <div lang="ja">${bodyOf(it, 2)}</div>
        ${officesSection(centre, language)}
      </main>
    `,
  });
}

function standingOf(it: OfficialTerms, current: OfficialTerms | undefined, { language, now }: At): string {
  const say = catalogueIn(language).terms;
  const day = dayOf(it.effectiveAt, language);
  if (it.effectiveAt > now) return say.upcoming(day);
  return current?.id === it.id ? say.since(day) : say.wasInForce(day);
}

const bodyOf = ({ body, format }: OfficialTerms, topLevel: 2 | 3): Html =>
  format === 'markdown' ? markdown(body, topLevel) : plainText(body);

const addressOf = ({ id }: OfficialTerms, language: Language): string =>
  `?${new URLSearchParams({ version: id, lang: language })}`;

const dayOf = (moment: DateTime, language: Language): string =>
  catalogueIn(language).terms.day(moment.year, moment.month, moment.day);
