import type { DateTime } from 'luxon';
import { documentOf, type Html, html } from '#pages/html.ts';
import type { Extras } from '#store/reading/client-export.ts';
import { exportWords as words } from '../words/clients.ts';
import { momentInWords } from '../words/moments.ts';
import type { ClientPageOf } from './view.ts';

type Plain = string | number | boolean | null | undefined | Plain[] | { [key: string]: Plain };
type Sections = Record<keyof typeof words.sections, unknown>;

/** Everything that is kept of a client, as it would be handed to them: without our keys, with our words. */
export function everythingOf(page: ClientPageOf, extras: Extras): Sections {
  const { client } = page;
  return {
    profile: {
      ...client.profile,
      emailConfirmed: client.emailConfirmed,
      createdAt: client.createdAt,
      updatedAt: client.updatedAt,
      erasureAskedAt: client.erasureAskedAt,
      erasedAt: client.erasedAt,
    },
    conversations: client.conversations,
    bookings: page.bookings,
    consents: page.agreements,
    notices: page.notices,
    remarks: page.remarks,
    suspensions: page.suspensions,
    designations: extras.designations,
    windows: extras.windows,
    offers: extras.offers,
    details: extras.details,
    mails: extras.mails,
    lines: extras.lines,
  };
}

/** Moments as ISO texts of Asia/Tokyo. */
export const asJson = (sections: Sections, now: DateTime): string =>
  `${JSON.stringify({ exportedAt: now, ...sections }, undefined, 2)}\n`;

/** The same to be read: a page of its own, without script, to be printed or kept. */
export function asPage(sections: Sections, now: DateTime): string {
  const plain = JSON.parse(JSON.stringify(sections)) as Record<keyof Sections, Plain>;
  return documentOf(html`
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${words.title}</title>
      </head>
      <body>
        <main>
          <h1>${words.title}</h1>
          <p>${words.lead(momentInWords(now))}</p>
          ${Object.entries(words.sections).map(
            ([name, title]) => html`<section><h2>${title}</h2>${shown(plain[name as keyof Sections])}</section>`,
          )}
        </main>
      </body>
    </html>
  `);
}

function shown(value: Plain): Html {
  if (value === null || value === undefined || value === '') return html`<span>${words.none}</span>`;
  if (Array.isArray(value)) {
    return value.length === 0 ? html`<p>${words.none}</p>` : html`<ol>${value.map((it) => html`<li>${shown(it)}</li>`)}</ol>`;
  }
  if (typeof value !== 'object') return html`<span>${String(value)}</span>`;
  return html`<dl>${Object.entries(value).map(([name, it]) => html`<div><dt>${name}</dt><dd>${shown(it)}</dd></div>`)}</dl>`;
}
