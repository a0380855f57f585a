import type { DateTime } from 'luxon';
import type { Entry } from '#office/calendar.ts';
import { type Html, html } from '#pages/html.ts';
import type { Client } from '#store/store.ts';
import { profileFields } from '../clients/profile-fields.ts';
import type { SignedIn } from '../console.ts';
import { card, heading } from '../shell/components.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field, select } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { newWords as words } from '../words/booking-list.ts';
import { peopleWords } from '../words/people.ts';
import { type FormState, stateOf } from './form-state.ts';
import { fromField, timeChoice } from './free-times.ts';
import { clientName, numberOf, phoneOf } from './labels.ts';
import { refusedBanner } from './page.ts';

export type NewBookingOf = {
  signedIn: SignedIn;
  now: DateTime;
  /** Whom it is for, where that is known; several where a search found more than one. */
  clients: readonly Client[];
  officeId: string;
  serviceId: string;
  free: readonly Entry[];
  /** From which day these are. */
  from: DateTime;
  state: FormState;
  refused: string | undefined;
  /** What was searched for, and that it found nothing. */
  word: string;
  wordErrors: readonly FieldError[];
};

/** The name of the one form of the page. */
export const NEW = 'new';

/** For whom, what and when; then one press confirms it. */
export function newBookingPage(of: NewBookingOf): string {
  const { signedIn, state, wordErrors, refused } = of;
  return consolePage({
    signedIn,
    title: words.title,
    section: 'bookings',
    main: html`
      <div class="stack">
        ${heading(words.title, undefined, words.lead)} ${errorSummary([...wordErrors, ...state.errors])} ${refusedBanner(refused)}
        ${of.clients.length === 1 ? false : findCard(of)} ${of.clients.length > 1 ? severalCard(of) : mainForm(of)}
      </div>
    `,
  });
}

const at = ({ signedIn }: NewBookingOf, more = ''): string => `/console/${signedIn.centre.id}/bookings/new${more}`;

const findCard = (of: NewBookingOf): Html =>
  card({
    title: words.findTitle,
    main: html`
      <form method="post" action=${at(of, '/find')} role="search">
        ${csrfField(of.signedIn)}
        ${field({ name: 'word', label: words.find, hint: words.findHint, type: 'search', value: of.word, error: errorFor(of.wordErrors, 'word') })}
        ${button({ label: words.findSubmit })}
      </form>
    `,
  });

const severalCard = (of: NewBookingOf): Html =>
  card({
    title: words.several,
    main: html`
      <ul class="plain">
        ${of.clients.map((client) => html`<li><a href=${at(of, `?client=${client.id}`)}>${named(client)}</a></li>`)}
      </ul>
    `,
  });

const named = (client: Client): string =>
  [clientName(client), numberOf(client) ?? peopleWords.noNumber, phoneOf(client)].filter((it) => it !== undefined).join('　');

function mainForm(of: NewBookingOf): Html {
  const { signedIn, now, free } = of;
  const state = stateOf(of.state, NEW);
  return html`
    <form method="post" action=${at(of)} class="stack">
      ${csrfField(signedIn)}
      <input type="hidden" name="page-id" value=${state.pageId} />
      ${card({ title: words.who, main: of.clients[0] ? knownPerson(of, of.clients[0]) : profileFields(state) })}
      ${card({
        title: words.what,
        main: html`
          <div class="stack">
            ${placeFields(of)} ${timeChoice(NEW, free, now, state)}
            ${button({ label: words.submit, kind: 'primary', name: 'act', value: 'book' })}
          </div>
        `,
      })}
    </form>
  `;
}

const knownPerson = (of: NewBookingOf, client: Client): Html => html`
  <div>
    <input type="hidden" name="client" value=${client.id} />
    <p><strong>${named(client)}</strong></p>
    <p class="quiet">${words.knownLead}　<a href=${at(of)}>${words.change}</a></p>
  </div>
`;

/** The free times are those of one office and service, from a day on: a press shows others. */
function placeFields({ signedIn: { centre }, officeId, serviceId, from, now }: NewBookingOf): Html {
  const choice = (name: string, label: string, value: string, all: readonly { id: string; name: { ja: string } }[]) =>
    all.length > 1
      ? select({ name, label, value, options: all.map((it) => ({ value: it.id, label: it.name.ja })) })
      : html`<input type="hidden" name=${name} value=${value} />`;
  return html`
    <div class="place-fields">
      ${choice('office', words.office, officeId, centre.offices)} ${choice('service', words.service, serviceId, centre.services)}
      ${fromField(from, now)} ${button({ label: words.reload, name: 'act', value: 'reload' })}
    </div>
  `;
}
