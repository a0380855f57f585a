import { html } from '#pages/html.ts';
import type { Client } from '#store/store.ts';
import { clientName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { card, heading } from '../shell/components.ts';
import { button, csrfField } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { clientWords } from '../words/clients.ts';
import { addressOfClient } from './view.ts';

const words = clientWords.message;

/** What will be sent, once more; it goes back to be rewritten, or on to be sent. */
export function messagePreviewPage(of: {
  signedIn: SignedIn;
  client: Client;
  text: string;
  lines: readonly string[];
  pageId: string;
}): string {
  const { signedIn, client, text, lines, pageId } = of;
  const action = `${addressOfClient(signedIn.centre.id, client.id)}/message`;
  return consolePage({
    signedIn,
    title: words.previewTitle,
    section: 'clients',
    main: html`
      <div class="stack">
        ${heading(words.previewTitle, undefined, clientName(client))}
        ${card({
          title: words.label,
          main: html`
            <form method="post" action=${action}>
              ${csrfField(signedIn)}
              <input type="hidden" name="page-id" value=${pageId} />
              <input type="hidden" name="text" value=${text} />
              <p class="quiet">${words.asSeen}</p>
              <div class="preview">${lines.map((line) => html`<p class="own-words">${line}</p>`)}</div>
              <div class="acts">
                ${button({ label: words.send, kind: 'primary', name: 'act', value: 'send' })}
                ${button({ label: words.back, name: 'act', value: 'rewrite' })}
              </div>
            </form>
          `,
        })}
      </div>
    `,
  });
}
