import { type Html, html } from '#pages/html.ts';
import type { Content } from './components.ts';

/** Such a request is the page's own, not the person's: it does not keep an idle session alive. */
export const LIVE_HEADER = 'x-live';

/** What the part shows, in short, and what is said above it where that has changed while the part waits under somebody's hands. */
export type Changed = { stand: string; notice: Content };

/**
 * A part of a page that is fetched anew when something at the centre changes. Not for parts with a form that is being filled in: the
 * script waits while somebody types, has opened a question, or holds the focus on a control inside (`console.js`); a link or button
 * inside keeps the focus where it has an `id`.
 */
export const livePart = (id: string, main: Content | readonly Content[], changed?: Changed): Html => html`
  <div
    id=${id}
    data-stand=${changed?.stand}
    class="live"
    hx-get=""
    hx-select=${`#${id}`}
    hx-target=${`#${id}`}
    hx-swap="outerHTML"
    hx-trigger="sse:changed"
    hx-headers=${JSON.stringify({ [LIVE_HEADER]: '1' })}
  >
    ${changed && html`<p class="banner banner-warn" role="alert" data-changed hidden>${changed.notice}</p>`} ${main}
  </div>
`;
