import type { Language } from '#policy/language.ts';
import { catalogueIn, type Message } from './catalogue/catalogue.ts';
import { type Html, html } from './html.ts';
import { renderPage } from './page.ts';

type MessagePage = {
  language: Language;
  centre?: string | undefined;
  /** `good`: something is done. */
  tone: 'good' | 'care';
  message: (language: Language) => Message;
};

/** A page with one message. What went wrong is said in English, too: who is lost may not have found the languages yet. */
export function messagePage({ language, centre, tone, message }: MessagePage): string {
  const { title, text } = message(language);
  const inEnglish = tone === 'care' && language !== 'en' ? message('en') : undefined;
  return renderPage({
    language,
    title,
    centre,
    main: html`
      <main class=${tone === 'good' ? 'done' : 'care'}>
        <h1>${title}</h1>
        ${paragraphs(text)}
        ${inEnglish && html`<section lang="en"><h2>${inEnglish.title}</h2>${paragraphs(inEnglish.text)}</section>`}
      </main>
    `,
  });
}

const paragraphs = (text: readonly string[]): Html[] => text.map((paragraph) => html`<p>${paragraph}</p>`);

/** An unknown centre, document, or calendar file. */
export const notFoundPage = (language: Language): string =>
  messagePage({ language, tone: 'care', message: (it) => catalogueIn(it).notFound });
