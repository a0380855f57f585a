import { type Html, html } from '#pages/html.ts';
import type { Booking } from '#store/store.ts';
import { clientName, officeName, serviceName } from '../bookings/labels.ts';
import { agreementsCard, noticesCard } from '../bookings/ledger-part.ts';
import { refusedBanner } from '../bookings/page.ts';
import { remarksCard } from '../bookings/remarks-part.ts';
import { addressOfBooking } from '../bookings/view.ts';
import { banner, type Column, card, heading, stateBadge, table, time } from '../shell/components.ts';
import { errorSummary, linkButton } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { taskList } from '../today/tasks.ts';
import { bookingWords } from '../words/bookings.ts';
import { clientWords as words } from '../words/clients.ts';
import { momentInWords } from '../words/moments.ts';
import { dataCard, keepForm, messageCard } from './act-forms.ts';
import { alikeCard, channelsCard } from './channels-part.ts';
import { profileCard } from './profile-part.ts';
import { suspensionCard } from './suspension-part.ts';
import { addressOfClient, type ClientPageOf, isErased } from './view.ts';

/** One person: who it is, what was booked and said, and what staff can do. */
export function clientPage(of: ClientPageOf): string {
  const { signedIn, client, done, state } = of;
  const name = clientName(client);
  if (isErased(client)) return erasedPage(of);
  return consolePage({
    signedIn,
    title: name,
    section: 'clients',
    done,
    main: html`
      <div class="stack">
        ${heading(name, bookButton(of), words.title)}
        ${errorSummary(state.errors)} ${refusedBanner(of.refused)} ${erasure(of)} ${alikeCard(of)} ${tasks(of)}
        <div class="columns">
          <div class="stack">${bookingsCard(of)} ${messageCard(of)} ${remarks(of)}</div>
          <div class="stack">${profileCard(of)} ${suspensionCard(of)} ${dataCard(of)}</div>
        </div>
        ${channelsCard(of)} ${noticesCard(of.notices, of.now)} ${agreementsCard(of.agreements, signedIn, of.now)}
      </div>
    `,
  });
}

/** Nothing of the person is left, and nothing can be added: only which bookings there were. */
const erasedPage = (of: ClientPageOf): string =>
  consolePage({
    signedIn: of.signedIn,
    title: clientName(of.client),
    section: 'clients',
    done: of.done,
    main: html`
      <div class="stack">
        ${heading(clientName(of.client), undefined, words.title)} ${refusedBanner(of.refused)}
        ${of.client.erasedAt && banner(words.erasedAt(momentInWords(of.client.erasedAt, of.now)))} ${bookingsCard(of)}
      </div>
    `,
  });

const bookButton = ({ signedIn, client }: ClientPageOf): Html =>
  linkButton({ label: words.book, href: `/console/${signedIn.centre.id}/bookings/new?client=${client.id}`, kind: 'primary' });

const erasure = (of: ClientPageOf): Html | false =>
  of.client.erasureAskedAt !== undefined &&
  html`<div class="stack">
    ${banner(words.erasureWaits(momentInWords(of.client.erasureAskedAt, of.now)), 'warn')} ${keepForm(of)}
  </div>`;

const tasks = ({ signedIn, now, tasks: open, client }: ClientPageOf): Html | false =>
  open.length > 0 &&
  card({
    title: words.tasks.title,
    main: taskList({ signedIn, now, tasks: open, reviews: [], back: { 'back-client': client.id } }),
  });

const remarks = ({ signedIn, now, remarks: written, state, client }: ClientPageOf): Html =>
  remarksCard({ signedIn, now, remarks: written, state, action: `${addressOfClient(signedIn.centre.id, client.id)}/remarks` });

function bookingsCard({ signedIn: { centre }, bookings, now }: ClientPageOf): Html {
  const { columns, ...say } = words.bookings;
  const heads: Column<Booking>[] = [
    {
      head: columns.reference,
      cell: (it) => html`<a class="reference" href=${addressOfBooking(centre.id, it.id)}>${it.reference}</a>`,
    },
    { head: columns.when, cell: ({ startsAt, endsAt }) => (startsAt ? time(startsAt, endsAt, now) : bookingWords.noTime) },
    { head: columns.state, cell: ({ state }) => stateBadge(state) },
    {
      head: columns.what,
      cell: ({ serviceId, officeId }) =>
        `${serviceName(centre, serviceId)}${centre.offices.length > 1 ? `　${officeName(centre, officeId)}` : ''}`,
    },
  ];
  return card({ title: say.title, main: table({ caption: say.title, columns: heads, rows: bookings, empty: say.none }) });
}
