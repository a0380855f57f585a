import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { movableClock, systemClock, ZONE } from '#clock.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { parseKeys } from '#store/keys.ts';
import { openStore } from '#store/open.ts';
import { consolePages, type Page } from './console/pages.ts';
import { keptKeys, seed } from './console/seeding.ts';
import { type Latency, latencyOf } from './figures.ts';
import { channelOf, type OurServer, postgresOf, START, startOurServer } from './our-server.ts';
import { messageOf, program, type Undoing, undoing } from './processes.ts';
import { table } from './report.ts';

/** `npm run bench:console`: every page of the console with 50,000 bookings in the database, beside a plain page. See README.md. */

type Options = { bookings: number; requests: number; width: number; json: string | undefined };
type Measured = { name: string; latency: Latency; bytes: number; errors: number };

const CENTRE = 'hakodate';
const NOW = DateTime.fromISO(START, { zone: ZONE });
const WARM_UP = 5;

async function bench(options: Options, undo: Undoing): Promise<string> {
  const [loadBefore = 0] = loadavg();
  const dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'));
  undo.last(() => rm(dataDir, { recursive: true, force: true }));
  say('starting our server');
  const channels = ['hakodate', 'izumo', 'matsudo-mothers', 'online-hellowork'].map(channelOf);
  // No LINE is there: that what falls due does not get through is no news.
  const nowhere = { lineApi: 'http://127.0.0.1:9', logLevel: 'error' };
  const ours = await startOurServer({ dataDir, channels, ...nowhere }, movableClock(NOW));
  undo.last(() => ours.program.stop());
  const { url } = await postgresOf(dataDir);
  const keys = parseKeys(keptKeys(dataDir));

  say(`seeding ${options.bookings} bookings`);
  const loaded = loadCentres('centres');
  if (loaded.kind === 'invalid') throw new Error('the centre files cannot be read');
  const began = systemClock.uptime();
  const rows = await seed({ url, keys, centres: [...loaded.centres.values()], bookings: options.bookings, now: NOW });
  const seconds = (systemClock.uptime() - began) / 1000;

  const cookie = await signedIn(url, keys);
  const plain = program(['bench/console/plain-page.ts', url], { ipc: true });
  undo.last(() => plain.stop());
  const { url: plainUrl } = await messageOf<{ url: string }>(plain);
  const baseline = await measured({ name: 'plain page', path: '' }, plainUrl, '', options);
  const pages: Measured[] = [];
  for (const page of await consolePages(url, CENTRE))
    pages.push(await measureOurs(page, ours, page.path === '/console/sign-in' ? '' : cookie, options));
  const figures = {
    machine: { cpus: cpus().length, model: cpus()[0]?.model ?? 'unknown', loadBefore },
    options,
    rows,
    seconds,
    baseline,
    pages,
  };
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
  return report(figures);
}

/** An administrator of the centre: straight through the store, as the first one is made. */
async function signedIn(url: string, keys: ReturnType<typeof parseKeys>): Promise<string> {
  const store = await openStore({ url, keys, poolSize: 3 });
  try {
    const token = await store.staff.invite({ role: 'administrator', centreIds: [CENTRE], now: NOW });
    const joined = await store.staff.join({
      token,
      login: 'bench',
      name: '計測 太郎',
      password: 'bench only, on a throw-away database',
      now: NOW,
    });
    if (joined.kind !== 'joined') throw new Error(`the bench could not sign in: ${joined.kind}`);
    return `madoguchi_session=${joined.token}`;
  } finally {
    await store.close();
  }
}

const measureOurs = (page: Page, ours: OurServer, cookie: string, options: Options): Promise<Measured> => {
  say(page.name);
  return measured(page, ours.url, cookie, options);
};

/** `width` requests at a time, until so many are answered; the first few are not counted. */
async function measured({ name, path }: Page, base: string, cookie: string, { requests, width }: Options): Promise<Measured> {
  const millis: number[] = [];
  let [bytes, errors, left] = [0, 0, requests + WARM_UP];
  const one = async (): Promise<void> => {
    for (; left > 0; ) {
      const counted = left <= requests;
      left -= 1;
      const began = systemClock.uptime();
      const response = await fetch(base + path, { headers: { cookie }, redirect: 'manual' });
      bytes = (await response.arrayBuffer()).byteLength;
      if (counted) millis.push(systemClock.uptime() - began);
      if (response.status !== 200) errors += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, one));
  return { name, latency: latencyOf(millis), bytes, errors };
}

type Figures = {
  machine: { cpus: number; model: string; loadBefore: number };
  options: Options;
  rows: Record<string, number>;
  seconds: number;
  baseline: Measured;
  pages: Measured[];
};

function report({ machine, options, rows, seconds, baseline, pages }: Figures): string {
  const ratio = (value: number, to: number): string => (value / to).toFixed(1);
  const row = ({ name, latency, bytes, errors }: Measured): string[] => [
    name,
    `${latency.p50.toFixed(0)} ms`,
    `${latency.p95.toFixed(0)} ms`,
    ratio(latency.p50, baseline.latency.p50),
    ratio(latency.p95, baseline.latency.p95),
    `${(bytes / 1024).toFixed(0)} kB`,
    String(errors),
  ];
  return [
    `madoguchi console bench: ${machine.cpus} x ${machine.model}; load average before ${machine.loadBefore.toFixed(1)}`,
    `seeded in ${seconds.toFixed(0)} s: ${Object.entries(rows)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}`,
    `${options.requests} requests of each page, ${options.width} at a time; ratios to the plain page`,
    ...table([['', 'p50', 'p95', 'p50 / plain', 'p95 / plain', 'size', 'not 200'], row(baseline), ...pages.map(row)]),
    '',
  ].join('\n');
}

function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args, options: { bookings: text, requests: text, width: text, json: text } });
  const whole = (name: 'bookings' | 'requests' | 'width', usual: number, to: number): number => {
    const value = values[name] === undefined ? usual : Number(values[name]);
    if (!Number.isInteger(value) || value < 1 || value > to)
      throw new RangeError(`--${name} must be a whole number from 1 to ${to}`);
    return value;
  };
  return {
    bookings: whole('bookings', 50_000, 500_000),
    requests: whole('requests', 100, 10_000),
    width: whole('width', 2, 64),
    json: values.json,
  };
}

const say = (what: string): void => void process.stderr.write(`bench: ${what}\n`);

const undo = undoing();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void undo.run().then(() => process.exit(130)));
}
try {
  process.stdout.write(`\n${await bench(readOptions(process.argv.slice(2)), undo)}`);
} catch (fault) {
  process.stderr.write(`bench: ${String(fault)}\n`);
  process.exitCode = 1;
} finally {
  await undo.run();
}
