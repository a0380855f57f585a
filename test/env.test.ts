import { describe, expect, test } from 'vitest';
import { readSettings, suffix } from '#env.ts';

function settings(environment: Record<string, string> = {}) {
  const read = readSettings(environment);
  if (read.kind === 'invalid') throw new Error(JSON.stringify(read.problems));
  return read.settings;
}

function problems(environment: Record<string, string>) {
  const read = readSettings(environment);
  return read.kind === 'invalid' ? read.problems : [];
}

test('without anything set it is a trial on this machine', () => {
  const { line, variable, ...rest } = settings();
  expect(rest).toEqual({
    production: false,
    teams: { appId: undefined, password: undefined, type: undefined, tenantId: undefined },
    port: 3000,
    host: '127.0.0.1',
    databaseUrl: undefined,
    dataDir: './data',
    centresDir: './centres',
    publicUrl: undefined,
    lineApiBaseUrl: undefined,
    mail: undefined,
    dataKeys: undefined,
    lookupKey: undefined,
    demoNow: undefined,
    logLevel: 'warn',
  });
  expect(line('izumo')).toEqual({ channelSecret: undefined, channelAccessToken: undefined });
});

test('every variable is read', () => {
  const read = settings({
    NODE_ENV: 'test',
    PORT: '8080',
    HOST: '0.0.0.0',
    DATABASE_URL: 'postgresql://user:password@db:5432/madoguchi',
    DATA_DIR: '/var/lib/madoguchi',
    CENTRES_DIR: '/etc/madoguchi',
    PUBLIC_URL: 'https://yoyaku.example.jp/',
    LINE_API_BASE_URL: 'http://127.0.0.1:4000//',
    SMTP_URL: 'smtps://user:password@mail.example.jp:465',
    MAIL_FROM: '予約窓口 <madoguchi@example.jp>',
    DATA_KEYS: 'k1:AAAA',
    LOOKUP_KEY: 'BBBB',
    DEMO_NOW: '2026-11-24T10:00:00+09:00',
    LOG_LEVEL: 'debug',
    LINE_CHANNEL_SECRET_MATSUDO_MOTHERS: 'secret',
    LINE_CHANNEL_ACCESS_TOKEN_MATSUDO_MOTHERS: 'token',
  });
  expect(read).toMatchObject({
    production: false,
    port: 8080,
    host: '0.0.0.0',
    databaseUrl: 'postgresql://user:password@db:5432/madoguchi',
    dataDir: '/var/lib/madoguchi',
    centresDir: '/etc/madoguchi',
    publicUrl: 'https://yoyaku.example.jp',
    lineApiBaseUrl: 'http://127.0.0.1:4000',
    mail: { url: 'smtps://user:password@mail.example.jp:465', from: '予約窓口 <madoguchi@example.jp>' },
    dataKeys: 'k1:AAAA',
    lookupKey: 'BBBB',
    logLevel: 'debug',
  });
  expect(read.demoNow?.toISO()).toBe('2026-11-24T10:00:00.000+09:00');
  expect(read.line('matsudo-mothers')).toEqual({ channelSecret: 'secret', channelAccessToken: 'token' });
});

test('a time for trials without a zone is one of Tokyo', () => {
  expect(settings({ DEMO_NOW: '2026-11-24T10:00' }).demoNow?.toISO()).toBe('2026-11-24T10:00:00.000+09:00');
});

test('an empty variable counts as absent', () => {
  expect(settings({ PORT: '', PUBLIC_URL: '', DEMO_NOW: '', LINE_CHANNEL_SECRET_IZUMO: '' })).toMatchObject({ port: 3000 });
  expect(settings({ LINE_CHANNEL_SECRET_IZUMO: '' }).line('izumo').channelSecret).toBeUndefined();
});

describe('a value that cannot be used is named, and never shown', () => {
  test.each([
    ['PORT', 'hunter2'],
    ['PORT', '70000'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['DATABASE_URL', 'mysql://user:hunter2@db/madoguchi'],
    ['DATABASE_URL', 'hunter2'],
    ['PUBLIC_URL', 'hunter2'],
    ['PUBLIC_URL', 'ftp://hunter2'],
    ['LINE_API_BASE_URL', 'hunter2'],
    ['SMTP_URL', 'http://hunter2'],
    ['MAIL_FROM', 'hunter2'],
    ['MAIL_FROM', 'hunter2@example.jp\r\nBcc: other@example.jp'],
    ['DEMO_NOW', 'hunter2'],
    ['LOG_LEVEL', 'hunter2'],
  ])('%s=%s', (variable, value) => {
    const found = problems({ [variable]: value });
    expect(found.map((it) => it.variable)).toEqual([variable]);
    expect(found[0]?.message).toMatch(/^expected \S/);
    expect(JSON.stringify(found)).not.toContain(value);
  });

  test('all of them at once', () => {
    expect(
      problems({ PORT: 'x', PUBLIC_URL: 'x', LOG_LEVEL: 'x' })
        .map(({ variable }) => variable)
        .sort(),
    ).toEqual(['LOG_LEVEL', 'PORT', 'PUBLIC_URL']);
  });
});

test('a mail server without a sender, or a sender without a server, is half a setting', () => {
  expect(problems({ SMTP_URL: 'smtp://mail.example.jp' })).toEqual([
    { variable: 'MAIL_FROM', message: expect.stringContaining('SMTP_URL is set') },
  ]);
  expect(problems({ MAIL_FROM: 'madoguchi@example.jp' })).toEqual([
    { variable: 'SMTP_URL', message: expect.stringContaining('MAIL_FROM is set') },
  ]);
});

describe('in production', () => {
  const production = { NODE_ENV: 'production', PUBLIC_URL: 'https://yoyaku.example.jp' };

  test('no clock is set', () => {
    expect(problems({ ...production, DEMO_NOW: '2026-11-24T10:00:00+09:00' })).toEqual([
      { variable: 'DEMO_NOW', message: expect.stringContaining('trials only') },
    ]);
  });

  test('the base of our links must be known', () => {
    expect(problems({ NODE_ENV: 'production' }).map(({ variable }) => variable)).toEqual(['PUBLIC_URL']);
  });

  test('a little more is logged', () => {
    expect(settings(production)).toMatchObject({ production: true, logLevel: 'info' });
  });
});

test("a centre's id in the name of a variable is in upper case with underscores", () => {
  expect(suffix('matsudo-mothers')).toBe('MATSUDO_MOTHERS');
});
