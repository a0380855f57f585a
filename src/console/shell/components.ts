import type { DateTime } from 'luxon';
import { type Html, html } from '#pages/html.ts';
import type { BookingState } from '#store/store.ts';
import { dayInWords, momentInWords, spanInWords } from '../words/moments.ts';
import { shellWords as words } from '../words/shell.ts';
import { BOOKING_STATES } from '../words/states.ts';

/** What pages are put together from, besides form controls (`form.ts`). */

/** Text or markup in a place of a page. */
export type Content = string | number | Html | false | undefined;

/** Where a table is narrow, each cell says its column again (by CSS from `data-label`). */
export type Column<Row> = {
  head: string;
  cell: (row: Row) => Content;
  /** Figures stand to the right; `act` holds buttons and has no heading that is seen. */
  kind?: 'text' | 'figure' | 'act' | undefined;
};

/** The first column names its row. `caption` is read out; `rowId`: for links to a row. */
export function table<Row>(it: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId?: ((row: Row) => string) | undefined;
  rowClass?: ((row: Row) => string | undefined) | undefined;
  empty?: string | undefined;
}): Html {
  if (it.rows.length === 0) return emptyState(it.empty ?? words.none);
  return html`
    <div class="table-frame">
      <table class="table">
        <caption class="visually-hidden">${it.caption}</caption>
        <thead>
          <tr>
            ${it.columns.map(
              ({ head, kind }) =>
                html`<th scope="col" class=${cellClass(kind)}><span class=${kind === 'act' ? 'visually-hidden' : undefined}>${head}</span></th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${it.rows.map((row) => html`<tr id=${it.rowId?.(row)} class=${it.rowClass?.(row)}>${cells(it.columns, row)}</tr>`)}
        </tbody>
      </table>
    </div>
  `;
}

const cells = <Row>(columns: readonly Column<Row>[], row: Row): Html[] =>
  columns.map(({ head, cell, kind }, index) =>
    index === 0
      ? html`<th scope="row" class=${cellClass(kind)} data-label=${head}>${cell(row)}</th>`
      : html`<td class=${cellClass(kind)} data-label=${head}>${cell(row)}</td>`,
  );

const cellClass = (kind: Column<never>['kind']): string | undefined =>
  kind === undefined || kind === 'text' ? undefined : `cell-${kind}`;

export type Tone = 'calm' | 'good' | 'wait' | 'warn' | 'bad' | 'off';

/** A short word in a box; its colour says nothing that the word does not. */
export const badge = (text: string, tone: Tone = 'calm'): Html => html`<span class=${`badge badge-${tone}`}>${text}</span>`;

const STATE_TONES: Readonly<Record<BookingState, Tone>> = {
  held: 'calm',
  requested: 'wait',
  offered: 'wait',
  confirmed: 'good',
  attended: 'off',
  'attended-by-phone': 'off',
  moved: 'off',
  cancelled: 'off',
  withdrawn: 'off',
  declined: 'off',
  expired: 'off',
  released: 'off',
  'presumed-cancelled': 'bad',
};

export const stateBadge = (state: BookingState): Html => badge(BOOKING_STATES[state], STATE_TONES[state]);

/** 11月25日（水） 10:00～10:30, for machines too. */
export const time = (startsAt: DateTime, endsAt?: DateTime, now?: DateTime): Html =>
  html`<time datetime=${startsAt.toISO() ?? undefined}>${spanInWords(startsAt, endsAt, now)}</time>`;

export const day = (moment: DateTime, now?: DateTime): Html =>
  html`<time datetime=${moment.toISODate() ?? undefined}>${dayInWords(moment, now)}</time>`;

export const moment = (at: DateTime, now?: DateTime): Html =>
  html`<time datetime=${at.toISO() ?? undefined}>${momentInWords(at, now)}</time>`;

export const emptyState = (text: string, more?: Html): Html => html`<div class="empty"><p>${text}</p>${more ?? false}</div>`;

/** A boxed part of a page. `level`: of its heading; `id`: for links and live parts. */
export function card(it: {
  title: string;
  main: Content | readonly Content[];
  level?: 2 | 3 | undefined;
  id?: string | undefined;
  tone?: 'plain' | 'warn' | 'quiet' | undefined;
  end?: Html | undefined;
}): Html {
  const title = it.level === 3 ? html`<h3>${it.title}</h3>` : html`<h2>${it.title}</h2>`;
  return html`
    <section class=${`card card-${it.tone ?? 'plain'}`} id=${it.id}>
      <div class="card-head">${title}${it.end ?? false}</div>
      ${it.main}
    </section>
  `;
}

/** Terms and what they are; entries without content are left out. */
export function definitions(entries: readonly (readonly [term: string, content: Content | readonly Content[]])[]): Html {
  const told = entries.filter(([, content]) => content !== undefined && content !== false && content !== '');
  return html`<dl class="definitions">${told.map(([term, content]) => html`<div><dt>${term}</dt><dd>${content}</dd></div>`)}</dl>`;
}

/** The page's heading, with what can be done at once beside it. */
export const heading = (title: string, end?: Content, lead?: string): Html => html`
  <div class="heading">
    <div>
      <h1>${title}</h1>
      ${lead !== undefined && html`<p class="lead">${lead}</p>`}
    </div>
    ${end !== undefined && html`<div class="heading-end">${end}</div>`}
  </div>
`;

export const banner = (text: Content, tone: 'done' | 'info' | 'warn' | 'bad' = 'info'): Html =>
  html`<div class=${`banner banner-${tone}`}>${text}</div>`;

/** `page` counts from 1. `href` gives the address of a page; the last is where `more` is false. */
export function pagination(it: { page: number; more: boolean; href: (page: number) => string }): Html | false {
  if (it.page === 1 && !it.more) return false;
  return html`
    <nav class="pagination" aria-label=${words.pages}>
      ${it.page > 1 ? html`<a class="button button-secondary" href=${it.href(it.page - 1)} rel="prev">${words.previousPage}</a>` : false}
      <span>${words.page(it.page)}</span>
      ${it.more ? html`<a class="button button-secondary" href=${it.href(it.page + 1)} rel="next">${words.nextPage}</a>` : false}
    </nav>
  `;
}

/** The address of this page with other query values; empty ones fall away. */
export function query(values: Readonly<Record<string, string | number | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return `?${new URLSearchParams(given)}`;
}
