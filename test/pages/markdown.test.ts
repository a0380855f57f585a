import { expect, test } from 'vitest';
import { documentOf } from '#pages/html.ts';
import { markdown, plainText } from '#pages/markdown.ts';

const rendered = (text: string) => documentOf(markdown(text, 3));

test('headings, lists, tables and emphasis become markup, with headings below those of the page', () => {
  const page = rendered('# 第1条\n\n本文は**大切**です。\n\n- 一つ\n- 二つ\n\n|甲|乙|\n|-|-|\n|1|2|\n\n3. 三番\n');
  expect(page).toContain('<h3>第1条</h3>');
  expect(page).toContain('<p>本文は<strong>大切</strong>です。</p>');
  expect(page).toContain('<ul><li>一つ</li><li>二つ</li></ul>');
  expect(page).toContain('<td>2</td>');
  expect(page).toContain('<ol start="3">');
});

test('HTML in the text is shown as it was typed', () => {
  const page = rendered('<script>alert(1)</script>\n\n<img src=x onerror=alert(1)> と <b>太字</b>');
  expect(page).not.toMatch(/<(script|img|b)\b/);
  expect(page).toContain('&lt;script>alert(1)&lt;/script>');
});

test('links lead out without passing our address on, and never run a script; images stay away', () => {
  const page = rendered('[厚生労働省](https://www.mhlw.go.jp/) [悪い](javascript:alert(1)) ![絵](https://example.com/a.png)');
  expect(page).toContain('<a href="https://www.mhlw.go.jp/" rel="noreferrer external">厚生労働省</a>');
  expect(page).not.toContain('href="javascript:');
  expect(page).not.toContain('<img');
});

test('plain text keeps its lines, an empty line ends a paragraph, and nothing of it is markup', () => {
  const page = documentOf(plainText('第1条\n本文 <b>\n\n第2条 # 見出しではない'));
  expect(page).toContain('<p class="as-typed">第1条\n本文 &lt;b></p>');
  expect(page).toContain('<p class="as-typed">第2条 # 見出しではない</p>');
});
