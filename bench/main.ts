import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import pg from 'pg';
import { movableClock, ZONE } from '#clock.ts';
import { type LinePlatform, linePlatform } from '#simulator/line-platform/platform.ts';
import { acknowledgements } from './acknowledgements.ts';
import { type Options, readOptions, USAGE } from './options.ts';
import { channelOf, type OurServer, postgresOf, START, startOurServer } from './our-server.ts';
import { type Undoing, undoing } from './processes.ts';
import { type Cost, type Figures, report, type Sample } from './report.ts';
import { type TurnLoad, turnLoads } from './turns.ts';
import { cpuOf, familyOf, heapOf, memoryOf, sharedMemoryOf } from './usage.ts';

/** `npm run bench`: starts everything, measures, prints, and leaves nothing behind. See README.md. */

const clock = movableClock(DateTime.fromISO(START, { zone: ZONE }));
const channels = ['hakodate', 'izumo', 'matsudo-mothers', 'online-hellowork'].map(channelOf);
const CLOSED_WIDTHS = [8, 16, 32];
const WARM_UP_SECONDS = 4;

async function bench(options: Options, undo: Undoing): Promise<Figures> {
  const [loadBefore = 0] = loadavg();
  const folder = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'));
  undo.last(() => rm(folder, { recursive: true, force: true }));
  const dataDir = join(folder, 'data');
  const platform = linePlatform({ clock, channels, keep: 60 });
  const api = await platform.start();
  undo.last(() => api.stop());
  const start = async (profile?: string): Promise<OurServer> => {
    const ours = await startOurServer({ dataDir, lineApi: api.url, channels, profile }, clock);
    undo.last(() => ours.program.stop());
    return ours;
  };

  say('starting our server twice');
  const first = await start();
  await first.program.stop();
  const ours = await start(options.profile);
  for (const { centreId } of channels) platform.setWebhookUrl(centreId, webhookUrl(ours, centreId));
  const postgres = await postgresOf(dataDir);
  const memory = [await sample('after the start', ours, postgres.pid)];

  const turns = await measureTurns(platform, options, ours, postgres.pid);
  memory.push(await sample('after the turns', ours, postgres.pid));
  const duplicates = platform.duplicates();
  const bookings = await bookingsIn(postgres.url);

  const [channel = channelOf('hakodate')] = channels;
  say(`webhook acknowledgements, ${options.rounds} rounds of ${options.webhooks}, ours and the plain way in turns`);
  const acks = await acknowledgements({
    platform,
    channel,
    ourUrl: webhookUrl(ours, channel.centreId),
    databaseUrl: postgres.url,
    webhooks: options.webhooks,
    rounds: options.rounds,
    undo,
  });
  memory.push(await sample('after the acknowledgements', ours, postgres.pid));

  return {
    machine: { cpus: cpus().length, model: cpus()[0]?.model ?? 'unknown', node: process.versions.node, loadBefore },
    options,
    start: { firstMs: first.readyMs, secondMs: ours.readyMs },
    turns,
    duplicates,
    bookings,
    acknowledgements: acks,
    memory,
  };
}

const webhookUrl = (ours: OurServer, centreId: string): string => `${ours.url}/webhooks/line/${centreId}`;

async function measureTurns(platform: LinePlatform, options: Options, ours: OurServer, postgresPid: number) {
  const loads = turnLoads(platform, clock, options.people);
  const measured = async (name: string, load: () => Promise<TurnLoad>): Promise<Figures['turns'][number]> => {
    say(`full turns, ${name}`);
    const before = await cpu(ours, postgresPid);
    const result = await load();
    const after = await cpu(ours, postgresPid);
    const aTurn = (of: keyof Cost): number => (after[of] - before[of]) / Math.max(result.turns, 1);
    return { name, load: result, cost: { nodeMs: aTurn('nodeMs'), postgresMs: aTurn('postgresMs') } };
  };
  const { rate, seconds } = options;
  const all = [
    await measured('warm-up', () => loads.closed(4, WARM_UP_SECONDS)),
    await measured(`${rate} a second`, () => loads.open(rate, seconds)),
  ];
  for (const width of CLOSED_WIDTHS) all.push(await measured(`${width} in flight`, () => loads.closed(width, seconds / 2)));
  loads.end();
  return all;
}

async function bookingsIn(url: string): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM booking GROUP BY state ORDER BY count DESC',
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  } finally {
    await client.end();
  }
}

async function cpu(ours: OurServer, postgresPid: number): Promise<Cost> {
  const postgres = await familyOf(postgresPid);
  return { nodeMs: (await cpuOf([ours.program.pid])) * 1000, postgresMs: (await cpuOf(postgres)) * 1000 };
}

async function sample(at: string, ours: OurServer, postgresPid: number): Promise<Sample> {
  const postgresMb = await sharedMemoryOf(await familyOf(postgresPid));
  return { at, ...(await memoryOf(ours.program.pid)), ...(await heapOf(ours.url)), postgresMb };
}

const say = (what: string): void => void process.stderr.write(`bench: ${what}\n`);

const undo = undoing();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void undo.run().then(() => process.exit(130)));
}
try {
  const options = readOptions(process.argv.slice(2));
  const figures = await bench(options, undo);
  process.stdout.write(`\n${report(figures)}`);
  if (options.json !== undefined) await writeFile(options.json, `${JSON.stringify(figures, null, 2)}\n`);
} catch (fault) {
  const words = fault instanceof RangeError || fault instanceof TypeError ? `${fault.message}\n\n${USAGE}` : String(fault);
  process.stderr.write(`bench: ${words}\n`);
  process.exitCode = 1;
} finally {
  await undo.run();
}
