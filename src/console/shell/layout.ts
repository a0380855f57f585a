import { type Html, html } from '#pages/html.ts';
import type { Section, SignedIn } from '../console.ts';
import { PRODUCT, shellWords as words } from '../words/shell.ts';
import { consoleDocument } from './document.ts';
import { csrfField } from './form.ts';
import { navigation } from './navigation.ts';
import { PRESENCE_TRIGGER } from './presence.ts';

export type Counts = Partial<Record<Section, number>>;

export type ConsolePage = {
  signedIn: SignedIn;
  /** What the browser's tab says first; the page's own `h1` stands in `main`. */
  title: string;
  /** Marked in the navigation; absent for pages of no section (the password). */
  section?: Section | undefined;
  main: Html;
  /** What waits, beside the entries of the navigation. */
  counts?: Counts | undefined;
  /** What an act of before has done, on top of the page and read out: "確定しました。" */
  done?: string | undefined;
};

/**
 * A whole page of a centre: skip link, who is signed in, navigation, `main`. It hears of changes by server-sent events, and by what it
 * is as of (`data-as-of`) it knows whether they are news to it (`event-line.ts`).
 */
export function consolePage({ signedIn, title, section, main, counts, done }: ConsolePage): string {
  const { centre, csrf, asOf } = signedIn;
  const body = html`
    <body
      class="console"
      hx-ext="sse"
      sse-connect=${`/console/${centre.id}/events`}
      sse-close="ended"
      data-as-of=${asOf}
      hx-headers=${JSON.stringify({ 'x-csrf-token': csrf })}
    >
      <a class="skip" href="#main">${words.skip}</a>
      ${header(signedIn)}
      <div class="frame">
        ${navigation({ signedIn, section, counts: counts ?? {} })}
        <main id="main" tabindex="-1">
          ${done !== undefined && html`<p class="banner banner-done" role="status">${done}</p>`}
          ${main}
        </main>
      </div>
      <div id="ended" class="ended" role="alert" tabindex="-1" hidden>
        <p>${words.ended}</p>
        <a class="button button-primary" href="">${words.signInAgain}</a>
      </div>
      <div id="here" hx-get=${`/console/${centre.id}/here`} hx-trigger=${PRESENCE_TRIGGER} hx-swap="none" hidden></div>
      <div id="announcer" class="visually-hidden" role="status" data-updated=${words.updated}></div>
    </body>
  `;
  return consoleDocument({ tab: words.tab(title, centre.name.ja), body });
}

function header(signedIn: SignedIn): Html {
  const { staff, centre } = signedIn;
  return html`
    <header class="top">
      <a class="brand" href=${`/console/${centre.id}/today`}>
        <span class="brand-product">${PRODUCT}</span>
        <span class="brand-centre">${centre.name.ja}</span>
      </a>
      <div class="top-end">
        ${centreSwitch(signedIn)}
        <details class="account" name="top">
          <summary>
            <span class="visually-hidden">${words.account}</span>
            <span class="account-name">${staff.name}</span>
            <span class="account-role">${words.role[staff.role]}</span>
          </summary>
          <div class="drop">
            <a href="/console/password">${words.password}</a>
            <form method="post" action="/console/sign-out">
              ${csrfField(signedIn)}
              <button class="link" type="submit">${words.signOut}</button>
            </form>
          </div>
        </details>
      </div>
    </header>
  `;
}

/** Links, so that it works without script; the page of a booking has no counterpart elsewhere, so each leads to the first page. */
function centreSwitch({ centre, centres }: SignedIn): Html | false {
  if (centres.length < 2) return false;
  return html`
    <details class="centres" name="top">
      <summary>${words.switchCentre}</summary>
      <ul class="drop">
        ${centres.map(
          ({ id, name }) =>
            html`<li><a href=${`/console/${id}/today`} aria-current=${id === centre.id ? 'true' : undefined}>${name.ja}</a></li>`,
        )}
      </ul>
    </details>
  `;
}
