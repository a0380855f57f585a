import { describe, expect, test } from 'vitest';
import { readAccess } from '#access.ts';
import { readSettings } from '#env.ts';
import { simulatedAccounts } from '#meeting-credentials.ts';
import type { Centre, ProviderKind } from '#policy/centre.ts';
import { seedCentres } from './pages/serving.ts';

const PRODUCTION = { NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp' };
const LINE = { LINE_CHANNEL_SECRET_IZUMO: 'not-for-anybody', LINE_CHANNEL_ACCESS_TOKEN_IZUMO: 'not-for-anybody-either' };
const TEAMS = {
  MicrosoftAppId: '0f8b6f8e-0d6a-4c3e-9f5e-2a1b3c4d5e6f',
  MicrosoftAppPassword: 'not-for-anybody',
  MicrosoftAppTenantId: '11111111-2222-4333-8444-555555555555',
};
const ZOOM = {
  ZOOM_ACCOUNT_ID_IZUMO: 'account',
  ZOOM_CLIENT_ID_IZUMO: 'client',
  ZOOM_CLIENT_SECRET_IZUMO: 'not-for-anybody',
};
const GRAPH = ['TENANT_ID', 'CLIENT_ID', 'CLIENT_SECRET'].map((part) => `GRAPH_${part}_YAMAGUCHI_VOCATIONAL`);

/** Some of the seeds' centres; with a provider the meetings of all services are made by it. */
function centres(...of: readonly { id: string; provider?: ProviderKind; channels?: Centre['channels'] }[]) {
  const seeds = seedCentres();
  return new Map(
    of.map(({ id, provider, channels }) => {
      const centre = seeds.get(id) ?? expect.fail();
      const services = centre.services.map((service) => ({
        ...service,
        meeting: { ...service.meeting, ...(provider && { provider: { kind: provider, host: 'shokuin@example.jp' } }) },
      }));
      return [id, { ...centre, services, channels: channels ?? centre.channels }];
    }),
  );
}

function read(environment: Record<string, string>, of: ReadonlyMap<string, Centre>) {
  const settings = readSettings(environment);
  if (settings.kind === 'invalid') throw new Error(JSON.stringify(settings.problems));
  return readAccess(settings.settings, of);
}
function missing(...of: Parameters<typeof read>): string[] {
  const it = read(...of);
  return it.kind === 'invalid' ? it.problems.map(({ variable }) => variable) : [];
}
function access(...of: Parameters<typeof read>) {
  const it = read(...of);
  if (it.kind === 'invalid') throw new Error(JSON.stringify(it.problems));
  return it.access;
}

const IZUMO = centres({ id: 'izumo', provider: 'zoom' });
const YAMAGUCHI = centres({ id: 'yamaguchi-vocational', provider: 'teams' });

describe('what is wrong is told all at once', () => {
  test('in production: LINE, Teams, meetings and mails', () => {
    const named = missing(PRODUCTION, new Map([...IZUMO, ...YAMAGUCHI]));
    expect(named).toEqual([...Object.keys(LINE), 'MicrosoftAppId', ...Object.keys(ZOOM), ...GRAPH, 'SMTP_URL']);
  });

  test("in a trial: half a pair of one centre, a trial's meetings for the clients of another, and an address that is not this machine", () => {
    const all = new Map([...IZUMO, ...centres({ id: 'hakodate' }, { id: 'matsudo-mothers' })]);
    const environment = { ...LINE, LINE_CHANNEL_SECRET_HAKODATE: 'not-for-anybody', HOST: '0.0.0.0' };
    expect(missing(environment, all)).toEqual(['LINE_CHANNEL_ACCESS_TOKEN_HAKODATE', ...Object.keys(ZOOM), 'HOST']);
  });

  test('in a trial: half a registration, and the meetings of its centre', () => {
    expect(missing({ MicrosoftAppId: TEAMS.MicrosoftAppId, MicrosoftAppPassword: 'not-for-anybody' }, YAMAGUCHI)).toEqual([
      'MicrosoftAppTenantId',
      ...GRAPH,
    ]);
  });

  test('by names alone: no secret is told', () => {
    const half = { ...LINE, ZOOM_CLIENT_SECRET_IZUMO: 'not-for-anybody', LINE_CHANNEL_SECRET_HAKODATE: 'not-for-anybody' };
    const it = read({ ...half, MicrosoftAppPassword: 'not-for-anybody' }, new Map([...seedCentres(), ...IZUMO]));
    expect(it.kind).toBe('invalid');
    expect(JSON.stringify(it)).not.toContain('not-for-anybody');
  });
});

describe("a trial's meetings", () => {
  test('are for a trial: with the simulator, or the playground of Teams', () => {
    const { meetings, teams } = access({}, new Map([...IZUMO, ...YAMAGUCHI]));
    expect(simulatedAccounts(meetings).map(({ vendor }) => vendor)).toEqual(['zoom', 'graph']);
    expect(teams).toMatchObject({ credentials: undefined });
  });

  test.each([
    ['LINE', LINE],
    ['Teams, while LINE is simulated', TEAMS],
  ])('are never for clients who are really on %s', (_, environment: Record<string, string>) => {
    const both = centres({ id: 'izumo', provider: 'zoom', channels: ['line', 'teams'] });
    expect(missing(environment, both)).toEqual(Object.keys(ZOOM));
    const { meetings } = access({ ...environment, ...ZOOM }, both);
    expect(meetings.accounts.get('izumo')).toMatchObject({ zoom: { account: 'account', simulated: false } });
  });

  test("stay a trial's at one centre while the clients of another are real", () => {
    const { meetings } = access({ ...TEAMS }, new Map([...IZUMO, ...centres({ id: 'yamaguchi-vocational' })]));
    expect(simulatedAccounts(meetings)).toHaveLength(1);
  });
});

test('where no centre is on Teams nothing of it is needed, and what is set of it does not matter', () => {
  const izumo = centres({ id: 'izumo' });
  const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'madoguchi@example.jp' };
  for (const environment of [{}, { MicrosoftAppPassword: 'not-for-anybody' }]) {
    expect(access({ ...PRODUCTION, ...LINE, ...mail, ...environment }, izumo)).toMatchObject({
      teams: undefined,
      meetings: { accounts: new Map() },
    });
  }
  expect(access(TEAMS, IZUMO).meetings.accounts.get('izumo')?.zoom?.simulated).toBe(true);
});
