import type { DateTime } from 'luxon';
import type { Entry } from '#office/calendar.ts';
import { type Html, html } from '#pages/html.ts';
import type { SeatHolder } from '#store/reading/calendar.ts';
import type { SignedIn } from '../console.ts';
import { badge, banner, card, definitions, heading, type Tone } from '../shell/components.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field, linkButton, postButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { calendarWords, slotWords as words } from '../words/calendar.ts';
import { spanInWords } from '../words/moments.ts';
import { type Look, lookOf } from './grid.ts';
import { holdersTable } from './holders.ts';
import { addresses, type Place, slotName } from './place.ts';
import { openHolders } from './treating-reading.ts';

export type SlotPage = {
  signedIn: SignedIn;
  place: Place;
  entry: Entry;
  holders: readonly SeatHolder[];
  /** Who has a seat of another slot that overlaps this one. */
  overlaps: readonly SeatHolder[];
  now: DateTime;
  /** The question what becomes of the bookings, once the slot is closed. */
  treating?: Html | false | undefined;
  capacity?: { value: string; errors: readonly FieldError[] } | undefined;
  done?: string | undefined;
};

const TONES: Readonly<Record<Look, Tone>> = {
  free: 'good',
  full: 'wait',
  closed: 'bad',
  'day-closed': 'bad',
  booked: 'calm',
  past: 'off',
};

export function slotPage(page: SlotPage): string {
  const { signedIn, place, entry, holders, now } = page;
  const title = spanInWords(entry.startsAt, entry.endsAt, now);
  const back = addresses.calendar({ ...place, view: 'week', day: entry.startsAt });
  const main = html`
    <div class="slot-page">
      ${errorSummary(page.capacity?.errors ?? [])}
      ${heading(title, linkButton({ label: words.back, href: back, kind: 'quiet' }), `${place.office.name.ja}・${place.service.name.ja}`)}
      ${entry.state === 'day-closed' && dayClosed(page)} ${facts(entry)}
      ${page.treating ?? false}
      ${card({
        title: words.bookings,
        main: holdersTable({ centre: place.centre, caption: words.bookings, holders, empty: words.noBookings }),
      })}
      ${entry.state !== 'past' && page.overlaps.length > 0 && overlapsCard(page)}
      ${entry.state === 'past' ? html`<p class="hint">${words.past}</p>` : acts(page)}
    </div>
  `;
  return consolePage({ signedIn, title, section: 'calendar', main, done: page.done });
}

/** Said before everything else: who is left in it could not come. */
const dayClosed = ({ holders }: SlotPage): Html =>
  banner(openHolders(holders).length > 0 ? `${words.dayClosed}${words.dayClosedLeft}` : words.dayClosed, 'warn');

function facts(entry: Entry): Html {
  const look = lookOf(entry);
  return definitions([
    [words.state, badge(calendarWords.looks[look], TONES[look])],
    [words.seats, calendarWords.seats(entry.used, entry.capacity)],
    [words.offered, entry.offered > 0 && words.offeredSeats(entry.offered)],
    [words.free, entry.elsewhere > 0 && words.freeSeats(entry.free)],
    [words.origin, words.origins[entry.from]],
  ]);
}

const overlapsCard = ({ place, overlaps }: SlotPage): Html =>
  card({
    title: words.overlaps,
    main: html`
      <div>
        <p>${words.overlapsHint}</p>
        ${holdersTable({ centre: place.centre, caption: words.overlaps, holders: overlaps, empty: '', wide: true })}
      </div>
    `,
  });

const acts = (page: SlotPage): Html => html`
  <div class="slot-acts">
    ${card({ title: words.capacity.title, main: capacityForm(page) })}
    ${page.entry.state === 'closed' ? reopening(page) : closing(page)}
  </div>
`;

function capacityForm({ signedIn, place, entry, capacity }: SlotPage): Html {
  return html`
    <form method="post" action=${`${addresses.base(place.centre)}/slot/capacity`}>
      ${csrfField(signedIn)} ${hidden(place, entry)}
      ${field({
        name: 'capacity',
        label: words.capacity.label,
        hint: words.capacity.hint(entry.used),
        type: 'number',
        min: Math.max(1, entry.used),
        max: 1000,
        value: capacity?.value ?? String(Math.max(1, entry.used, entry.capacity)),
        error: errorFor(capacity?.errors ?? [], 'capacity'),
        required: true,
        width: 'short',
      })}
      ${button({ label: words.capacity.submit })}
    </form>
  `;
}

function closing({ signedIn, place, entry, holders }: SlotPage): Html {
  const open = openHolders(holders).length;
  return card({
    title: words.close.title,
    main: html`
      <div>
        <p>${open > 0 ? words.close.used(open) : words.close.empty}</p>
        ${postButton({
          signedIn,
          action: `${addresses.base(place.centre)}/slot/close`,
          label: words.close.submit,
          kind: 'danger',
          hidden: names(place, entry),
        })}
      </div>
    `,
  });
}

const reopening = ({ signedIn, place, entry }: SlotPage): Html =>
  card({
    title: words.reopen.title,
    main: html`
      <div>
        <p>${words.reopen.lead}</p>
        ${postButton({
          signedIn,
          action: `${addresses.base(place.centre)}/slot/reopen`,
          label: words.reopen.submit,
          kind: 'primary',
          hidden: names(place, entry),
        })}
      </div>
    `,
  });

export const names = ({ office, service }: Place, { startsAt }: Pick<Entry, 'startsAt'>): Record<string, string> => ({
  office: office.id,
  service: service.id,
  at: slotName(startsAt),
});

const hidden = (place: Place, entry: Entry): Html[] =>
  Object.entries(names(place, entry)).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`);
