import { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { Service } from '#policy/centre.ts';
import type { Designated } from '#store/reading/designated.ts';
import { clientName, numberOf, officeName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { stacked } from '../notices/stacked.ts';
import { card, day, emptyState, heading, pagination, query, table, time } from '../shell/components.ts';
import {
  button,
  checkbox,
  csrfField,
  errorFor,
  errorSummary,
  type FieldError,
  field,
  linkButton,
  select,
} from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { certificationWords as words } from '../words/certification.ts';
import { articleOf } from './articles.ts';
import { STANDINGS, type Standing, standingBadge, standingOf } from './standing.ts';

/** As it was typed. */
export type Added = {
  number: string;
  name: string;
  office: string;
  briefing: string;
  prepareBy: string;
  /** The number is known under another name: staff are asked whether they mean it even so. */
  askEvenSo: boolean;
};

export type ListOf = {
  signedIn: SignedIn;
  now: DateTime;
  service: Service | undefined;
  people: readonly Designated[];
  page: number;
  more: boolean;
  standing: Standing | undefined;
  added: Added;
  errors: readonly FieldError[];
  done: string | undefined;
};

/** `/certification`: whom the office has designated, and how far each of them is. */
export function listPage(of: ListOf): string {
  const { signedIn, service, errors, done } = of;
  const main = html`
    <div class="stack">
      ${heading(words.title, undefined, words.lead)} ${errorSummary(errors)}
      ${service === undefined ? emptyState(words.none) : [listCard(of, service), addCard(of, service)]}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'certification', main, done });
}

function listCard(of: ListOf, service: Service): Html {
  const { signedIn, now, people, page, more, standing } = of;
  const at = `/console/${signedIn.centre.id}/certification`;
  const rows = people.map((it) => ({ ...it, standing: standingOf(it, now) }));
  return card({
    title: service.name.ja,
    main: stacked([
      standingFilter(at, standing),
      table({
        caption: words.list.caption,
        rows,
        empty: words.list.empty,
        columns: [
          { head: words.list.client, cell: (it) => html`<a href=${`${at}/${it.id}`}>${clientName(it.client)}</a>` },
          { head: words.list.number, cell: ({ client }) => numberOf(client) },
          { head: words.list.prepareBy, cell: ({ prepareBy }) => prepareBy !== undefined && dayIn(prepareBy, now) },
          { head: words.list.window, cell: (it) => windowIn(signedIn, it, now) },
          { head: words.list.state, cell: (it) => standingBadge(it.standing) },
          {
            head: words.list.act,
            kind: 'act',
            cell: (it) =>
              linkButton({
                label: words.list.open,
                href: `${at}/${it.id}`,
                small: true,
                spoken: words.list.openSpoken(clientName(it.client)),
              }),
          },
        ],
      }),
      pagination({ page, more, href: (to) => query({ state: standing, page: to }) }),
    ]),
  });
}

const standingFilter = (at: string, standing: Standing | undefined): Html => html`
  <form method="get" action=${at} class="toolbar">
    ${select({
      name: 'state',
      label: words.filter.label,
      value: standing,
      empty: words.filter.all,
      options: STANDINGS.map((value) => ({ value, label: words.states[value] })),
    })}
    ${button({ label: words.filter.show })}
  </form>
`;

export const dayIn = (isoDay: string, now: DateTime): Html => day(DateTime.fromISO(isoDay, { zone: now.zone }), now);

export function windowIn({ centre }: SignedIn, { window }: Designated, now: DateTime): Html | string {
  if (!window) return words.list.noWindow;
  return html`<span>${time(window.startsAt, window.endsAt, now)}<br /><span class="quiet">${officeName(centre, window.officeId)}</span></span>`;
}

function addCard({ signedIn, added, errors }: ListOf, service: Service): Html {
  const { centre } = signedIn;
  const wrong = (name: string) => errorFor(errors, name);
  const days = service.prepareOpenDaysBefore?.value;
  return card({
    title: words.add.title,
    main: html`
      <form method="post" action=${`/console/${centre.id}/certification`} novalidate>
        ${csrfField(signedIn)}
        <p>${words.add.lead(articleOf(centre, service, service.access.source))}</p>
        <div class="fields">
          ${field({ name: 'number', label: words.add.number, hint: words.add.numberHint, value: added.number, required: true, error: wrong('number') })}
          ${field({ name: 'name', label: words.add.name, hint: words.add.nameHint, value: added.name, required: true, error: wrong('name') })}
          ${officeSelect(signedIn, words.add.office, added.office, wrong('office'))}
        </div>
        <div class="fields">
          ${days !== undefined && field({ name: 'briefing', label: words.add.briefing, hint: words.add.briefingHint(days, articleOf(centre, service, service.prepareOpenDaysBefore?.source)), type: 'date', value: added.briefing, error: wrong('briefing') })}
          ${field({ name: 'prepare-by', label: words.add.prepareBy, hint: words.add.prepareByHint, type: 'date', value: added.prepareBy, error: wrong('prepare-by') })}
        </div>
        ${added.askEvenSo && checkbox({ name: 'even-so', value: 'yes', label: words.add.evenSo, hint: words.add.evenSoHint })}
        ${button({ label: words.add.submit, kind: 'primary' })}
      </form>
    `,
  });
}

export function officeSelect({ centre }: SignedIn, label: string, value: string, error: string | undefined): Html | false {
  if (centre.offices.length < 2) return false;
  const options = centre.offices.map(({ id, name }) => ({ value: id, label: name.ja }));
  return select({ name: 'office', label, value, options, required: true, error });
}
