import { html } from '#pages/html.ts';
import type { SignedIn } from '../console.ts';
import { heading } from '../shell/components.ts';
import { linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { staffWords as words } from '../words/staff.ts';

/** Shows a one-time link, once: only its hash is kept, so nobody can show it again. */
export function linkPage(it: { signedIn: SignedIn; kind: 'join' | 'new-password'; link: string }): string {
  const title = words.linkTitle[it.kind];
  const main = html`
    <div class="stack">
      ${heading(title)}
      <p>${words.linkText}</p>
      <div class="field">
        <label for="link">${words.linkLabel}</label>
        <input id="link" class="input input-full" type="text" readonly value=${it.link} />
      </div>
      <p>${linkButton({ label: words.back, href: `/console/${it.signedIn.centre.id}/staff` })}</p>
    </div>
  `;
  return consolePage({ signedIn: it.signedIn, title, section: 'staff', main });
}
