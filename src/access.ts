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

/** All that is wrong at once: each centre and channel is judged whatever is wrong with another. */
export function readAccess(settings: Settings, centres: ReadonlyMap<string, Centre>): ReadAccess {
  const all = [...centres.values()];
  const line = on('line', all).map(({ id }) => lineCredentials(settings, [id]));
  const teams = teamsAccess(settings, on('teams', all));
  const meetings = meetingAccess(settings, all, forReal(settings, all));
  const atLine = new Map(line.flatMap((read) => (read.kind === 'ok' ? [...read.line] : [])));
  const atTeams = teams.kind === 'ok' ? teams.teams : undefined;
  const problems = [
    ...[...line, teams, meetings].flatMap((read) => (read.kind === 'invalid' ? read.problems : [])),
    ...missingMail(settings, centres),
    ...mustBeLocal(settings, atLine, atTeams),
  ];
  if (meetings.kind !== 'ok' || problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'ok', access: { line: atLine, teams: atTeams, meetings: meetings.meetings } };
}

const on = (name: Centre['channels'][number], centres: readonly Centre[]): Centre[] =>
  centres.filter(({ channels }) => channels.includes(name));

/** Whose clients are real people: on LINE or on Teams with credentials of the centre's own, as soon as a part of them is there. */
function forReal(settings: Settings, centres: readonly Centre[]): (centreId: string) => boolean {
  const atLine = on('line', centres).filter(({ id }) => Object.values(settings.line(id)).some((it) => it !== undefined));
  const atTeams = settings.teams.appId === undefined ? [] : on('teams', centres);
  const ids = new Set([...atLine, ...atTeams].map(({ id }) => id));
  return (centreId) => ids.has(centreId);
}
