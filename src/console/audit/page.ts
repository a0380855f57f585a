import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { AuditRow } from '#store/reading/audit.ts';
import type { StaffAccount } from '#store/staff-store.ts';
import type { BookingState, Client } from '#store/store.ts';
import { clientName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { card, heading, moment, pagination, query, table } from '../shell/components.ts';
import { button, errorFor, errorSummary, type FieldError, field, linkButton, select } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { actInWords, KINDS, whyInWords, auditWords as words } from '../words/audit.ts';
import { BOOKING_STATES } from '../words/states.ts';

export type Asked = { from: string; until: string; kind: string; person: string; reference: string; page: number };

type Shown = {
  signedIn: SignedIn;
  asked: Asked;
  errors: readonly FieldError[];
  accounts: readonly StaffAccount[];
  names: ReadonlyMap<string, string>;
  rows: readonly AuditRow[];
  more: boolean;
  now: DateTime;
};

export function auditPage(shown: Shown): string {
  const { signedIn, errors, asked, more } = shown;
  const main = html`
    <div class="stack">
      ${heading(words.title, undefined, words.lead)} ${errorSummary(errors)} ${card({ title: words.filter, main: filterForm(shown) })}
      ${rowsOf(shown)} ${pagination({ page: asked.page, more, href: (page) => query({ ...asked, page }) })}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'audit', main });
}

const filterForm = ({ signedIn, asked, accounts, errors }: Shown): Html => html`
  <form method="get" action=${`/console/${signedIn.centre.id}/audit`} novalidate>
    <div class="fields">
      ${field({ name: 'from', label: words.from, type: 'date', value: asked.from, error: errorFor(errors, 'from') })}
      ${field({ name: 'until', label: words.until, type: 'date', value: asked.until, error: errorFor(errors, 'until') })}
      ${select({
        name: 'kind',
        label: words.kind,
        value: asked.kind,
        empty: words.all,
        options: KINDS.map(({ id, label }) => ({ value: id, label })),
      })}
      ${select({
        name: 'person',
        label: words.person,
        value: asked.person,
        empty: words.all,
        options: accounts.map(({ id, name }) => ({ value: id, label: name })),
      })}
      ${field({ name: 'reference', label: words.reference, value: asked.reference, width: 'short', maxLength: 20 })}
    </div>
    <div class="actions">
      ${button({ label: words.submit, kind: 'primary' })}
      ${linkButton({ label: words.clear, href: `/console/${signedIn.centre.id}/audit`, kind: 'quiet' })}
    </div>
  </form>
`;

const rowsOf = (shown: Shown): Html =>
  table({
    caption: words.caption,
    rows: shown.rows,
    empty: words.empty,
    columns: [
      { head: words.at, cell: ({ at }) => moment(at, shown.now) },
      { head: words.who, cell: (row) => whoDid(row, shown.names) },
      { head: words.what, cell: ({ action }) => actInWords(action) },
      { head: words.change, cell: changeOf },
      { head: words.booking, cell: ({ booking }) => booking && bookingLink(booking, shown.signedIn.centre.id) },
      { head: words.about, cell: ({ client }) => client && clientLink(client, shown.signedIn.centre.id) },
      { head: words.more, cell: (row) => moreOf(row, shown) },
    ],
  });

function whoDid({ actor }: AuditRow, names: ReadonlyMap<string, string>): string {
  if (actor.kind === 'client') return words.client;
  if (actor.kind === 'system') return words.system;
  return names.get(actor.id) ?? (actor.id === 'shell' ? words.shell : words.nobody);
}

function changeOf({ from, to }: AuditRow): string {
  const named = (state: string) => (isState(state) ? BOOKING_STATES[state] : state);
  return [from, to].flatMap((state) => (state === undefined ? [] : [named(state)])).join(words.arrow);
}

const isState = (state: string): state is BookingState => Object.hasOwn(BOOKING_STATES, state);

const bookingLink = ({ id, reference }: { id: string; reference: string }, centreId: string): Html =>
  html`<a href=${`/console/${centreId}/bookings/${id}`}>${reference}</a>`;

const clientLink = (client: Client, centreId: string): Html =>
  html`<a href=${`/console/${centreId}/clients/${client.id}`}>${clientName(client)}</a>`;

function moreOf({ action, reason, detail }: AuditRow, { names, signedIn }: Shown): string {
  const target = names.get(String(detail['staffId'] ?? ''));
  return [whyInWords(action, reason, signedIn.centre), target === undefined ? undefined : words.target(target)]
    .flatMap((it) => it ?? [])
    .join(' ');
}
