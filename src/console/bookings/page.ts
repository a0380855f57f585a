import { type Html, html } from '#pages/html.ts';
import { badge, heading, stateBadge } from '../shell/components.ts';
import { errorSummary } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { livePart } from '../shell/live.ts';
import { bookingWords as words } from '../words/bookings.ts';
import { spanInWords } from '../words/moments.ts';
import { todayWords } from '../words/today.ts';
import { answerCard, drawnFrom } from './answer-forms.ts';
import { attendanceButtons } from './attendance.ts';
import { changeForms } from './change-forms.ts';
import { detailsCard } from './details-form.ts';
import { factsCard } from './facts.ts';
import { historyCard } from './history.ts';
import { clientName } from './labels.ts';
import { agreementsCard, noticesCard } from './ledger-part.ts';
import { remarksCard } from './remarks-part.ts';
import { addressOfBooking, type BookingPageOf } from './view.ts';

/** One booking: what can be done first, then everything that is known of it. */
export function bookingPage(of: BookingPageOf): string {
  const { signedIn, view, done, state } = of;
  const { booking } = view;
  return consolePage({
    signedIn,
    title: words.title(booking.reference),
    section: booking.state === 'requested' || booking.state === 'offered' ? 'requests' : 'bookings',
    done,
    main: html`
      <div class="stack">
        ${heading(clientName(view.client), sameDay(of), words.title(booking.reference))}
        ${errorSummary(state.errors)} ${refusedBanner(of.refused)} ${lively(of, [standing(of), parts(of)])}
      </div>
    `,
  });
}

/** What was typed and refused must stay as it is; otherwise the page changes by itself. */
const lively = (of: BookingPageOf, main: Html[]): Html =>
  of.state.errors.length > 0 || of.refused !== undefined
    ? html`<div class="stack">${main}</div>`
    : livePart('booking', html`<div class="stack">${main}</div>`, { stand: standOfPage(of), notice: changedNotice(of) });

/** Of what the forms of the page go by. */
const standOfPage = (of: BookingPageOf): string =>
  [drawnFrom(of), of.view.booking.startsAt?.toMillis() ?? '', of.view.details?.id ?? ''].join('.');

const changedNotice = ({ signedIn, view }: BookingPageOf): Html => html`
  <span>${words.changed} <a href=${addressOfBooking(signedIn.centre.id, view.booking.id)}>${words.showNow}</a></span>
`;

export const refusedBanner = (refused: string | undefined): Html | false =>
  refused !== undefined && html`<p class="banner banner-warn" role="alert">${refused}</p>`;

function parts(of: BookingPageOf): Html {
  const { signedIn, view, now, state, remarks } = of;
  const action = `${addressOfBooking(signedIn.centre.id, view.booking.id)}/remarks`;
  return html`
    <div class="stack">
      <div class="columns">
        <div class="stack">${answerCard(of)} ${detailsCard(of)} ${remarksCard({ signedIn, now, remarks, state, action })}</div>
        <div class="stack">${factsCard(of)} ${agreementsCard(of.agreements, signedIn, now)}</div>
      </div>
      ${noticesCard(of.notices, now)} ${historyCard(of.happenings, signedIn.centre, now)}
    </div>
  `;
}

/** Time and state, with what can be noted or changed at once. */
function standing(of: BookingPageOf): Html {
  const { signedIn, view, now } = of;
  const { booking, client } = view;
  const { startsAt, endsAt, noShowAt, contact } = booking;
  const name = clientName(client);
  return html`
    <div class="standing">
      <p class="standing-time">${startsAt ? spanInWords(startsAt, endsAt, now) : words.noTime}</p>
      <p class="badges">
        ${stateBadge(booking.state)} ${noShowAt !== undefined && badge(todayWords.noShow, 'bad')}
        ${contact !== undefined && badge(words.contact[contact.kind], 'warn')}
      </p>
      ${attendanceButtons({ signedIn, booking, name, now, back: { 'back-booking': booking.id } })} ${changeForms(of)}
    </div>
  `;
}

function sameDay({ signedIn: { centre }, view: { booking } }: BookingPageOf): Html | undefined {
  const { startsAt, officeId: office, serviceId: service } = booking;
  if (!startsAt) return undefined;
  const query = new URLSearchParams({ office, service, day: startsAt.toFormat('yyyy-MM-dd') });
  return html`<a href=${`/console/${centre.id}/calendar?${query}`}>${words.sameDay}</a>`;
}
