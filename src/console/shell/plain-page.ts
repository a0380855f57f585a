import { type Html, html } from '#pages/html.ts';
import { PRODUCT, shellWords as words } from '../words/shell.ts';
import { consoleDocument } from './document.ts';

/** A page before the sign-in, or beside all centres: a narrow column without navigation. `again`: an address that it goes on to by itself. */
export function plainPage({ title, main, again }: { title: string; main: Html; again?: string | undefined }): string {
  const body = html`
    <body class="plain-page">
      <a class="skip" href="#main">${words.skip}</a>
      <header class="top"><span class="brand"><span class="brand-product">${PRODUCT}</span></span></header>
      <main id="main" tabindex="-1">${main}</main>
    </body>
  `;
  return consoleDocument({ tab: `${title}｜${PRODUCT}`, body, again });
}
