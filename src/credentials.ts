import { randomBytes } from 'node:crypto';
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
export function mustBeLocal(settings: Settings, line: ReadonlyMap<string, LineCredentials>): SettingsProblem[] {
  if (![...line.values()].some(({ simulated }) => simulated)) return [];
  const message =
    "is not this machine, but a centre uses the simulator's credentials; set LINE's own for every centre, or stay local";
  const problems: SettingsProblem[] = [];
  if (!LOCAL.has(settings.host)) problems.push({ variable: 'HOST', message });
  if (settings.publicUrl !== undefined && !LOCAL.has(new URL(settings.publicUrl).hostname)) {
    problems.push({ variable: 'PUBLIC_URL', message });
  }
  return problems;
}
