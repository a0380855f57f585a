import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { SignedIn } from '../console.ts';
import { card, heading } from '../shell/components.ts';
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
import { livePart } from '../shell/live.ts';
import { calendarWords as words } from '../words/calendar.ts';
import { dayInWords } from '../words/moments.ts';
import { board } from './board-frame.ts';
import { type Grid, monthTable, weekTable } from './grid.ts';
import { addresses, boundsOf, type Shown, type View } from './place.ts';

/** What was typed into the form that opens slots, to be kept when it was wrong. */
export type OpenForm = {
  values: Record<string, string>;
  errors: readonly FieldError[];
  /** What is asked once about an unusual time: a box to tick. */
  asked?: { value: string; label: string } | undefined;
};

export function calendarPage(it: {
  signedIn: SignedIn;
  grid: Grid;
  open?: OpenForm | undefined;
  done?: string | undefined;
}): string {
  const { signedIn, grid, open } = it;
  const { shown, now } = grid;
  const main = html`
    <div class="calendar">
      ${errorSummary(open?.errors ?? [])}
      ${heading(words.title, linkButton({ label: words.closures, href: addresses.closures(shown.centre) }), words.lead)}
      ${filter(shown)}
      <div class="calendar-bar">
        ${moves(shown, now)}
        <h2>${periodOf(shown, now)}</h2>
        ${views(shown)}
      </div>
      ${board(grid, signedIn)}
      ${livePart('calendar-table', shown.view === 'week' ? weekTable(grid) : monthTable(grid))} ${legend()}
      ${openForm(grid, signedIn, open)}
    </div>
  `;
  return consolePage({ signedIn, title: words.title, section: 'calendar', main, done: it.done });
}

function filter(shown: Shown): Html | false {
  const { centre, office, service, view, day } = shown;
  if (centre.offices.length < 2 && centre.services.length < 2) return false;
  return html`
    <form class="filter" method="get" action=${addresses.base(centre)} aria-label=${words.filter}>
      ${select({
        name: 'office',
        label: words.office,
        value: office.id,
        options: centre.offices.map(({ id, name }) => ({ value: id, label: name.ja })),
      })}
      ${select({
        name: 'service',
        label: words.service,
        value: service.id,
        options: centre.services.map(({ id, name }) => ({ value: id, label: name.ja })),
      })}
      <input type="hidden" name="view" value=${view} />
      <input type="hidden" name="day" value=${day.toFormat('yyyy-MM-dd')} />
      ${button({ label: words.show })}
    </form>
  `;
}

function moves(shown: Shown, now: DateTime): Html {
  const said = words.moves[shown.view];
  const by = shown.view === 'week' ? { weeks: 1 } : { months: 1 };
  return html`
    <div class="calendar-moves">
      ${linkButton({ label: said.earlier, href: addresses.calendar(shown, { day: shown.day.minus(by) }), small: true })}
      ${linkButton({ label: said.now, href: addresses.calendar(shown, { day: now.startOf('day') }), small: true })}
      ${linkButton({ label: said.later, href: addresses.calendar(shown, { day: shown.day.plus(by) }), small: true })}
    </div>
  `;
}

function periodOf(shown: Shown, now: DateTime): string {
  if (shown.view === 'month') return shown.day.toFormat('yyyy年M月');
  const { from } = boundsOf(shown);
  return `${dayInWords(from, now)}～${dayInWords(from.plus({ days: 6 }), now)}`;
}

const views = (shown: Shown): Html => html`
  <ul class="calendar-views" aria-label=${words.views}>
    ${(['week', 'month'] satisfies View[]).map(
      (view) => html`
        <li>
          <a href=${addresses.calendar(shown, { view })} aria-current=${view === shown.view ? 'true' : undefined}>${words[view]}</a>
        </li>
      `,
    )}
  </ul>
`;

const legend = (): Html => html`
  <details class="legend">
    <summary>${words.legend}</summary>
    <dl>
      ${words.legends.map(
        ([look, name, meaning]) => html`
          <div>
            <dt><span class=${`slot slot-${look}`}><span class="slot-word">${name}</span></span></dt>
            <dd>${meaning}</dd>
          </div>
        `,
      )}
    </dl>
    <p>${words.byStaffMeaning}</p>
  </details>
`;

/** Works by itself; the board only fills it in. */
function openForm({ shown, now }: Grid, signedIn: SignedIn, open: OpenForm | undefined): Html {
  const value = (name: string): string | undefined => open?.values[name];
  const error = (name: string): string | undefined => errorFor(open?.errors ?? [], `open-${name}`);
  const control = (name: 'from' | 'to', label: string) =>
    field({
      name,
      id: `open-${name}`,
      label,
      type: 'time',
      value: value(name),
      error: error(name),
      required: true,
      width: 'short',
    });
  return card({
    title: words.open.title,
    level: 2,
    id: 'open-slots',
    main: html`
      <form method="post" action=${`${addresses.base(shown.centre)}/open`} class="open-form">
        ${csrfField(signedIn)}
        <p>${words.open.lead}</p>
        <input type="hidden" name="office" value=${shown.office.id} />
        <input type="hidden" name="service" value=${shown.service.id} />
        <input type="hidden" name="view" value=${shown.view} />
        <div class="open-fields">
          ${field({
            name: 'day',
            id: 'open-day',
            label: words.day,
            type: 'date',
            value: value('day') ?? (shown.day < now ? now : shown.day).toFormat('yyyy-MM-dd'),
            min: now.toFormat('yyyy-MM-dd'),
            error: error('day'),
            required: true,
          })}
          ${control('from', words.open.from)} ${control('to', words.open.to)}
          ${field({
            name: 'capacity',
            id: 'open-capacity',
            label: words.open.capacity,
            hint: words.open.capacityHint,
            type: 'number',
            min: 1,
            max: 1000,
            value: value('capacity') ?? String(shown.service.capacity.value),
            error: error('capacity'),
            required: true,
            width: 'short',
          })}
        </div>
        ${open?.asked && checkbox({ name: 'sure', id: 'open-sure', ...open.asked, error: error('sure') })}
        ${button({ label: words.open.submit, kind: 'primary' })}
      </form>
    `,
  });
}
