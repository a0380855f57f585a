import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { Session } from '#store/reading/sessions.ts';
import type { Booking } from '#store/store.ts';
import { accessFolded } from '../bookings/access.ts';
import { attendanceButtons } from '../bookings/attendance.ts';
import { clientName, numberOf, officeName, phoneOf, serviceName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { badge, type Column, stateBadge, table } from '../shell/components.ts';
import { dayInWords, timeInWords } from '../words/moments.ts';
import { peopleWords } from '../words/people.ts';
import { todayWords as words } from '../words/today.ts';
import { phoneLink } from './phone.ts';

export type SessionsOf = {
  signedIn: SignedIn;
  now: DateTime;
  day: DateTime;
  sessions: readonly Session[];
  /** Meeting details are opened: for printing them as well. */
  opened: boolean;
  back: Readonly<Record<string, string>>;
};

/** What happens by itself where nothing is noted, by the centre file; services with the same rules share a line. */
export function automaticHint({ services }: Pick<Centre, 'services'>): Html[] {
  const lines = Map.groupBy(services, ({ notConnected, presumedCancellation }) =>
    words.automatic({
      notConnected: notConnected?.value.minutesAfter,
      presumed: presumedCancellation?.value.minutesAfterStart,
    }),
  );
  const several = lines.size > 1;
  return [...lines].flatMap(([line, of]) =>
    line === undefined ? [] : html`<p class="hint">${several && `${of.map(({ name }) => name.ja).join('、')}：`}${line}</p>`,
  );
}

/** The day's sessions in time order. */
export const sessionTable = (of: SessionsOf): Html =>
  table({
    caption: words.titleOf(dayInWords(of.day)),
    columns: columns(of),
    rows: of.sessions,
    rowId: ({ booking }) => `b-${booking.id}`,
    rowClass: ({ booking }) => (booking.state === 'confirmed' ? undefined : 'row-done'),
    empty: words.none,
  });

function columns(of: SessionsOf): Column<Session>[] {
  const { signedIn, now, back } = of;
  return [
    { head: words.columns.time, cell: ({ booking }) => timeAndWhat(booking, signedIn) },
    { head: words.columns.who, cell: (session) => who(session, of) },
    { head: words.columns.state, cell: state },
    { head: words.columns.access, cell: (session) => access(session, of) },
    {
      head: words.columns.acts,
      kind: 'act',
      cell: ({ booking, client }) => attendanceButtons({ signedIn, booking, name: clientName(client), now, back }),
    },
  ];
}

const timeAndWhat = (booking: Booking, { centre }: SignedIn): Html => html`
  <div>
    ${times(booking)}
    <span class="quiet block">${serviceName(centre, booking.serviceId)}</span>
    ${centre.offices.length > 1 && html`<span class="quiet block">${officeName(centre, booking.officeId)}</span>`}
  </div>
`;

const times = ({ startsAt, endsAt }: Booking): Html | undefined =>
  startsAt &&
  html`<span class="session-time">
    <time datetime=${startsAt.toISO() ?? undefined}>${timeInWords(startsAt)}</time>${endsAt && html`<span class="quiet">～${timeInWords(endsAt)}</span>`}
  </span>`;

function who({ booking, client, chat }: Session, { signedIn }: SessionsOf): Html {
  const number = phoneOf(client);
  return html`
    <div class="person">
      <a class="person-name" id=${`n-${booking.id}`} href=${`/console/${signedIn.centre.id}/bookings/${booking.id}`}>${clientName(client)}</a>
      <span class="quiet">${numberOf(client) ?? peopleWords.noNumber}</span>
      ${number !== undefined && phoneLink(number)}
      ${chat !== 'open' && booking.state === 'confirmed' && badge(words.chat[chat], 'warn')}
    </div>
  `;
}

function state({ booking }: Session): Html {
  const { contact, noShowAt } = booking;
  return html`
    <div class="badges">
      ${stateBadge(booking.state)} ${noShowAt !== undefined && badge(words.noShow, 'bad')}
      ${contact !== undefined && badge(words.contact[contact.kind](timeInWords(contact.at)), 'warn')}
    </div>
  `;
}

/** On paper the details themselves stand only where that was asked for. */
const enteredWord = (): Html => html`<span class="print-only">${words.access.entered}</span>`;

function access({ booking, details }: Session, { signedIn, opened }: SessionsOf): Html | undefined {
  if (details) return html`<div>${!opened && enteredWord()}${accessFolded(details.access, opened)}</div>`;
  if (booking.state !== 'confirmed') return undefined;
  return html`
    <div class="badges">
      ${badge(words.access.none, 'wait')}
      <a
        class="no-print"
        id=${`d-${booking.id}`}
        href=${`/console/${signedIn.centre.id}/bookings/${booking.id}#details`}
      >${words.enterDetails}</a>
    </div>
  `;
}
