import { describe, expect, it } from 'vitest';
import { articleInWords } from '#policy/article.ts';

describe('articleInWords', () => {
  it.each([
    ['article', '6(6)', 'ja', '利用規約 第6条(6)'],
    ['article', '13', 'ja', '利用規約 第13条'],
    ['article', '6(6)', 'ja-easy', '利用規約（使うときの きまり） 第6条(6)'],
    ['article', '6(6)', 'en', 'Terms of use, Article 6(6)'],
    ['section', '7(2)', 'ja', '利用規約 7(2)'],
    ['section', '7(2)', 'en', 'Terms of use, Section 7(2)'],
    ['paragraph', '12(1)', 'ja', '利用規約 第12条第1項'],
    ['paragraph', '3', 'ja', '利用規約 第3条'],
    ['paragraph', '12(1)', 'en', 'Terms of use, Article 12, paragraph 1'],
    ['article', 'page:1', 'ja', 'ご案内 1ページ'],
    ['article', 'page:2', 'en', 'Leaflet, page 2'],
    ['section', 'preamble', 'ja', '利用規約 前文'],
    ['article', 'preamble', 'ja-easy', '利用規約（使うときの きまり）の はじめの 文'],
    ['article', 'preamble', 'en', 'Terms of use, preamble'],
  ] as const)('writes %s %s in %s as %s', (numbering, source, language, words) => {
    expect(articleInWords({ numbering }, source, language)).toBe(words);
  });
});
