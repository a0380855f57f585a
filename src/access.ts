import type { Centre } from '#policy/centre.ts';
import { type LineCredentials, lineCredentials, mustBeLocal, type TeamsAccess, teamsAccess } from './credentials.ts';
import type { Settings, SettingsProblem } from './env.ts';
import { missingMail } from './mailing.ts';
import { type MeetingAccess, meetingAccess } from './meeting-credentials.ts';

/** What the centres reach their clients and meetings with: credentials of their own, or outside production those of a trial. */
export type Access = {
  line: ReadonlyMap<string, LineCredentials>;
  /** Undefined where no centre is on Teams. */
  teams: TeamsAccess | undefined;
  meetings: MeetingAccess;
};
export type ReadAccess = { kind: 'ok'; access: Access } | { kind: 'invalid'; problems: SettingsProblem[] };

/** All that is wrong at once. */
export function readAccess(settings: Settings, centres: ReadonlyMap<string, Centre>): ReadAccess {
  const on = (name: Centre['channels'][number]) => [...centres.values()].filter(({ channels }) => channels.includes(name));
  const line = lineCredentials(
    settings,
    on('line').map(({ id }) => id),
  );
  const teams = teamsAccess(settings, on('teams'));
  const forReal = new Set([
    ...(line.kind === 'ok' ? [...line.line].filter(([, { simulated }]) => !simulated).map(([id]) => id) : []),
    ...(teams.kind === 'ok' && teams.teams?.credentials ? on('teams').map(({ id }) => id) : []),
  ]);
  const meetings = meetingAccess(settings, [...centres.values()], (id) => forReal.has(id));
  const problems = [line, teams, meetings].flatMap((read) => (read.kind === 'invalid' ? read.problems : []));
  const unsafe = line.kind === 'ok' && teams.kind === 'ok' ? mustBeLocal(settings, line.line, teams.teams) : [];
  const all = [...problems, ...missingMail(settings, centres), ...unsafe];
  if (line.kind !== 'ok' || teams.kind !== 'ok' || meetings.kind !== 'ok' || all.length > 0)
    return { kind: 'invalid', problems: all };
  return { kind: 'ok', access: { line: line.line, teams: teams.teams, meetings: meetings.meetings } };
}
