import type { Acknowledgements, Round } from './acknowledgements.ts';
import { median } from './figures.ts';
import type { TurnLoad } from './turns.ts';

export type Cost = { nodeMs: number; postgresMs: number };
export type Sample = { at: string; residentMb: number; peakMb: number; heapUsedMb: number; heapMb: number; postgresMb: number };

export type Figures = {
  machine: { cpus: number; model: string; node: string; loadBefore: number };
  options: object;
  start: { firstMs: number; secondMs: number };
  turns: { name: string; load: TurnLoad; cost: Cost }[];
  duplicates: number;
  /** What the turns have left in the database: bookings by state. */
  bookings: Record<string, number>;
  acknowledgements: Acknowledgements;
  memory: Sample[];
};

/** For people to read. Ratios and medians count: the machine is small and shared, so single figures wander. */
export function report(figures: Figures): string {
  const { machine, start, turns, acknowledgements: acks, memory, duplicates, bookings } = figures;
  return [
    `madoguchi bench: ${machine.cpus} x ${machine.model}, Node ${machine.node}`,
    `Server, PostgreSQL, LINE double and load share this machine; its load average before was ${machine.loadBefore.toFixed(1)}.`,
    '',
    'Start, until /readyz answers',
    ...table([
      ['first, with a new database', ms(start.firstMs)],
      ['second, on the same data', ms(start.secondMs)],
    ]),
    '',
    "Full turns: from the webhook's sending to the answer's arrival at the double",
    ...table([
      ['', 'turns', 'turns/s', 'p50', 'p95', 'p99', 'max', 'errors', 'CPU a turn: Node', 'PostgreSQL'],
      ...turns.map(turnRow),
    ]),
    ...turns.flatMap(({ name, load }) => Object.entries(load.errors).map(([what, count]) => `  ${name}: ${count} x ${what}`)),
    `  sent twice to one person: ${duplicates}; the open-loop webhooks went out ${ms(Math.max(...turns.map(({ load }) => load.late)))} late at most`,
    `  bookings made: ${Object.entries(bookings)
      .map(([state, count]) => `${count} ${state}`)
      .join(', ')}`,
    '',
    'Webhook acknowledgements: ours stores the event sealed and runs a whole turn for it besides; the plain way (Express,',
    "the SDK's middleware, one INSERT into the same PostgreSQL) does nothing else. Rounds in turns; medians, lowest to highest.",
    ...table([
      ['', 'a second', 'p50', 'p99', 'not 200'],
      ackRow('ours', acks.ours),
      ackRow('plain', acks.plain),
      ['ours / plain', acks.ratio.perSecond.toFixed(2), acks.ratio.p50.toFixed(2), acks.ratio.p99.toFixed(2), ''],
    ]),
    `  the turns behind a round of ours went on for ${median(acks.drainSeconds).toFixed(1)} s after its last acknowledgement`,
    '',
    'Memory in MB: the Node process (and its peak so far), and PostgreSQL with shared pages counted once',
    ...table([
      ['', 'Node', 'peak', 'heap in use', 'heap reserved', 'PostgreSQL'],
      ...memory.map((it) => [
        it.at,
        ...[it.residentMb, it.peakMb, it.heapUsedMb, it.heapMb, it.postgresMb].map((mb) => mb.toFixed(0)),
      ]),
    ]),
    '',
  ].join('\n');
}

function turnRow({ name, load, cost }: Figures['turns'][number]): string[] {
  const { p50, p95, p99, max } = load.latency;
  const errors = Object.values(load.errors).reduce((sum, one) => sum + one, 0);
  return [
    name,
    String(load.turns),
    load.perSecond.toFixed(1),
    ...[p50, p95, p99, max].map(ms),
    String(errors),
    ms(cost.nodeMs),
    ms(cost.postgresMs),
  ];
}

function ackRow(name: string, rounds: readonly Round[]): string[] {
  const spread = (of: (one: Round) => number, words: (value: number) => string): string => {
    const values = rounds.map(of);
    return `${words(median(values))} (${words(Math.min(...values))} to ${words(Math.max(...values))})`;
  };
  const errors = rounds.reduce((sum, one) => sum + one.errors, 0);
  return [
    name,
    spread(
      (it) => it.perSecond,
      (it) => it.toFixed(0),
    ),
    spread((it) => it.p50, ms),
    spread((it) => it.p99, ms),
    String(errors),
  ];
}

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;

/** Columns as wide as their widest cell; the first to the left, the others to the right. */
export function table(rows: readonly string[][]): string[] {
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(width(at)) : cell.padStart(width(at))));
    return `  ${cells.join('   ')}`.trimEnd();
  });
}
