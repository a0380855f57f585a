import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { Neighbour } from '#store/reading/booking-page.ts';
import type { Booking } from '#store/store.ts';
import { directedFor } from '../certification/window.ts';
import { badge, type Content, card, day, definitions, moment, stateBadge, time } from '../shell/components.ts';
import { bookingWords } from '../words/bookings.ts';
import { clientWords } from '../words/clients.ts';
import { leftInWords, timeInWords } from '../words/moments.ts';
import { clientName, entered, numberOf, officeName, phoneOf, serviceName } from './labels.ts';
import { addressOfBooking, type BookingPageOf } from './view.ts';

const words = bookingWords.facts;

/** What was booked, by whom, and what became of it. */
export const factsCard = (of: BookingPageOf): Html =>
  card({ title: words.title, main: definitions([...person(of), ...session(of), ...waiting(of), ...around(of)]) });

type Entry = readonly [string, Content];

function person({ signedIn, view }: BookingPageOf): Entry[] {
  const { client } = view;
  const phone = phoneOf(client);
  return [
    [
      words.client,
      html`<a href=${`/console/${signedIn.centre.id}/clients/${client.id}`}><strong>${clientName(client)}</strong></a>`,
    ],
    [words.number, numberOf(client)],
    [words.phone, phone !== undefined && phoneLink(phone)],
    [words.reach, reachOf(view)],
    [words.email, goesByMail(signedIn.centre, view.booking) && emailOf(view)],
  ];
}

export const phoneLink = (phone: string): Html => html`<a href=${`tel:${phone.replaceAll(/[^\d+]/g, '')}`}>${phone}</a>`;

/** Where the centre's rule sends meeting details by mail, staff see to which address, and whether it is confirmed. */
const goesByMail = ({ services }: Centre, { serviceId }: Booking): boolean =>
  services.some(({ id, meeting }) => id === serviceId && meeting.details.some(({ way }) => way === 'e-mail'));

function emailOf({ client, emailConfirmed }: BookingPageOf['view']): Html | string {
  const email = entered(client.profile?.email);
  const { none, confirmed, notConfirmed } = clientWords.profile;
  if (email === undefined) return none;
  return html`<span>${email} ${emailConfirmed ? badge(confirmed, 'good') : badge(notConfirmed, 'wait')}</span>`;
}

const reachOf = ({ channel, reachable }: BookingPageOf['view']): string => {
  if (channel === undefined) return bookingWords.reach.none;
  return reachable ? bookingWords.reach.chat(bookingWords.channels[channel]) : bookingWords.reach.ring;
};

function session({ signedIn: { centre }, view: { booking }, windows, now }: BookingPageOf): Entry[] {
  const { startsAt, endsAt, askedStartsAt } = booking;
  return [
    [words.when, startsAt ? time(startsAt, endsAt, now) : bookingWords.noTime],
    [words.asked, askedStartsAt && time(askedStartsAt, undefined, now)],
    [words.directed, directedFor(booking, windows, now)],
    [words.wishes, booking.wishes !== undefined && html`<blockquote class="own-words">${booking.wishes}</blockquote>`],
    [words.what, serviceName(centre, booking.serviceId)],
    [words.office, officeName(centre, booking.officeId)],
  ];
}

function waiting({ view: { booking, client, offered }, now }: BookingPageOf): Entry[] {
  const { answerBy, offerBy, contact, state } = booking;
  return [
    [words.topic, own(client.profile?.topic)],
    [words.companions, own(client.profile?.companions)],
    [words.answerBy, state === 'requested' && answerBy && deadline(answerBy, now)],
    [
      words.offered,
      offered.length > 0 && html`<ul class="plain">${offered.map((it) => html`<li>${time(it, undefined, now)}</li>`)}</ul>`,
    ],
    [words.offerBy, offerBy && deadline(offerBy, now)],
    [words.contact, contact && badge(`${bookingWords.contact[contact.kind]}（${timeInWords(contact.at)}）`, 'warn')],
  ];
}

const own = (text: string | undefined): Content => {
  const told = entered(text);
  return told !== undefined && html`<span class="own-words">${told}</span>`;
};

/** The day on which it ends, and how long that still is. */
export const deadline = (at: BookingPageOf['now'], now: BookingPageOf['now']): Html =>
  html`<span>${day(at.minus({ milliseconds: 1 }), now)} ${badge(leftInWords(at, now), at <= now ? 'bad' : 'wait')}</span>`;

function around({ signedIn: { centre }, view: { booking, moves, movedBy }, now }: BookingPageOf): Entry[] {
  return [
    [words.moves, moves && neighbour(moves, centre.id, now)],
    [words.movedBy, movedBy && neighbour(movedBy, centre.id, now)],
    [words.origin, bookingWords.origin[booking.origin]],
    [words.createdAt, moment(booking.createdAt, now)],
  ];
}

const neighbour = ({ id, reference, startsAt, state }: Neighbour, centreId: string, now: BookingPageOf['now']): Html => html`
  <span><a href=${addressOfBooking(centreId, id)}>${reference}</a> ${startsAt && time(startsAt, undefined, now)} ${stateBadge(state)}</span>
`;
