import { parseArgs } from 'node:util';

/** What a run of the bench does; bounded, so that it always ends. */
export type Options = {
  /** Length of the open-loop load; each closed-loop load takes half of it. */
  seconds: number;
  /** Turns a second of the open-loop load. */
  rate: number;
  people: number;
  /** Webhooks a round of the acknowledgement part, and rounds of each side. */
  webhooks: number;
  rounds: number;
  /** File for the figures. */
  json: string | undefined;
  /** Folder for a CPU profile of our server. */
  profile: string | undefined;
};

const BOUNDS = {
  seconds: { from: 2, to: 600, usual: 20 },
  rate: { from: 1, to: 1_000, usual: 50 },
  people: { from: 10, to: 600, usual: 300 },
  webhooks: { from: 100, to: 3_000, usual: 1_000 },
  rounds: { from: 1, to: 9, usual: 5 },
} as const;

type Bounded = keyof typeof BOUNDS;

export const USAGE = [
  'npm run bench -- [options]',
  ...Object.entries(BOUNDS).map(([name, { from, to, usual }]) => `  --${name} <${from} to ${to}>, ${usual} where absent`),
  '  --json <file>      writes the figures',
  "  --profile <folder> writes a CPU profile of our server's second start (figures are then slower)",
].join('\n');

/** Throws a RangeError or a TypeError in words for the command line. */
export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({
    args,
    options: {
      seconds: text,
      rate: text,
      people: text,
      webhooks: text,
      rounds: text,
      json: text,
      profile: text,
    },
  });
  const given: Record<string, string | undefined> = values;
  const number = (name: Bounded): number => bounded(name, given[name]);
  return {
    seconds: number('seconds'),
    rate: number('rate'),
    people: number('people'),
    webhooks: number('webhooks'),
    rounds: number('rounds'),
    json: values.json,
    profile: values.profile,
  };
}

function bounded(name: Bounded, given: string | undefined): number {
  const { from, to, usual } = BOUNDS[name];
  const value = given === undefined ? usual : Number(given);
  if (!Number.isInteger(value) || value < from || value > to)
    throw new RangeError(`--${name} must be a whole number from ${from} to ${to}`);
  return value;
}
