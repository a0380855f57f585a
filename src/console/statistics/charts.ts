import { type Html, html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import { card } from '../shell/components.ts';
import { statisticsWords as words } from '../words/statistics.ts';
import { type Bar, type Chart, chart } from './chart.ts';
import { ended, type Groups, held } from './figures.ts';
import { spanName } from './period.ts';

/** The charts of the page; their tables follow beneath. */
export function charts(groups: Groups, centre: Centre): Html {
  const all = [
    bookings(groups),
    endings(groups),
    ...(centre.offices.length > 1 ? [offices(groups, centre)] : []),
    reminders(groups),
  ];
  return html`<div class="charts">${all.map((it) => card({ title: it.title, main: chart(it) }))}</div>`;
}

const simple = (label: string, count: number): Bar => ({ label, parts: [count], figure: String(count) });

const bookings = ({ spans, step }: Groups): Chart => ({
  id: 'chart-bookings',
  ...words.charts.bookings[step],
  series: [words.parts.held, words.parts.open, words.parts.ended],
  bars: spans.map(({ since, figures }) => ({
    label: spanName(since, step),
    parts: [held(figures), figures.open, ended(figures)],
    figure: String(figures.bookings),
  })),
});

function endings({ total }: Groups): Chart {
  const kinds = ['byClient', 'byStaff', 'withdrawn', 'declined', 'expired', 'noShow', 'presumed'] as const;
  const short = { presumed: words.short.presumed, byClient: words.short.byClient, byStaff: words.short.byStaff };
  const bars = kinds.map((kind) => simple(kind in short ? short[kind as keyof typeof short] : words.columns[kind], total[kind]));
  return { id: 'chart-endings', ...words.charts.endings, series: [words.parts.ended], bars };
}

const offices = ({ offices }: Groups, centre: Centre): Chart => ({
  id: 'chart-offices',
  ...words.charts.offices,
  series: [words.parts.held, words.parts.open, words.parts.ended],
  bars: offices.map(({ officeId, figures }) => ({
    label: shortOffice(officeName(officeId, centre)),
    parts: [held(figures), figures.open, ended(figures)],
    figure: String(figures.bookings),
  })),
});

const reminders = ({ spans, step }: Groups): Chart => ({
  id: 'chart-reminders',
  ...words.charts.reminders[step],
  series: [words.columns.sent],
  bars: spans.map(({ since, figures }) => simple(spanName(since, step), figures.sent)),
});

export const officeName = (officeId: string, centre: Centre): string =>
  centre.offices.find(({ id }) => id === officeId)?.name.ja ?? officeId;

/** What fits beside a bar; the table has the whole name. */
const shortOffice = (name: string): string => {
  const own = name.replace(/^ハローワーク/, '');
  return own.length > 7 ? `${own.slice(0, 6)}…` : own;
};
