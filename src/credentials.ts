import { randomBytes } from 'node:crypto';
import type { TeamsCredentials } from '#bot/teams/credentials.ts';
import type { Centre } from '#policy/centre.ts';
import { type Settings, type SettingsProblem, suffix } from './env.ts';

/** LINE's credentials of each centre on LINE: its own, or outside production the simulator's, made anew at each start. */
export type LineCredentials = { channelSecret: string; channelAccessToken: string; simulated: boolean };

export type Credentials = { kind: 'ok'; line: Map<string, LineCredentials> } | { kind: 'invalid'; problems: SettingsProblem[] };

export function lineCredentials(settings: Settings, centreIds: readonly string[]): Credentials {
  const line = new Map<string, LineCredentials>();
  const problems: SettingsProblem[] = [];
  for (const centreId of centreIds) {
    const { channelSecret, channelAccessToken } = settings.line(centreId);
    if (channelSecret !== undefined && channelAccessToken !== undefined) {
      line.set(centreId, { channelSecret, channelAccessToken, simulated: false });
    } else if (settings.production || channelSecret !== undefined || channelAccessToken !== undefined) {
      problems.push(...missing(centreId, channelSecret, channelAccessToken));
    } else {
      line.set(centreId, { channelSecret: random(), channelAccessToken: random(), simulated: true });
    }
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', line };
}

function missing(centreId: string, secret: string | undefined, token: string | undefined): SettingsProblem[] {
  const message = `is missing; the LINE Developers Console shows it for the channel of ${centreId}`;
  return [
    ...(secret === undefined ? [{ variable: `LINE_CHANNEL_SECRET_${suffix(centreId)}`, message }] : []),
    ...(token === undefined ? [{ variable: `LINE_CHANNEL_ACCESS_TOKEN_${suffix(centreId)}`, message }] : []),
  ];
}

const random = (): string => randomBytes(24).toString('base64url');

const LOCAL = new Set(['127.0.0.1', '::1', '[::1]', 'localhost']);

/** The simulator's credentials protect nothing: whoever can reach the server could be anybody. So it must be this machine alone. */
export function mustBeLocal(
  settings: Settings,
  line: ReadonlyMap<string, LineCredentials>,
  teams?: TeamsAccess | undefined,
): SettingsProblem[] {
  const simulated = [...line.values()].some((it) => it.simulated);
  if (!simulated && !(teams && teams.credentials === undefined)) return [];
  const message = simulated
    ? "is not this machine, but a centre uses the simulator's credentials; set LINE's own for every centre, or stay local"
    : 'is not this machine, but a centre is on Teams without an app id; set MicrosoftAppId, or stay local';
  const problems: SettingsProblem[] = [];
  if (!LOCAL.has(settings.host)) problems.push({ variable: 'HOST', message });
  if (settings.publicUrl !== undefined && !LOCAL.has(new URL(settings.publicUrl).hostname)) {
    problems.push({ variable: 'PUBLIC_URL', message });
  }
  return problems;
}

/** What Teams is served with. No credentials: a trial with the playground, open to whoever reaches this machine. */
export type TeamsAccess = {
  credentials: TeamsCredentials | undefined;
  /** The centre of a Microsoft 365 organisation; undefined: none of ours. */
  centreOf(tenantId: string | undefined): string | undefined;
};

export type ReadTeams = { kind: 'ok'; teams: TeamsAccess | undefined } | { kind: 'invalid'; problems: SettingsProblem[] };

/** `centres`: those on Teams; undefined access where there is none. */
export function teamsAccess(settings: Settings, centres: readonly Pick<Centre, 'id' | 'teamsTenant'>[]): ReadTeams {
  if (centres.length === 0) return { kind: 'ok', teams: undefined };
  const read = registration(settings);
  const problems = [...(Array.isArray(read) ? read : []), ...unclearTenants(centres)];
  if (problems.length > 0 || Array.isArray(read)) return { kind: 'invalid', problems };
  return { kind: 'ok', teams: { credentials: read.credentials, centreOf: byTenant(centres) } };
}

const APP_TYPES = ['SingleTenant', 'UserAssignedMSI', 'MultiTenant'] as const;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Bot Framework names the variables. Without a type: single-tenant, which is what can be registered today. */
function registration({ teams, production }: Settings): { credentials: TeamsCredentials | undefined } | SettingsProblem[] {
  const { appId, password, type: named = 'SingleTenant', tenantId } = teams;
  if (appId === undefined) {
    if (!production && password === undefined && tenantId === undefined) return { credentials: undefined };
    const message = 'is missing; a centre is on Teams, and without the app id anybody could speak as its clients (docs/teams.md)';
    return [{ variable: 'MicrosoftAppId', message }];
  }
  const type = APP_TYPES.find((it) => it === named);
  const problems: SettingsProblem[] = [];
  if (!UUID.test(appId))
    problems.push({ variable: 'MicrosoftAppId', message: 'expected the id of the app registration, a UUID' });
  if (!type) problems.push({ variable: 'MicrosoftAppType', message: `expected one of ${APP_TYPES.join(', ')}` });
  if (type !== 'MultiTenant' && tenantId === undefined) {
    problems.push({
      variable: 'MicrosoftAppTenantId',
      message: 'is missing; the id of the organisation that the app is registered in',
    });
  }
  if (type !== 'UserAssignedMSI' && password === undefined) {
    problems.push({ variable: 'MicrosoftAppPassword', message: 'is missing; the client secret of the app registration' });
  }
  if (problems.length > 0 || !type) return problems;
  return { credentials: { appId, type, ...(password && { password }), ...(tenantId && { tenantId }) } };
}

/** One bot serves all: of several centres each must say whose clients are its own. */
function unclearTenants(centres: readonly Pick<Centre, 'id' | 'teamsTenant'>[]): SettingsProblem[] {
  const tenants = centres.map(({ teamsTenant }) => teamsTenant?.toLowerCase());
  const message = 'must be set, a different one for each, where several centres are on Teams';
  return centres
    .filter((_, at) => centres.length > 1 && (tenants[at] === undefined || tenants.indexOf(tenants[at]) !== at))
    .map(({ id }) => ({ variable: `${id}.yaml: teams-tenant`, message }));
}

const byTenant =
  (centres: readonly Pick<Centre, 'id' | 'teamsTenant'>[]): TeamsAccess['centreOf'] =>
  (tenantId) =>
    centres.find(({ teamsTenant }) => teamsTenant === undefined || teamsTenant.toLowerCase() === tenantId?.toLowerCase())?.id;
