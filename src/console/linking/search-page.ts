import { type Html, html } from '#pages/html.ts';
import type { Client } from '#store/store.ts';
import { clientName, entered, numberOf, phoneOf } from '../bookings/labels.ts';
import { addressOfClient, type ClientPageOf } from '../clients/view.ts';
import { card, heading, table } from '../shell/components.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field, linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { clientWords } from '../words/clients.ts';
import { linkingWords } from '../words/linking.ts';
import { addressOfLinking, addressOfPair } from './view.ts';

const words = linkingWords.search;

export type LinkSearchOf = {
  page: ClientPageOf;
  /** Found by the word; without one, who has the same number or address. */
  clients: readonly Client[];
  found: boolean;
  word: string;
  errors: readonly FieldError[];
};

/** Looking for the other record of a person. */
export function linkSearchPage(of: LinkSearchOf): string {
  const { page, clients, found, errors } = of;
  const { signedIn, client } = page;
  const title = found ? clientWords.found(clients.length) : linkingWords.alike.title;
  return consolePage({
    signedIn,
    title: words.title,
    section: 'clients',
    main: html`
      <div class="stack">
        ${heading(words.title, undefined, words.lead(clientName(client)))} ${errorSummary(errors)} ${searchForm(of)}
        ${clients.length > 0 && card({ title, main: people(of, title) })}
        <div>${linkButton({ label: words.back, href: addressOfClient(signedIn.centre.id, client.id), kind: 'quiet' })}</div>
      </div>
    `,
  });
}

const searchForm = ({ page: { signedIn, client }, word, errors }: LinkSearchOf): Html => html`
  <form method="post" action=${`${addressOfLinking(signedIn.centre.id, client.id)}/search`} class="search-form" role="search">
    ${csrfField(signedIn)}
    ${field({
      name: 'word',
      label: clientWords.search,
      hint: clientWords.searchHint,
      type: 'search',
      value: word,
      error: errorFor(errors, 'word'),
    })}
    ${button({ label: clientWords.searchSubmit, kind: 'primary' })}
  </form>
`;

const people = ({ page: { signedIn, client }, clients }: LinkSearchOf, caption: string): Html =>
  table({
    caption,
    rows: clients,
    columns: [
      { head: clientWords.columns.name, cell: (it) => clientName(it) },
      { head: clientWords.columns.number, cell: (it) => numberOf(it) },
      { head: clientWords.columns.phone, cell: (it) => phoneOf(it) },
      { head: clientWords.columns.email, cell: ({ profile }) => entered(profile?.email) },
      {
        head: words.choose,
        kind: 'act',
        cell: (it) =>
          linkButton({
            label: words.choose,
            href: addressOfPair(signedIn.centre.id, client.id, it.id),
            small: true,
            spoken: words.chooseSpoken(clientName(it)),
          }),
      },
    ],
  });
