import { expect, test } from 'vitest';
import { type MeetingSettings, meetingAccess, simulatedAccounts } from '#meeting-credentials.ts';
import type { Centre, ProviderKind } from '#policy/centre.ts';
import { loadCentres } from '#policy/centres-folder.ts';

function centre(id: string, ...kinds: (ProviderKind | undefined)[]): Pick<Centre, 'id' | 'services'> {
  const loaded = loadCentres('centres');
  const service = loaded.kind === 'ok' ? loaded.centres.get('hakodate')?.services[0] : undefined;
  if (!service) throw new Error('no service');
  const services = kinds.map((kind) => ({
    ...service,
    meeting: { ...service.meeting, ...(kind && { provider: { kind, host: 'shokuin@example.jp' } }) },
  }));
  return { id, services };
}

const given = (variables: Record<string, string>, production = false): MeetingSettings => ({
  production,
  variable: (name) => variables[name],
});
const ZOOM = {
  ZOOM_ACCOUNT_ID_MATSUDO_MOTHERS: 'account',
  ZOOM_CLIENT_ID_MATSUDO_MOTHERS: 'client',
  ZOOM_CLIENT_SECRET_MATSUDO_MOTHERS: 'not-for-anybody',
};
const GRAPH = { GRAPH_TENANT_ID_IZUMO: 'tenant', GRAPH_CLIENT_ID_IZUMO: 'client', GRAPH_CLIENT_SECRET_IZUMO: 'not-for-anybody' };
const matsudo = centre('matsudo-mothers', 'zoom', 'zoom', undefined);

const namesOf = (read: ReturnType<typeof meetingAccess>) =>
  read.kind === 'invalid' ? read.problems.map(({ variable }) => variable) : [];

test('a centre whose file names no provider needs no account, also in production', () => {
  const read = meetingAccess(given({}, true), [centre('hakodate', undefined)]);
  expect(read).toMatchObject({ kind: 'ok', meetings: { accounts: new Map() } });
});

test('the accounts of a centre are read by its name, one of each provider', () => {
  const read = meetingAccess(given({ ...ZOOM, ...GRAPH }, true), [matsudo, centre('izumo', 'teams')]);
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read));
  const its = { clientId: 'client', clientSecret: 'not-for-anybody', simulated: false };
  expect(read.meetings.accounts).toEqual(
    new Map([
      ['matsudo-mothers', { zoom: { account: 'account', ...its } }],
      ['izumo', { teams: { account: 'tenant', ...its } }],
    ]),
  );
  expect(read.meetings.bases).toEqual({
    zoom: { api: 'https://api.zoom.us', login: 'https://zoom.us' },
    teams: { api: 'https://graph.microsoft.com', login: 'https://login.microsoftonline.com' },
  });
  expect(simulatedAccounts(read.meetings)).toEqual([]);
});

test('outside production the doubles stand in for all of it, with secrets made anew', () => {
  const read = meetingAccess(given({}), [matsudo, centre('izumo', 'teams')]);
  if (read.kind !== 'ok') throw new Error(JSON.stringify(read));
  expect(simulatedAccounts(read.meetings).map(({ vendor }) => vendor)).toEqual(['zoom', 'graph']);
  expect(new Set(simulatedAccounts(read.meetings).map(({ clientSecret }) => clientSecret)).size).toBe(2);
});

test('without an account production does not start, nor a centre whose clients are real; the variables are named', () => {
  for (const read of [meetingAccess(given({}, true), [matsudo]), meetingAccess(given({}), [matsudo], () => true)]) {
    expect(namesOf(read)).toEqual(Object.keys(ZOOM));
  }
});

test('half an account is none: what is missing is named, and nothing of what is there', () => {
  const { ZOOM_CLIENT_SECRET_MATSUDO_MOTHERS: _missing, ...half } = ZOOM;
  const read = meetingAccess(given(half), [matsudo]);
  expect(namesOf(read)).toEqual(['ZOOM_CLIENT_SECRET_MATSUDO_MOTHERS']);
  expect(JSON.stringify(read)).not.toContain('"account"');
});

test.each([
  'http://api.example.jp',
  'ftp://127.0.0.1',
  'nonsense',
  'https://user:word@api.example.jp',
  'https://api.example.jp?a',
])('a real secret is not sent to %s', (base) => {
  expect(namesOf(meetingAccess(given({ ...ZOOM, ZOOM_LOGIN_BASE_URL: base }), [matsudo]))).toEqual(['ZOOM_LOGIN_BASE_URL']);
});

test.each(['https://graph.example.jp/', 'http://127.0.0.1:3999', 'http://localhost:3999'])('but to %s', (base) => {
  const read = meetingAccess(given({ ...GRAPH, GRAPH_API_BASE_URL: base }), [centre('izumo', 'teams')]);
  expect(read).toMatchObject({ kind: 'ok', meetings: { bases: { teams: { api: base.replace(/\/$/, '') } } } });
});
