import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { isPostgresOn } from '#store/processes.ts';
import { freePort, startDatabase } from '#store/server.ts';
import { press, say, smallCounter, TO_THE_TIMES, walk, wordsOf } from '../stress/walking.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { inTokyo } from '../support/tokyo.ts';
import { lineOutside } from './line-outside.ts';

/** A process manager waits so long before it kills. */
const STOPS_WITHIN_MS = 10_000;

let home: string;
let dataDir: string;
let running: ServerProcess[];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'madoguchi-life-'));
  dataDir = join(home, 'data');
  running = [];
});
afterEach(async () => {
  await Promise.all(running.map((server) => server.kill()));
  // A database that a killed server left behind.
  if (databasePid(dataDir) !== undefined) await (await startDatabase({ dataDir })).stop();
  rmSync(home, { recursive: true, force: true });
});

function start(env: Record<string, string> = {}, command?: [string, ...string[]]): ServerProcess {
  const server = startServer({ env: { DATA_DIR: dataDir, ...env }, ...(command && { command }) });
  running.push(server);
  return server;
}

/** The PostgreSQL of a data folder, by its own note. */
function databasePid(folder: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}

const databaseRuns = async (pid: number | undefined): Promise<boolean> =>
  pid !== undefined && (await isPostgresOn(pid, join(dataDir, 'postgres')));

/** Starts, expects that it refuses, and answers what it said. */
async function refusal(env: Record<string, string>): Promise<string> {
  const server = start(env);
  expect(await server.ended).toEqual({ code: 1, signal: null });
  const { stderr } = server.output();
  expect(stderr).toContain('madoguchi did not start.');
  expect(stderr).not.toMatch(/\n\s+at /);
  return stderr;
}

