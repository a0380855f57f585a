import { LANGUAGES, type Language } from '#policy/language.ts';
import { catalogueIn, LANGUAGE_NAMES } from './catalogue/catalogue.ts';
import { documentOf, type Html, html } from './html.ts';

type Page = {
  language: Language;
  /** What the browser's tab says, and a reader reads first. */
  title: string;
  /** Whose page it is; absent where nobody knows. */
  centre?: string | undefined;
  /** Where the languages lead, but for `lang` itself. */
  query?: Record<string, string> | undefined;
  main: Html;
};

/** The languages as browsers and screen readers know them. */
const HTML_LANG: Record<Language, string> = { ja: 'ja', 'ja-easy': 'ja', en: 'en' };

/** A whole page: header with the centre and the languages, then `main`. No script, no cookie, nothing from another host. */
export function renderPage({ language, title, centre, query, main }: Page): string {
  return documentOf(html`
    <html lang=${HTML_LANG[language]} class=${language === 'ja-easy' ? 'easy' : undefined}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="format-detection" content="telephone=no" />
        <title>${centre === undefined ? title : `${title} | ${centre}`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/pages.css" />
      </head>
      <body>
        <header>
          ${centre !== undefined && html`<p class="centre">${centre}</p>`}
          ${languageLinks(language, query ?? {})}
        </header>
        ${main}
        <link rel="stylesheet" href="/assets/fonts/400.css" />
        <link rel="stylesheet" href="/assets/fonts/700.css" />
      </body>
    </html>
  `);
}

function languageLinks(current: Language, query: Record<string, string>): Html {
  return html`
    <nav aria-label=${catalogueIn(current).languages}>
      <ul class="languages">
        ${LANGUAGES.map(
          (language) => html`
            <li>
              <a
                href=${`?${new URLSearchParams({ ...query, lang: language })}`}
                lang=${HTML_LANG[language]}
                hreflang=${HTML_LANG[language]}
                aria-current=${language === current ? 'true' : undefined}
              >${LANGUAGE_NAMES[language]}</a>
            </li>
          `,
        )}
      </ul>
    </nav>
  `;
}
