import type { DateTime } from 'luxon';
import { MOST_EXTRA, TEMPLATES } from '#office/reminder-runs.ts';
import { type Html, html } from '#pages/html.ts';
import type { Remindable } from '#store/reading/remindable.ts';
import type { RunProgress } from '#store/reading/reminder-runs.ts';
import { clientName, officeName, serviceName } from '../bookings/labels.ts';
import type { SignedIn } from '../console.ts';
import { stacked } from '../notices/stacked.ts';
import { badge, card, heading, moment, table, time } from '../shell/components.ts';
import {
  button,
  checkbox,
  csrfField,
  errorFor,
  errorSummary,
  type FieldError,
  field,
  radios,
  select,
  textArea,
} from '../shell/form.ts';
import { consolePage } from '../shell/layout.ts';
import { remindersWords as words } from '../words/reminders.ts';
import { BOOKING_STATES } from '../words/states.ts';
import { type Filter, fieldsOf, REMINDABLE } from './filter.ts';
import { howReached, templateInWords } from './labels.ts';

/** What the form asks: `bookings` are the ticked ones. */
export type Chosen = { all: boolean; bookings: readonly string[]; template: string; extra: string };

export type SelectOf = {
  signedIn: SignedIn;
  now: DateTime;
  filter: Filter;
  found: readonly Remindable[];
  more: boolean;
  latest: readonly RunProgress[];
  chosen: Chosen;
  errors: readonly FieldError[];
};

/** `/reminders`: pick bookings and words; nothing is sent from here. */
export function selectPage(of: SelectOf): string {
  const { signedIn, errors } = of;
  const main = html`
    <div class="stack">
      ${heading(words.title, undefined, words.lead)} ${errorSummary(errors)} ${filterForm(of)} ${form(of)} ${latestRuns(of)}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'reminders', main });
}

function filterForm({ signedIn: { centre }, filter, errors }: SelectOf): Html {
  const fields = fieldsOf(filter);
  const states = REMINDABLE.map((value) => ({ value, label: BOOKING_STATES[value] }));
  const offices = centre.offices.map(({ id, name }) => ({ value: id, label: name.ja }));
  const services = centre.services.map(({ id, name }) => ({ value: id, label: name.ja }));
  return html`
    <form method="get" action=${`/console/${centre.id}/reminders`} class="card card-quiet" aria-label=${words.filter.title}>
      <div class="fields">
        ${field({ name: 'from', label: words.filter.from, type: 'date', value: fields['from'], error: errorFor(errors, 'from') })}
        ${field({ name: 'to', label: words.filter.to, type: 'date', value: fields['to'] })}
        ${services.length > 1 && select({ name: 'service', label: words.filter.service, value: fields['service'], options: services, empty: words.filter.all })}
        ${offices.length > 1 && select({ name: 'office', label: words.filter.office, value: fields['office'], options: offices, empty: words.filter.all })}
        ${select({ name: 'state', label: words.filter.state, value: fields['state'], options: states })}
      </div>
      ${button({ label: words.filter.show })}
    </form>
  `;
}

function form(of: SelectOf): Html {
  const { signedIn, filter, found, more, chosen, errors } = of;
  const at = `/console/${signedIn.centre.id}/reminders/preview`;
  return html`
    <form method="post" action=${at} class="stack" novalidate>
      ${csrfField(signedIn)}
      ${Object.entries(fieldsOf(filter)).map(([name, value]) => html`<input type="hidden" name=${name} value=${value} />`)}
      ${card({
        title: words.steps.select,
        main: stacked([
          html`<p>${words.list.found(found.length, more)}</p>`,
          found.length > 0 &&
            checkbox({
              name: 'all',
              label: words.list.all(found.length),
              hint: words.list.allHint,
              checked: chosen.all,
              error: errorFor(errors, 'all'),
            }),
          bookingTable(of),
        ]),
      })}
      ${card({
        title: words.steps.write,
        main: stacked([
          radios({
            name: 'template',
            label: words.template,
            value: chosen.template,
            required: true,
            error: errorFor(errors, 'template'),
            options: TEMPLATES.filter((it) => suits(it, of)).map((value) => ({ value, ...words.templates[value] })),
          }),
          textArea({
            name: 'extra',
            label: words.extra,
            hint: words.extraHint(MOST_EXTRA),
            value: chosen.extra,
            rows: 3,
            error: errorFor(errors, 'extra'),
          }),
          button({ label: words.toPreview, kind: 'primary', disabled: found.length === 0 }),
        ]),
      })}
    </form>
  `;
}

/** The declaration is filed for certification only; who waits for an answer has no details yet. */
const suits = (template: (typeof TEMPLATES)[number], { signedIn: { centre }, filter }: SelectOf): boolean =>
  (template !== 'declaration' || centre.services.some(({ access }) => access.value === 'designated')) &&
  (template !== 'details' || filter.state === 'confirmed');

const bookingTable = ({ signedIn: { centre }, found, chosen, now }: SelectOf): Html =>
  table({
    caption: words.list.caption,
    rows: found,
    empty: words.list.none,
    columns: [
      {
        head: `${words.list.pick}・${words.list.when}`,
        cell: (it) => tick(it, chosen.all || chosen.bookings.includes(it.booking.id), now),
      },
      {
        head: words.list.client,
        cell: ({ client, booking }) => html`<a href=${`/console/${centre.id}/bookings/${booking.id}`}>${clientName(client)}</a>`,
      },
      {
        head: words.list.office,
        cell: ({ booking }) =>
          html`<span>${officeName(centre, booking.officeId)}<br />${serviceName(centre, booking.serviceId)}</span>`,
      },
      {
        head: words.list.reach,
        cell: (it) => html`
          <span class="badges">
            ${howReached(it)}
            ${it.remindedToday.map((template) => html`<span class="quiet">${words.remindedToday(templateInWords(template))}</span>`)}
          </span>
        `,
      },
    ],
  });

/** Read out with the name, since the column beside it is not part of the label. */
function tick({ booking, client }: Remindable, checked: boolean, now: DateTime): Html {
  return html`
    <label class="choice">
      <input type="checkbox" name="booking" value=${booking.id} checked=${checked} />
      <span>
        ${booking.startsAt !== undefined && time(booking.startsAt, booking.endsAt, now)}
        <span class="visually-hidden">${words.list.pickOne(clientName(client))}</span>
      </span>
    </label>
  `;
}

const latestRuns = ({ signedIn: { centre }, latest, now }: SelectOf): Html =>
  card({
    title: words.latest.title,
    main: table({
      caption: words.latest.title,
      rows: latest,
      empty: words.latest.empty,
      columns: [
        {
          head: words.latest.when,
          cell: ({ id, createdAt }) => html`<a href=${`/console/${centre.id}/reminders/${id}`}>${moment(createdAt, now)}</a>`,
        },
        { head: words.latest.what, cell: ({ template }) => templateInWords(template) },
        { head: words.latest.total, kind: 'figure', cell: ({ total }) => total },
        {
          head: words.latest.state,
          cell: ({ state }) => badge(words.runStates[state], state === 'stopped' ? 'bad' : state === 'done' ? 'good' : 'wait'),
        },
        { head: words.latest.by, cell: ({ by }) => by },
      ],
    }),
  });
