import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { Happening } from '#store/reading/booking-page.ts';
import { card, moment, table } from '../shell/components.ts';
import { bookingWords } from '../words/bookings.ts';
import { actionInWords, reasonInWords } from '../words/happenings.ts';
import { BOOKING_STATES } from '../words/states.ts';
import { channelInWords } from './ledger-part.ts';

const words = bookingWords.history;

/** Everything that happened to a booking, the first first. */
export const historyCard = (happenings: readonly Happening[], centre: Centre, now: DateTime): Html =>
  card({
    title: words.title,
    main: table({
      caption: words.title,
      rows: happenings,
      columns: [
        { head: words.columns.when, cell: ({ at }) => moment(at, now) },
        { head: words.columns.who, cell: who },
        { head: words.columns.what, cell: what },
        { head: words.columns.why, cell: ({ reason }) => reasonInWords(reason, centre) },
      ],
    }),
  });

function who({ actor, name, channel }: Happening): Html {
  const via = channel === undefined || channel === 'console' ? undefined : words.via(channelInWords(channel));
  return html`
    <span>${name === undefined ? words.who[actor] : `${words.who[actor]} ${name}`} ${via !== undefined && html`<span class="quiet">${via}</span>`}</span>
  `;
}

function what({ action, from, to }: Happening): string {
  if (to === undefined) return actionInWords(action);
  return words.state(from === undefined ? undefined : stateInWords(from), stateInWords(to));
}

const stateInWords = (state: string): string => Object.entries(BOOKING_STATES).find(([name]) => name === state)?.[1] ?? state;
