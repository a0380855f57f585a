import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import { type Column, table } from '../shell/components.ts';
import { statisticsWords as words } from '../words/statistics.ts';
import { officeName } from './charts.ts';
import { type Figures, type Groups, held, noShowRate } from './figures.ts';
import { spanName } from './period.ts';

type Row = { name: string; office?: string; figures: Figures };

const figure = (head: string, of: (figures: Figures) => string | number): Column<Row> => ({
  head,
  kind: 'figure',
  cell: ({ figures }) => of(figures),
});

/** In two tables, so that each fits beside the navigation. */
const SESSIONS: readonly Column<Row>[] = [
  figure(words.columns.bookings, ({ bookings }) => bookings),
  figure(words.columns.leadDays, ({ leadDays }) => leadDays ?? '－'),
  figure(words.columns.attended, held),
  figure(words.columns.attendedByPhone, ({ attendedByPhone }) => attendedByPhone),
  figure(words.columns.open, ({ open }) => open),
  figure(words.columns.noShow, ({ noShow }) => noShow),
  figure(words.columns.presumed, ({ presumed }) => presumed),
  figure(words.columns.noShowRate, (it) => words.rate(noShowRate(it))),
];
const ENDINGS: readonly Column<Row>[] = (
  ['byClient', 'byStaff', 'withdrawn', 'declined', 'expired', 'moved', 'reminders', 'sent'] as const
).map((name) => figure(words.columns[name], (it) => it[name]));

/** The charts' figures and all others; the widest one is folded away. */
export function tables(groups: Groups, centre: Centre): Html {
  const sum: Row = { name: words.sum, figures: groups.total };
  const { step } = groups;
  const at = words.step[step];
  const spans = [...groups.spans.map(({ since, figures }) => ({ name: spanName(since, step), figures })), sum];
  const offices = [...groups.offices.map(({ officeId, figures }) => ({ name: officeName(officeId, centre), figures })), sum];
  const both = groups.spansAndOffices.map(({ since, officeId, figures }) => ({
    name: spanName(since, step),
    office: officeName(officeId, centre),
    figures,
  }));
  const several = centre.offices.length > 1;
  const span: Column<Row> = { head: at.head, cell: ({ name }) => name };
  return html`
    <div class="statistics-tables">
      ${folded(at.by, [span], spans, true)} ${several && folded(words.byOffice, [office], offices, true)}
      ${several && folded(at.byOffice, [span, { head: words.office, cell: (row) => row.office }], both, false)}
      <p class="hint">${at.hint}${words.medianHint}${words.movedHint}</p>
    </div>
  `;
}

const office: Column<Row> = { head: words.office, cell: ({ name }) => name };

const folded = (title: string, first: readonly Column<Row>[], rows: readonly Row[], open: boolean): Html => html`
  <details class="figures" open=${open}>
    <summary><h2>${title}</h2></summary>
    <h3>${words.parts.sessions}</h3>
    ${table<Row>({ caption: `${title}：${words.parts.sessions}`, columns: [...first, ...SESSIONS], rows })}
    <h3>${words.parts.endings}</h3>
    ${table<Row>({ caption: `${title}：${words.parts.endings}`, columns: [...first, ...ENDINGS], rows })}
  </details>
`;
