import { type Html, html } from '#pages/html.ts';

/**
 * Lying bars, drawn on the server: a label, a bar of up to three parts, and its figure. Parts differ by pattern as well as by colour, and
 * every figure stands in the table beside the chart.
 */
export type Bar = { label: string; parts: readonly number[]; figure: string };
export type Chart = { id: string; title: string; desc: string; series: readonly string[]; bars: readonly Bar[] };

const WIDTH = 420;
const LABEL = 92;
const FIGURE = 54;
const ROW = 26;
const LEGEND = 26;
/** A Japanese letter of the legend is as wide as it is high. */
const LETTER = 13;
const ROOM = WIDTH - LABEL - FIGURE;

export function chart(it: Chart): Html {
  const top = it.series.length > 1 ? LEGEND : 4;
  const height = top + it.bars.length * ROW + 4;
  const most = Math.max(1, ...it.bars.map(({ parts }) => sum(parts)));
  return html`
    <svg
      class="chart"
      role="img"
      aria-labelledby=${`${it.id}-title ${it.id}-desc`}
      viewBox=${`0 0 ${WIDTH} ${height}`}
    >
      <title id=${`${it.id}-title`}>${it.title}</title>
      <desc id=${`${it.id}-desc`}>${it.desc}</desc>
      ${patterns(it.id)}
      ${it.series.length > 1 && legend(it)}
      <line class="chart-axis" x1=${LABEL} x2=${LABEL} y1=${top} y2=${height - 4} />
      ${it.bars.map((bar, index) => row(bar, { y: top + index * ROW, most, id: it.id }))}
    </svg>
  `;
}

const sum = (parts: readonly number[]): number => parts.reduce((all, one) => all + one, 0);

/** Full, dotted, hatched. */
const patterns = (id: string): Html => html`
  <defs>
    <pattern id=${`${id}-1`} width="6" height="6" patternUnits="userSpaceOnUse">
      <rect class="chart-ground-1" width="6" height="6" />
      <circle class="chart-ink-1" cx="3" cy="3" r="1.4" />
    </pattern>
    <pattern id=${`${id}-2`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="chart-ground-2" width="6" height="6" />
      <rect class="chart-ink-2" width="2" height="6" />
    </pattern>
  </defs>
`;

const fillOf = (id: string, part: number): string | undefined => (part === 0 ? undefined : `url(#${id}-${part})`);

function legend({ id, series }: Chart): Html {
  const startOf = (part: number): number => sum(series.slice(0, part).map((name) => name.length * LETTER + 34));
  return html`
    <g>
      ${series.map(
        (name, part) => html`
          <g transform=${`translate(${startOf(part)} 4)`}>
            <rect class=${`chart-bar chart-bar-${part}`} fill=${fillOf(id, part)} width="14" height="12" />
            <text class="chart-text" x="20" y="11">${name}</text>
          </g>
        `,
      )}
    </g>
  `;
}

function row({ label, parts, figure }: Bar, { y, most, id }: { y: number; most: number; id: string }): Html {
  const widths = parts.map((part) => (ROOM * part) / most);
  const startOf = (part: number): number => LABEL + sum(widths.slice(0, part));
  const text = y + 16;
  return html`
    <g>
      <text class="chart-text" x=${LABEL - 8} y=${text} text-anchor="end">${label}</text>
      ${widths.map((width, part) =>
        width === 0
          ? false
          : html`<rect
              class=${`chart-bar chart-bar-${part}`}
              fill=${fillOf(id, part)}
              x=${startOf(part).toFixed(1)}
              y=${y + 3}
              width=${width.toFixed(1)}
              height=${ROW - 8}
            />`,
      )}
      <text class="chart-text chart-figure" x=${(LABEL + sum(widths) + 6).toFixed(1)} y=${text}>${figure}</text>
    </g>
  `;
}
