import type { SettingsProblem } from './env.ts';

/** What the start says, in a few lines for the person at the shell. */

/** A start that cannot go on: what is wrong and what to do, one line each. Not a fault of ours, so without a trace. */
export class CannotStart extends Error {
  override readonly name = 'CannotStart';
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export const cannotStartFor = (problems: readonly SettingsProblem[]): CannotStart =>
  new CannotStart(['These settings cannot be used:', ...problems.map(({ variable, message }) => `  ${variable} ${message}`)]);

export type Started = {
  url: string;
  simulator: boolean;
  centres: readonly { id: string; name: string; channels: readonly ('line' | 'teams')[]; samples: number }[];
  /** A centre is on Teams: for real, or for a trial with the playground. */
  teams?: 'real' | 'trial' | undefined;
  /** Where the data is: a folder, or the database of `DATABASE_URL` (never its address, which holds a password). */
  data: string;
  demoNow: string | undefined;
  /** Offices that are not written to: a line for each file, with the paths in it. */
  withoutMail?: readonly string[] | undefined;
  /** The one-time link for the first administrator, while nobody has an account. */
  welcome?: string | undefined;
};

const CHANNELS = { line: 'LINE', teams: 'Microsoft Teams' } as const;

const TEAMS = {
  real: (url: string) => [`  Teams      ${url}/api/messages`],
  trial: (url: string) => {
    const { port } = new URL(url);
    const command = `${port === '3000' ? '' : `PORT=${port} `}npm run teams:playground`;
    return [`  Teams      ${command}   in another shell: a Teams client for a trial on this machine`];
  },
} as const;

export function startedLines({ url, simulator, centres, data, demoNow, welcome, teams, withoutMail = [] }: Started): string[] {
  const width = Math.max(...centres.map(({ id }) => id.length));
  return [
    '',
    '  madoguchi is ready.',
    '',
    simulator ? `  Simulator  ${url}/simulator` : `  Address    ${url}`,
    ...(teams === undefined ? [] : TEAMS[teams](url)),
    `  Console    ${url}/console`,
    ...(welcome === undefined
      ? []
      : [
          '             Nobody has an account yet. The first administrator opens this once, within 48 hours:',
          `             ${welcome}`,
        ]),
    `  Data       ${data}`,
    ...(demoNow ? [`  Clock      starts at ${demoNow} (Asia/Tokyo)`] : []),
    '  Centres',
    ...centres.map(
      ({ id, name, channels, samples }) =>
        `    ${id.padEnd(width)}  ${name} (${channels.map((it) => CHANNELS[it]).join(', ')})${samples > 0 ? `, ${samples} sample values to replace` : ''}`,
    ),
    ...(withoutMail.length === 0
      ? []
      : [
          '  Warning    Offices without an e-mail address are not told what waits while no console is open. To be set:',
          ...withoutMail.map((where) => `             ${where}`),
        ]),
    '',
    '  Stop with Ctrl-C.',
    '',
  ];
}
