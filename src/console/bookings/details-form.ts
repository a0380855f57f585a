import { type Html, html } from '#pages/html.ts';
import type { Service } from '#policy/centre.ts';
import { card } from '../shell/components.ts';
import { button, csrfField, field, postButton } from '../shell/form.ts';
import { bookingWords } from '../words/bookings.ts';
import { momentInWords } from '../words/moments.ts';
import { accessFolded } from './access.ts';
import { stateOf } from './form-state.ts';
import { addressOfBooking, type BookingPageOf } from './view.ts';

const words = bookingWords.details;

/** The field with the id of the details that stand on the page: only those are replaced. Empty for the first ones. */
export const REPLACES = 'replaces';

/** How to get into the meeting: what is valid, and new details that make those void. */
export function detailsCard(of: BookingPageOf): Html | false {
  const { booking, details } = of.view;
  if (booking.state !== 'confirmed' && details === undefined) return false;
  return card({
    title: words.title,
    id: 'details',
    main: html`<div class="stack">${standing(of)} ${booking.state === 'confirmed' && form(of)}</div>`,
  });
}

function standing(of: BookingPageOf): Html {
  const { details } = of.view;
  if (!details) return html`<div class="stack"><p>${words.none}</p> ${roomNote(of)}</div>`;
  return html`
    <div>
      <p class="quiet">${words.enteredAt(momentInWords(details.enteredAt, of.now), whoEntered(of))}</p>
      ${accessFolded(details.access)} ${myPage(of)}
    </div>
  `;
}

/** The staff member; the provider, where it made the meeting. */
const whoEntered = ({ view: { detailsBy, room } }: BookingPageOf): string | undefined =>
  detailsBy ?? (room === 'made' ? words.automatic : undefined);

/** Where a provider makes the meeting: whether to wait for it. Staff may enter details at any time, and theirs count. */
function roomNote({ view: { room, booking } }: BookingPageOf): Html | false {
  const note = room === 'making' ? words.making : room === 'failed' ? words.failed : undefined;
  return note !== undefined && booking.state === 'confirmed' && html`<p class="banner banner-warn">${note}</p>`;
}

/** Only where the centre gives details by My Page. */
function myPage({ signedIn, view: { booking, details }, now }: BookingPageOf): Html | false {
  const service: Service | undefined = signedIn.centre.services.find(({ id }) => id === booking.serviceId);
  if (!details || !service?.meeting.details.some(({ way }) => way === 'my-page')) return false;
  if (details.myPageAt) return html`<p>${words.myPageDone(momentInWords(details.myPageAt, now))}</p>`;
  if (booking.state !== 'confirmed') return false;
  return postButton({ signedIn, action: `${addressOfBooking(signedIn.centre.id, booking.id)}/my-page`, label: words.myPage });
}

/** A passcode is shown as it is typed: staff copy it from elsewhere and have to see that it is right. */
function form(of: BookingPageOf): Html {
  const { signedIn, view } = of;
  const state = stateOf(of.state, 'details');
  const input = (name: string, label: string, type: 'text' | 'url' = 'text') =>
    field({ name, label, type: 'text', inputmode: type, width: 'full', value: state.value(name), error: state.error(name) });
  const fields = html`
    <form method="post" action=${`${addressOfBooking(signedIn.centre.id, view.booking.id)}/details`}>
      ${csrfField(signedIn)} <input type="hidden" name=${REPLACES} value=${view.details?.id ?? ''} />
      <p class="quiet">${words.lead}</p>
      ${input('meeting-id', words.meetingId)} ${input('passcode', words.passcode)} ${input('url', words.url, 'url')}
      ${button({ label: words.submit, kind: 'primary' })}
    </form>
  `;
  if (!view.details) return fields;
  return html`<details class="part" open=${state.sent}><summary>${words.change}</summary>${fields}</details>`;
}
