import type { Terms } from './centre.ts';
import type { Language } from './language.ts';

const NAME_OF_TERMS = { ja: '利用規約', 'ja-easy': '利用規約（使うときの きまり）', en: 'Terms of use' } as const;
/** The sentences before the first article. */
const PREAMBLE = {
  ja: `${NAME_OF_TERMS.ja} 前文`,
  'ja-easy': `${NAME_OF_TERMS['ja-easy']}の はじめの 文`,
  en: `${NAME_OF_TERMS.en}, preamble`,
} as const;

/**
 * A source as people read it: 利用規約 第6条(6), 利用規約 7(2) or 利用規約 第12条第2項, as the terms number their articles; a printed page beside
 * the terms (`page:1`) is ご案内 1ページ; what stands before the first article (`preamble`) is 利用規約 前文.
 */
export function articleInWords(terms: Pick<Terms, 'numbering'>, source: string, language: Language): string {
  if (source.startsWith('page:')) return pageInWords(source.slice('page:'.length), language);
  if (source === 'preamble') return PREAMBLE[language];
  return `${NAME_OF_TERMS[language]}${language === 'en' ? ', ' : ' '}${articleNumber(terms, source, language)}`;
}

const ARTICLE = /^(\d+)(?:\((\d+)\))?$/;

/** 6 or 6(6): a source that is an article, not a page and no other word. */
export const isArticle = (source: string): boolean => ARTICLE.test(source);

/** An article's number alone, under the title of its own document: 第6条(6), 7(2), 第12条第2項; Article 6(6). */
export function articleNumber({ numbering }: Pick<Terms, 'numbering'>, source: string, language: Language): string {
  const [, article = source, sub] = ARTICLE.exec(source) ?? [];
  const inBrackets = sub ? `(${sub})` : '';
  if (numbering === 'section') return language === 'en' ? `Section ${article}${inBrackets}` : `${article}${inBrackets}`;
  if (numbering === 'article') return language === 'en' ? `Article ${article}${inBrackets}` : `第${article}条${inBrackets}`;
  if (language === 'en') return sub ? `Article ${article}, paragraph ${sub}` : `Article ${article}`;
  return sub ? `第${article}条第${sub}項` : `第${article}条`;
}

function pageInWords(page: string, language: Language): string {
  if (language === 'en') return `Leaflet, page ${page}`;
  return language === 'ja-easy' ? `ご案内（あんない）の 紙（かみ） ${page}ページ` : `ご案内 ${page}ページ`;
}
