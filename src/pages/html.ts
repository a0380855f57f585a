import { html as bound } from 'htm/preact';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';

export type Html = VNode;

/** What may stand in a hole: text is escaped, `undefined` and `false` leave nothing (or no attribute) behind. */
type Hole = string | number | boolean | undefined | Html | readonly Hole[];

/** HTML with everything in the holes escaped. One root element a template; empty tags are closed as in XML: `<br />`. */
export function html(strings: TemplateStringsArray, ...holes: Hole[]): Html {
  const made = bound(strings, ...holes);
  if (made === undefined || Array.isArray(made)) throw new TypeError(`a template needs one root element: ${strings[0]}`);
  return made;
}

/** A whole document. */
export const documentOf = (root: Html): string => `<!doctype html>${renderToString(root)}`;
