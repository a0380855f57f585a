import { randomBytes } from 'node:crypto';
import type { Centre, ProviderKind } from '#policy/centre.ts';
import { type Settings, type SettingsProblem, suffix } from './env.ts';

/** The accounts that make meetings, of each centre whose file names a provider: its own, or outside production those of the doubles. */

/** `account`: Zoom's account id, or the tenant of Graph. */
export type MeetingAccount = { account: string; clientId: string; clientSecret: string; simulated: boolean };
export type MeetingBase = { api: string; login: string };
export type MeetingAccess = {
  accounts: ReadonlyMap<string, Partial<Record<ProviderKind, MeetingAccount>>>;
  /** Where real accounts are. */
  bases: Readonly<Record<ProviderKind, MeetingBase>>;
};
export type ReadMeetings = { kind: 'ok'; meetings: MeetingAccess } | { kind: 'invalid'; problems: SettingsProblem[] };

/** `variable`: one of the environment, undefined where it is not set or empty. */
export type MeetingSettings = Pick<Settings, 'production'> & { variable(name: string): string | undefined };

/** How each provider's variables begin, and what follows for its three parts. */
const NAMES = {
  zoom: { prefix: 'ZOOM', account: 'ACCOUNT_ID', from: 'the Server-to-Server OAuth app in the Zoom App Marketplace shows it' },
  teams: { prefix: 'GRAPH', account: 'TENANT_ID', from: 'the app registration in Microsoft Entra shows it' },
} as const;

const DEFAULTS: MeetingAccess['bases'] = {
  zoom: { api: 'https://api.zoom.us', login: 'https://zoom.us' },
  teams: { api: 'https://graph.microsoft.com', login: 'https://login.microsoftonline.com' },
};

/**
 * `chatsForReal`: the centre's clients are real people, who must never get a trial's meeting. All that is wrong is told at once, by the
 * names of the variables alone.
 */
export function meetingAccess(
  settings: MeetingSettings,
  centres: readonly Pick<Centre, 'id' | 'services'>[],
  chatsForReal: (centreId: string) => boolean = () => false,
): ReadMeetings {
  const problems: SettingsProblem[] = [];
  const accounts = new Map<string, Partial<Record<ProviderKind, MeetingAccount>>>();
  for (const { id, services } of centres) {
    const kinds = new Set(services.flatMap(({ meeting: { provider } }) => (provider ? [provider.kind] : [])));
    for (const kind of kinds) {
      const read = accountOf(settings, kind, id, chatsForReal(id));
      if (Array.isArray(read)) problems.push(...read);
      else accounts.set(id, { ...accounts.get(id), [kind]: read });
    }
  }
  const bases = { zoom: baseOf(settings, 'zoom'), teams: baseOf(settings, 'teams') };
  for (const kind of ['zoom', 'teams'] as const) {
    if ([...accounts.values()].some((its) => its[kind]?.simulated === false)) problems.push(...unsafe(kind, bases[kind]));
  }
  return problems.length > 0 ? { kind: 'invalid', problems } : { kind: 'ok', meetings: { accounts, bases } };
}

function accountOf(
  { production, variable }: MeetingSettings,
  kind: ProviderKind,
  centreId: string,
  chatsForReal: boolean,
): MeetingAccount | SettingsProblem[] {
  const { prefix, account: named, from } = NAMES[kind];
  const names = [named, 'CLIENT_ID', 'CLIENT_SECRET'].map((part) => `${prefix}_${part}_${suffix(centreId)}`);
  const [account, clientId, clientSecret] = names.map(variable);
  if (account !== undefined && clientId !== undefined && clientSecret !== undefined) {
    return { account, clientId, clientSecret, simulated: false };
  }
  const none = account === undefined && clientId === undefined && clientSecret === undefined;
  if (none && !production && !chatsForReal)
    return { account: random(), clientId: random(), clientSecret: random(), simulated: true };
  const message = `is missing; ${centreId} has its meetings made, and ${from}`;
  return names.filter((name) => variable(name) === undefined).map((name) => ({ variable: name, message }));
}

const random = (): string => randomBytes(24).toString('base64url');

const baseNames = (kind: ProviderKind) => ({
  api: `${NAMES[kind].prefix}_API_BASE_URL`,
  login: `${NAMES[kind].prefix}_LOGIN_BASE_URL`,
});

function baseOf({ variable }: MeetingSettings, kind: ProviderKind): MeetingBase {
  const { api, login } = baseNames(kind);
  const base = (name: string, usual: string) => (variable(name) ?? usual).replace(/\/+$/, '');
  return { api: base(api, DEFAULTS[kind].api), login: base(login, DEFAULTS[kind].login) };
}

/** A secret goes nowhere in the clear, but within this machine. */
function unsafe(kind: ProviderKind, base: MeetingBase): SettingsProblem[] {
  const names = baseNames(kind);
  const message = `expected an https address, such as ${DEFAULTS[kind].api}: the credentials are sent there`;
  return (['api', 'login'] as const).flatMap((which) => (isSafe(base[which]) ? [] : [{ variable: names[which], message }]));
}

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username, password, search, hash } = new URL(address);
  const plain = username === '' && password === '' && search === '' && hash === '';
  return plain && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname)));
}

/** What the doubles of a trial take: `vendor` as they name it. None where every account is real. */
export const simulatedAccounts = ({ accounts }: MeetingAccess) =>
  [...accounts.values()].flatMap((its) =>
    (['zoom', 'teams'] as const).flatMap((kind) => {
      const account = its[kind];
      if (!account?.simulated) return [];
      const { simulated, ...credentials } = account;
      return [{ vendor: kind === 'zoom' ? ('zoom' as const) : ('graph' as const), ...credentials }];
    }),
  );