describe('start and stop', () => {
  test('the first lines name the simulator, the centres and the folder of the data', async () => {
    const server = start();
    const url = await server.ready;
    const { stdout } = server.output();
    expect(stdout).toContain(`Simulator  ${url}/simulator`);
    expect(stdout).toContain(`Data       ${dataDir}`);
    for (const id of ['hakodate', 'izumo', 'matsudo-mothers', 'online-hellowork', 'yamaguchi-vocational'])
      expect(stdout).toContain(id);
    expect((await fetch(`${url}/simulator`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('%s stops everything within ten seconds, the database too', async (signal) => {
    const server = start();
    const url = await server.ready;
    const database = databasePid(dataDir);
    expect(await databaseRuns(database)).toBe(true);
    // A page that stays open, as the simulator's does, must not hold it up.
    const open = await fetch(`${url}/simulator/events`);
    const began = performance.now();
    server.signal(signal);
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(STOPS_WITHIN_MS);
    expect(await databaseRuns(database)).toBe(false);
    expect(server.output().stderr).toBe('');
    await open.body?.cancel().catch(() => undefined);
  });

  test('a signal during the first start leaves no database behind', async () => {
    const server = start();
    await server.says('The first start makes the database');
    server.signal('SIGTERM');
    expect(await server.ended).toEqual({ code: 0, signal: null });
    expect(databasePid(dataDir)).toBeUndefined();
  });

  test('a signal to `npm start` stops the server and its database', async () => {
    const server = start({}, ['npm', 'start']);
    await server.ready;
    const database = databasePid(dataDir);
    server.signal('SIGTERM');
    await server.ended;
    expect(await databaseRuns(database)).toBe(false);
    expect(databasePid(dataDir)).toBeUndefined();
  });

  test('a second start goes on where the first ended', async () => {
    const counter = smallCounter();
    const line = await lineOutside(stoppedClock(inTokyo('2026-11-20T10:00')), [counter.centreId]);
    const env = { ...line.env, CENTRES_DIR: counter.centresDir, DEMO_NOW: '2026-11-20T10:00:00+09:00' };
    const talk = { centreId: counter.centreId, userId: line.platform.addUser({ name: 'A' }).userId };
    try {
      const first = start(env);
      line.servedAt(await first.ready);
      expect(first.output().stdout).toContain(`Address    ${await first.ready}`);
      await walk(line.platform, talk, TO_THE_TIMES);
      first.signal('SIGTERM');
      await first.ended;

      const second = start(env);
      line.servedAt(await second.ready);
      expect(second.output().stdout).not.toContain('first start');
      expect(wordsOf(await walk(line.platform, talk, [press('11:00'), press('予約する')]))).toContain('予約が確定しました');
      expect(wordsOf(await walk(line.platform, talk, [say('予約を確認する')]))).toContain('確定しています');
    } finally {
      await line.stop();
      counter.remove();
    }
  });

  test('a first start that was killed half-way does not stand in the way of the next', async () => {
    const first = start();
    await first.says('The first start makes the database');
    await first.kill();
    const url = await start().ready;
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('after kill -9 the next start stops the database that was left and goes on', async () => {
    const first = start();
    await first.ready;
    const orphan = databasePid(dataDir);
    await first.kill();
    expect(await databaseRuns(orphan)).toBe(true);

    const second = start();
    const url = await second.ready;
    expect(databasePid(dataDir)).not.toBe(orphan);
    expect(await databaseRuns(orphan)).toBe(false);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });
});

describe('a start that cannot be', () => {
  test('a second process on the same data is refused, and the first goes on', async () => {
    const first = start();
    const url = await first.ready;
    const said = await refusal({});
    expect(said).toContain(`Another madoguchi process (pid ${first.pid}) is using ${dataDir}`);
    expect(said).toContain('DATA_DIR');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  test('a port in use is named', async () => {
    const first = start();
    const { port } = new URL(await first.ready);
    const said = await refusal({ PORT: port, DATA_DIR: join(home, 'other') });
    expect(said).toContain(`Port ${port} on 127.0.0.1 is in use`);
    expect(said).toContain('set PORT to a free one');
  });

  test.each([
    ['PORT', 'three thousand'],
    ['PORT', '70000'],
    ['DATABASE_URL', 'mysql://localhost/x'],
    ['PUBLIC_URL', 'not an address'],
    ['DEMO_NOW', 'yesterday'],
    ['HOST', '0.0.0.0'],
    ['PUBLIC_URL', 'https://madoguchi.example.jp'],
    ['LINE_CHANNEL_SECRET_IZUMO', ''],
  ])('%s=%s is refused by name', async (variable, value) => {
    const half = variable.startsWith('LINE_') ? { LINE_CHANNEL_ACCESS_TOKEN_IZUMO: 'only-the-token' } : {};
    const said = await refusal({ ...half, [variable]: value });
    expect(said).toContain(variable);
    expect(said).not.toContain('only-the-token');
  });

  test('an invalid centre file is named with the path and the expectation', async () => {
    const centresDir = join(home, 'centres');
    cpSync('centres', centresDir, { recursive: true });
    const file = join(centresDir, 'izumo.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace('length-minutes: { value: 30', 'length-minutes: { value: soon'));
    const said = await refusal({ CENTRES_DIR: centresDir });
    expect(said).toContain('izumo.yaml');
    expect(said).toContain('length-minutes');
    expect(said).toContain('expected');
  });
});

describe('production', () => {
  const KEYS = { DATA_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`, LOOKUP_KEY: Buffer.alloc(32, 2).toString('base64') };
  const CREDENTIALS = { LINE_CHANNEL_SECRET_IZUMO: 'not-shown-1', LINE_CHANNEL_ACCESS_TOKEN_IZUMO: 'not-shown-2' };
  /** Izumo's telephone numbers are its own: no sample. */
  const production = (): Record<string, string> => {
    const centresDir = join(home, 'centres');
    mkdirSync(centresDir, { recursive: true });
    cpSync('centres/izumo.yaml', join(centresDir, 'izumo.yaml'));
    const mail = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'madoguchi@example.jp' };
    return { NODE_ENV: 'production', CENTRES_DIR: centresDir, PUBLIC_URL: 'https://madoguchi.example.jp', ...mail };
  };

  test('with credentials and keys it starts, without the simulator', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const server = start({ ...production(), ...KEYS, ...CREDENTIALS, PORT: `${port}` });
    expect(await server.ready).toBe('https://madoguchi.example.jp');
    expect(server.output().stdout).not.toContain('imulator');
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    expect((await fetch(`${url}/simulator`)).status).toBe(404);
  });

  test('a missing PUBLIC_URL is named', async () => {
    expect(await refusal({ ...production(), ...KEYS, ...CREDENTIALS, PUBLIC_URL: '' })).toContain('PUBLIC_URL');
  });

  test('a missing mail server is named where a centre sends e-mail', async () => {
    const said = await refusal({ ...production(), ...KEYS, ...CREDENTIALS, SMTP_URL: '', MAIL_FROM: '' });
    expect(said).toContain('SMTP_URL');
    expect(said).toContain('izumo');
  });

  test('missing credentials are named', async () => {
    const said = await refusal({ ...production(), ...KEYS });
    expect(said).toContain('LINE_CHANNEL_SECRET_IZUMO');
    expect(said).toContain('LINE_CHANNEL_ACCESS_TOKEN_IZUMO');
  });

  test.each(['DATA_KEYS', 'LOOKUP_KEY'] as const)('without %s it does not start', async (name) => {
    const said = await refusal({ ...production(), ...KEYS, ...CREDENTIALS, [name]: '' });
    expect(said).toContain(name);
    expect(said).not.toContain('not-shown');
  });

  test('a telephone number that is a sample is named with file and path', async () => {
    const said = await refusal({ ...production(), ...KEYS, ...CREDENTIALS, CENTRES_DIR: 'centres' });
    expect(said).toContain('matsudo-mothers.yaml');
    expect(said).toContain('phone');
  });

  test('DEMO_NOW is refused', async () => {
    expect(await refusal({ ...production(), ...KEYS, ...CREDENTIALS, DEMO_NOW: '2026-11-20T10:00' })).toContain('DEMO_NOW');
  });
});
