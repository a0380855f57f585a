import MarkdownIt from 'markdown-it';
import { h } from 'preact';
import { type Html, html } from './html.ts';

/**
 * The office's own text as markup. Markdown is read into tokens and built as nodes, so that everything in it is escaped: HTML in the text
 * is shown as it was typed, images stay away, and links lead only where markdown-it finds them harmless.
 */

const reader = new MarkdownIt({ html: false, linkify: false }).disable(['image']);
type Token = ReturnType<typeof reader.parse>[number];

type Child = Html | string;
type Open = { tag: string; attributes: Record<string, string>; children: Child[] };

/** `topLevel`: what the text's first heading becomes; deeper ones follow, down to h6. */
export const markdown = (text: string, topLevel: 2 | 3): Html =>
  html`<div class="official">${built(reader.parse(text, {}), topLevel)}</div>`;

/** Paragraphs as they were typed: an empty line ends one. */
export const plainText = (text: string): Html => html`
  <div class="official">
    ${text.split(/\n[ \t　]*\n+/).map((paragraph) => html`<p class="as-typed">${paragraph}</p>`)}
  </div>
`;

const built = (tokens: readonly Token[], topLevel: number): Html[] =>
  nested(tokens, topLevel).map((child) => (typeof child === 'string' ? html`<p>${child}</p>` : child));

function nested(tokens: readonly Token[], topLevel: number): Child[] {
  const root: Open = { tag: 'div', attributes: {}, children: [] };
  const open = [root];
  for (const token of tokens) {
    // The paragraphs of a tight list.
    if (token.hidden) continue;
    if (token.nesting === 1) open.push({ tag: tagOf(token, topLevel), attributes: attributesOf(token), children: [] });
    else if (token.nesting === -1) close(open, root);
    else (open.at(-1) ?? root).children.push(...leaf(token, topLevel));
  }
  while (open.length > 1) close(open, root);
  return root.children;
}

function close(open: Open[], root: Open): void {
  const done = open.length > 1 ? open.pop() : undefined;
  if (done) (open.at(-1) ?? root).children.push(h(done.tag, done.attributes, ...done.children));
}

function leaf(token: Token, topLevel: number): Child[] {
  switch (token.type) {
    case 'inline':
      return nested(token.children ?? [], topLevel);
    case 'fence':
    case 'code_block':
      return [h('pre', {}, token.content)];
    case 'code_inline':
      return [h('code', {}, token.content)];
    case 'softbreak':
      return ['\n'];
    case 'hardbreak':
      return [h('br', {})];
    case 'hr':
      return [h('hr', {})];
    default:
      return token.content === '' ? [] : [token.content];
  }
}

const TAGS: ReadonlySet<string> = new Set(
  'p ul ol li blockquote strong em s a table thead tbody tr th td h1 h2 h3 h4 h5 h6'.split(' '),
);

/** Headings move below those of the page. */
function tagOf({ tag }: Token, topLevel: number): string {
  const level = /^h([1-6])$/.exec(tag)?.[1];
  if (level !== undefined) return `h${Math.min(6, Number(level) + topLevel - 1)}`;
  return TAGS.has(tag) ? tag : 'span';
}

/** Where a link leads and where a list begins; nothing else of the text becomes an attribute. */
function attributesOf(token: Token): Record<string, string> {
  const [href, start] = [token.attrGet('href'), token.attrGet('start')];
  if (token.tag === 'a' && href !== null) return { href: String(href), rel: 'noreferrer external' };
  return token.tag === 'ol' && start !== null ? { start: String(start) } : {};
}
