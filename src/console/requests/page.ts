import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Request } from '#store/reading/requests.ts';
import type { Windows } from '#store/reading/windows.ts';
import { deadline } from '../bookings/facts.ts';
import { clientName, entered, numberOf, officeName, serviceName } from '../bookings/labels.ts';
import { addressOfBooking } from '../bookings/view.ts';
import { directedFor } from '../certification/window.ts';
import type { SignedIn } from '../console.ts';
import { type Content, definitions, emptyState, heading, moment, time } from '../shell/components.ts';
import { button, linkButton, select } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { livePart } from '../shell/live.ts';
import { bookingWords } from '../words/bookings.ts';
import { momentInWords } from '../words/moments.ts';
import { peopleWords } from '../words/people.ts';
import { requestsWords as words } from '../words/requests.ts';

export type RequestsOf = {
  signedIn: SignedIn;
  now: DateTime;
  requests: readonly Request[];
  officeId: string | undefined;
  windows: Windows;
  /** There are more than are shown. */
  more: boolean;
};

/** What is to be answered, the nearest date first; then what waits for clients. */
export function requestsPage(of: RequestsOf): string {
  const toAnswer = of.requests.filter(({ booking }) => booking.state === 'requested');
  const waiting = of.requests.filter(({ booking }) => booking.state === 'offered');
  return consolePage({
    signedIn: of.signedIn,
    title: words.title,
    section: 'requests',
    main: html`
      <div class="stack">
        ${livePart('requests', [
          heading(words.title, undefined, words.lead(toAnswer.length, waiting.length)),
          of.more && html`<p class="quiet">${words.more}</p>`,
          html`<section><h2>${words.toAnswer}</h2>${list(toAnswer, words.noneToAnswer, of)}</section>`,
          html`<section><h2>${words.waiting}</h2>${list(waiting, words.noneWaiting, of)}</section>`,
        ])}
        ${of.signedIn.centre.offices.length > 1 && officeForm(of)}
      </div>
    `,
  });
}

const officeForm = ({ signedIn: { centre }, officeId }: RequestsOf): Html => html`
  <form method="get" action=${`/console/${centre.id}/requests`} class="toolbar toolbar-form">
    ${select({
      name: 'office',
      label: words.office,
      value: officeId,
      empty: words.allOffices,
      options: centre.offices.map(({ id, name }) => ({ value: id, label: name.ja })),
    })}
    ${button({ label: words.show })}
  </form>
`;

const list = (requests: readonly Request[], empty: string, of: RequestsOf): Html =>
  requests.length === 0
    ? emptyState(empty)
    : html`<ul class="request-list">${requests.map((request) => entry(request, of))}</ul>`;

function entry(request: Request, of: RequestsOf): Html {
  const { signedIn, now } = of;
  const { booking, client } = request;
  const name = clientName(client);
  const toAnswer = booking.state === 'requested';
  const until = toAnswer ? booking.answerBy : booking.offerBy;
  const label = toAnswer ? words.answer : words.open;
  return html`
    <li class="card request" id=${`b-${booking.id}`}>
      <div class="request-head">
        <h3>${name} <span class="quiet">${numberOf(client) ?? peopleWords.noNumber}</span></h3>
        ${until && html`<p class="request-until"><span class="quiet">${toAnswer ? words.answerBy : words.offerBy}</span> ${deadline(until, now)}</p>`}
      </div>
      ${definitions(facts(request, of))}
      ${linkButton({
        label,
        href: `${addressOfBooking(signedIn.centre.id, booking.id)}#answer`,
        kind: toAnswer ? 'primary' : 'secondary',
        spoken: words.spoken(label, name),
      })}
    </li>
  `;
}

function facts(
  { booking, client, offered, moves }: Request,
  { signedIn: { centre }, now, windows }: RequestsOf,
): [string, Content][] {
  const asked = booking.startsAt ?? booking.askedStartsAt;
  const office = centre.offices.length > 1 ? `　${officeName(centre, booking.officeId)}` : '';
  return [
    [words.asked, asked && time(asked, booking.endsAt, now)],
    [bookingWords.facts.directed, directedFor(booking, windows, now)],
    [words.wishes, booking.wishes !== undefined && html`<blockquote class="own-words">${booking.wishes}</blockquote>`],
    [
      words.offered,
      offered.length > 0 && html`<ul class="plain">${offered.map((it) => html`<li>${time(it, undefined, now)}</li>`)}</ul>`,
    ],
    [words.topic, entered(client.profile?.topic)],
    [words.companions, entered(client.profile?.companions)],
    [words.what, `${serviceName(centre, booking.serviceId)}${office}`],
    [words.change, moves && (moves.startsAt ? words.moves(momentInWords(moves.startsAt, now)) : words.movesNoTime)],
    [words.receivedAt, moment(booking.createdAt, now)],
  ];
}
