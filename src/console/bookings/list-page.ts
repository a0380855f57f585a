import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { BookingWithClient } from '#store/reading/booking-with-client.ts';
import type { SignedIn } from '../console.ts';
import { type Column, heading, moment, stateBadge, table, time } from '../shell/components.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field, linkButton, select } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { listWords as words } from '../words/booking-list.ts';
import { bookingWords } from '../words/bookings.ts';
import { peopleWords } from '../words/people.ts';
import { BOOKING_STATES } from '../words/states.ts';
import { clientName, numberOf, officeName, serviceName } from './labels.ts';
import { addressOf, LISTED_STATES, type ListFilter, placeAfter } from './list-filter.ts';
import { addressOfBooking } from './view.ts';

export type BookingListOf = {
  signedIn: SignedIn;
  now: DateTime;
  filter: ListFilter;
  bookings: readonly BookingWithClient[];
  more: boolean;
  /** What was searched for, where it found nothing. */
  word: string;
  errors: readonly FieldError[];
};

/** Finding bookings by a word, and by what they are. */
export function bookingListPage(of: BookingListOf): string {
  const { signedIn, filter, errors } = of;
  const end = linkButton({ label: words.new, href: `/console/${signedIn.centre.id}/bookings/new`, kind: 'primary' });
  return consolePage({
    signedIn,
    title: words.title,
    section: 'bookings',
    main: html`
      <div class="stack">
        ${heading(words.title, end)} ${errorSummary(errors)} ${searchForm(of)} ${filterForm(of)}
        <p class="quiet" role="status">${filter.clientIds.length > 0 ? words.ofClient : ''}${isByTime(filter) ? words.byTime : words.byArrival}</p>
        ${table({ caption: words.caption, columns: columns(of), rows: of.bookings, empty: words.none })} ${pages(of)}
      </div>
    `,
  });
}

export const isByTime = ({ from, to }: ListFilter): boolean => from !== undefined || to !== undefined;

/** Sent as a form's body: what identifies a person never stands in an address. */
const searchForm = ({ signedIn, word, errors }: BookingListOf): Html => html`
  <form method="post" action=${`/console/${signedIn.centre.id}/bookings/search`} class="search-form" role="search">
    ${csrfField(signedIn)}
    ${field({ name: 'word', label: words.search, hint: words.searchHint, type: 'search', value: word, error: errorFor(errors, 'word') })}
    ${button({ label: words.searchSubmit, kind: 'primary' })}
  </form>
`;

function filterForm({ signedIn: { centre }, filter }: BookingListOf): Html {
  const { from, to, officeId, serviceId, state, clientIds } = filter;
  return html`
    <form method="get" action=${`/console/${centre.id}/bookings`} class="filter-form" aria-label=${words.filterTitle}>
      ${field({ name: 'from', label: words.from, type: 'date', value: from?.toFormat('yyyy-MM-dd'), width: 'short' })}
      ${field({ name: 'to', label: words.to, type: 'date', value: to?.toFormat('yyyy-MM-dd'), width: 'short' })}
      ${centre.offices.length > 1 && choice('office', words.office, words.allOffices, officeId, centre.offices)}
      ${centre.services.length > 1 && choice('service', words.service, words.allServices, serviceId, centre.services)}
      ${select({
        name: 'state',
        label: words.state,
        value: state,
        empty: words.allStates,
        options: LISTED_STATES.map((value) => ({ value, label: BOOKING_STATES[value] })),
      })}
      ${clientIds.map((id) => html`<input type="hidden" name="client" value=${id} />`)}
      ${button({ label: words.show })}
      <a href=${`/console/${centre.id}/bookings`}>${words.clear}</a>
    </form>
  `;
}

const choice = (
  name: string,
  label: string,
  empty: string,
  value: string | undefined,
  all: readonly { id: string; name: { ja: string } }[],
): Html => select({ name, label, value, empty, options: all.map((it) => ({ value: it.id, label: it.name.ja })) });

function columns({ signedIn: { centre }, now }: BookingListOf): Column<BookingWithClient>[] {
  const { columns: heads } = words;
  return [
    {
      head: heads.who,
      cell: ({ booking, client }) => html`
        <div class="person">
          <a class="person-name" href=${addressOfBooking(centre.id, booking.id)}>${clientName(client)}</a>
          <span class="quiet">${numberOf(client) ?? peopleWords.noNumber}</span>
        </div>
      `,
    },
    {
      head: heads.when,
      cell: ({ booking: { startsAt, endsAt } }) => (startsAt ? time(startsAt, endsAt, now) : bookingWords.noTime),
    },
    { head: heads.state, cell: ({ booking }) => stateBadge(booking.state) },
    {
      head: heads.what,
      cell: ({ booking }) => html`
        <div>
          ${serviceName(centre, booking.serviceId)}
          ${centre.offices.length > 1 && html`<span class="quiet block">${officeName(centre, booking.officeId)}</span>`}
        </div>
      `,
    },
    { head: heads.reference, cell: ({ booking }) => html`<span class="reference">${booking.reference}</span>` },
    { head: heads.made, cell: ({ booking }) => moment(booking.createdAt, now) },
  ];
}

function pages({ filter, more, bookings }: BookingListOf): Html | false {
  const last = bookings.at(-1);
  if (!more && !filter.after) return false;
  return html`
    <nav class="pagination" aria-label=${words.pages}>
      ${filter.after !== undefined && html`<a class="button button-secondary" href=${addressOf({ ...filter, after: undefined })}>${words.first}</a>`}
      ${
        more &&
        last !== undefined &&
        html`<a class="button button-secondary" rel="next" href=${addressOf({ ...filter, after: placeAfter(last.booking, isByTime(filter)) })}>${words.next}</a>`
      }
    </nav>
  `;
}
