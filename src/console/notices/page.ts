import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Fate, LedgerRow } from '#store/reading/notices.ts';
import type { NoticeKind } from '#store/store.ts';
import { clientName, phoneOf, serviceName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { badge, banner, heading, moment, query, table, time } from '../shell/components.ts';
import { button, confirmButton, field, linkButton, select } from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { FATES } from '../words/fates.ts';
import { NOTICE_KINDS, noticeKindInWords } from '../words/notice-kinds.ts';
import { noticesWords as words } from '../words/notices.ts';
import { canBeSentAgain, contradictsRinging, fateBadge, mustRing, whyText } from './labels.ts';

/** As it stands in the address. */
export type LedgerFilter = {
  state: Fate | undefined;
  kind: NoticeKind | undefined;
  office: string | undefined;
  from: string | undefined;
  to: string | undefined;
  run: string | undefined;
};

export type LedgerOf = {
  signedIn: SignedIn;
  now: DateTime;
  filter: LedgerFilter;
  rows: readonly LedgerRow[];
  /** Where the next page begins; undefined on the last. */
  next: string | undefined;
  /** Not on the first page. */
  later: boolean;
  said: keyof typeof words.said | undefined;
};

/** `/notices`: one row each, with its fate and the reason. */
export function ledgerPage(of: LedgerOf): string {
  const { signedIn, filter, said } = of;
  const main = html`
    <div class="stack">
      ${heading(words.title, undefined, words.lead)} ${said !== undefined && said !== 'sent' && said !== 'mail' && banner(words.said[said], 'warn')}
      ${filter.run === undefined ? filterForm(of) : ofRun(of)} ${rowTable(of)} ${pages(of)}
    </div>
  `;
  const done = said === 'sent' || said === 'mail' ? words.said[said] : undefined;
  return consolePage({ signedIn, title: words.title, section: 'notices', main, done });
}

const ofRun = ({ signedIn: { centre } }: LedgerOf): Html => html`
  <p>${words.ofRun} <a href=${`/console/${centre.id}/notices`}>${words.allAgain}</a></p>
`;

function filterForm({ signedIn: { centre }, filter }: LedgerOf): Html {
  const states = Object.entries(FATES).map(([value, label]) => ({ value, label }));
  const kinds = Object.entries(NOTICE_KINDS).map(([value, label]) => ({ value, label }));
  const offices = centre.offices.map(({ id, name }) => ({ value: id, label: name.ja }));
  const all = words.filter.all;
  return html`
    <form method="get" action=${`/console/${centre.id}/notices`} class="card card-quiet" aria-label=${words.filter.title}>
      <div class="fields">
        ${select({ name: 'state', label: words.filter.state, value: filter.state, options: states, empty: all })}
        ${select({ name: 'kind', label: words.filter.kind, value: filter.kind, options: kinds, empty: all })}
        ${offices.length > 1 && select({ name: 'office', label: words.filter.office, value: filter.office, options: offices, empty: all })}
        ${field({ name: 'from', label: words.filter.from, type: 'date', value: filter.from })}
        ${field({ name: 'to', label: words.filter.to, type: 'date', value: filter.to })}
      </div>
      ${button({ label: words.filter.show })}
    </form>
  `;
}

const rowTable = (of: LedgerOf): Html =>
  table({
    caption: words.list.caption,
    rows: of.rows,
    empty: words.none,
    rowId: ({ id }) => `notice-${id}`,
    columns: [
      { head: words.list.when, cell: ({ createdAt, by }) => over(moment(createdAt, of.now), by ?? words.automatic) },
      { head: words.list.what, cell: ({ kind, channel }) => over(noticeKindInWords(kind), channelInWords(channel)) },
      { head: words.list.client, cell: (row) => person(row) },
      { head: words.list.booking, cell: (row) => booking(of, row) },
      { head: words.list.state, cell: (row) => state(row) },
      { head: words.list.act, kind: 'act', cell: (row) => canBeSentAgain(row, of.now) && resend(of, row) },
    ],
  });

/** In two lines, so that a row keeps its buttons beside the navigation. */
const over = (first: Html | string, second: string | undefined): Html =>
  html`<span>${first} ${second !== undefined && html`<span class="quiet block">${second}</span>`}</span>`;

function booking({ signedIn: { centre }, now }: LedgerOf, { booking: it }: LedgerRow): Html | string {
  if (!it) return '－';
  const words = it.startsAt ? time(it.startsAt, undefined, now) : it.reference;
  return html`
    <span><a href=${`/console/${centre.id}/bookings/${it.id}`}>${words}</a><br /><span class="quiet">${serviceName(centre, it.serviceId)}</span></span>
  `;
}

/** Whoever has to be rung stands with the number. */
function person(row: LedgerRow): Html | string {
  const { client } = row;
  if (!client) return '－';
  if (!mustRing(row)) return clientName(client);
  const phone = phoneOf(client);
  return html`
    <span>${clientName(client)}<br /><span class="quiet one-line">${phone === undefined ? words.noPhone : words.phone(phone)}</span></span>
  `;
}

function state(row: LedgerRow): Html {
  const why = whyText(row);
  return html`
    <span class="badges">
      ${!contradictsRinging(row) && fateBadge(row.fate)} ${mustRing(row) && row.client !== undefined && badge(words.ring, 'warn')}
      ${why !== undefined && html`<span class="quiet">${why}</span>`}
    </span>
  `;
}

const channelInWords = (channel: string | undefined): string | undefined =>
  Object.entries(words.channels).find(([name]) => name === channel)?.[1];

const resend = ({ signedIn, filter }: LedgerOf, { id, kind, client }: LedgerRow): Html =>
  confirmButton({
    signedIn,
    action: `/console/${signedIn.centre.id}/notices/${id}/resend`,
    label: words.resend,
    spoken: words.resendSpoken(noticeKindInWords(kind), client ? clientName(client) : words.automatic),
    question: words.question,
    confirm: words.confirm,
    small: true,
    hidden: { back: query(filter) },
  });

function pages({ signedIn: { centre }, filter, next, later }: LedgerOf): Html | false {
  if (next === undefined && !later) return false;
  const at = `/console/${centre.id}/notices`;
  return html`
    <nav class="pagination" aria-label=${words.pages}>
      ${later && linkButton({ label: words.first, href: `${at}${query(filter)}` })}
      ${next !== undefined && linkButton({ label: words.next, href: `${at}${query({ ...filter, after: next })}` })}
    </nav>
  `;
}
