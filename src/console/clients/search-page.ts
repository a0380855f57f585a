import { type Html, html } from '#pages/html.ts';
import type { Client } from '#store/store.ts';
import { clientName, entered, numberOf, phoneOf } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { card, heading, table } from '../shell/components.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { clientWords as words } from '../words/clients.ts';
import { addressOfClient } from './view.ts';

export type ClientSearchOf = {
  signedIn: SignedIn;
  /** Found by the word, or without one those who booked last. */
  clients: readonly Client[];
  found: boolean;
  word: string;
  errors: readonly FieldError[];
};

export function clientSearchPage(of: ClientSearchOf): string {
  const { signedIn, clients, found, errors } = of;
  return consolePage({
    signedIn,
    title: words.title,
    section: 'clients',
    main: html`
      <div class="stack">
        ${heading(words.title)} ${errorSummary(errors)} ${searchForm(of)}
        ${card({ title: found ? words.found(clients.length) : words.recent, main: people(of) })}
      </div>
    `,
  });
}

const searchForm = ({ signedIn, word, errors }: ClientSearchOf): Html => html`
  <form method="post" action=${`/console/${signedIn.centre.id}/clients/search`} class="search-form" role="search">
    ${csrfField(signedIn)}
    ${field({ name: 'word', label: words.search, hint: words.searchHint, type: 'search', value: word, error: errorFor(errors, 'word') })}
    ${button({ label: words.searchSubmit, kind: 'primary' })}
  </form>
`;

const people = ({ signedIn, clients }: ClientSearchOf): Html =>
  table({
    caption: words.title,
    rows: clients,
    empty: words.none,
    columns: [
      {
        head: words.columns.name,
        cell: (it) => html`<a href=${addressOfClient(signedIn.centre.id, it.id)}>${clientName(it)}</a>`,
      },
      { head: words.columns.number, cell: (it) => numberOf(it) },
      { head: words.columns.phone, cell: (it) => phoneOf(it) },
      { head: words.columns.email, cell: ({ profile }) => entered(profile?.email) },
    ],
  });
