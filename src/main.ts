import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { isAbsolute, join, resolve } from 'node:path';
import { pino } from 'pino';
import { LEASE_SECONDS } from '#bot/delivery.ts';
import type { Log } from '#bot/parts.ts';
import { peopleWords } from '#console/words/people.ts';
import { startSchedule } from '#jobs/schedule.ts';
import type { Centre } from '#policy/centre.ts';
import { problemInWords } from '#policy/centre-problems.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { samplePhones, samplesOf } from '#policy/samples.ts';
import { StoreFault } from '#store/faults.ts';
import { keysFrom } from '#store/keys.ts';
import { migrate } from '#store/migrate.ts';
import { openStore } from '#store/open.ts';
import { startDatabase } from '#store/server.ts';
import type { Store } from '#store/store.ts';
import { type Access, readAccess } from './access.ts';
import { type Clock, movableClock } from './clock.ts';
import { type Closing, closing } from './closing.ts';
import { readSettings, type Settings } from './env.ts';
import { type House, LINE_API, openHouse } from './house.ts';
import { closed, listen, STARTING } from './listening.ts';
import { mailing, officesWithoutMail } from './mailing.ts';
import { simulatedAccounts } from './meeting-credentials.ts';
import { meetingProviders } from './meeting-providers.ts';
import { CannotStart, cannotStartFor, startedLines } from './startup.ts';

/** The composition root: environment, store, channels, web server, jobs; and their orderly end. */

async function main(end: Closing): Promise<void> {
  const settings = settingsOrStop();
  const centres = centresOrStop(settings);
  const { line, teams, meetings } = accessOrStop(settings, centres);
  const log = pino({ level: settings.logLevel, base: null }, pino.destination({ dest: 2, sync: true }));

  const server = createServer(STARTING);
  const url = await listen(server, settings);
  end.last(() => closed(server));

  const keys = await keysFrom({ ...settings, dataDir: resolve(settings.dataDir) });
  const databaseUrl = settings.databaseUrl ?? (await ownDatabase(settings, end));
  if (end.asked()) return;
  await migrate({ url: databaseUrl });
  const store = await openStore({ url: databaseUrl, keys, unreadable: peopleWords.unreadable });
  end.last(() => store.close());

  const clock = movableClock(settings.demoNow);
  const simulated = settings.lineApiBaseUrl === undefined && [...line.values()].some((it) => it.simulated);
  const { carrier, box } = mailing(settings, simulated);
  const simulation = simulated
    ? await (await import('./simulation.ts')).startSimulation({
        settings,
        clock,
        centres,
        line,
        url,
        end,
        ...(box && { mails: box }),
      })
    : undefined;
  const forTrial = simulatedAccounts(meetings);
  const doubles = forTrial.length > 0 ? await (await import('./simulation.ts')).startMeetings(forTrial, clock, end) : undefined;
  const house = await openHouse({
    store,
    centres,
    clock,
    publicUrl: settings.publicUrl ?? url,
    log,
    line,
    teams,
    lineApi: { real: settings.lineApiBaseUrl ?? LINE_API, simulated: simulation?.url ?? settings.lineApiBaseUrl ?? LINE_API },
    pages: simulation ? [simulation.pages] : [],
    carrier,
    meetings: meetingProviders(meetings, clock, doubles),
  });
  end.last(() => Promise.all([house.reminders.stop(), house.post.stop(), house.meetings.stop()]));
  // Both send, at the same time: each waits no longer than for its platform's time-out.
  end.last(() => Promise.all([house.runner.stop(), house.teams?.stop()]));
  clock.onMoved(async () => void (await house.sweep()));
  // Before the first sweep: after a standstill that takes a while, and who writes meanwhile is answered.
  server.off('request', STARTING).on('request', house.app);
  await house.sweep();
  end.last(sweepWhenLeasesEnd(house, log));
  const schedule = await startSchedule(databaseUrl, house.sweep, log);
  end.last(() => schedule.stop());
  // First of all at the end: what is acknowledged from now on would find no runner and no database.
  end.last(() => closed(server));

  const lines = startedLines({
    url: settings.publicUrl ?? url,
    simulator: simulated,
    teams: teams && (teams.credentials ? 'real' : 'trial'),
    centres: [...centres.values()].map((centre) => ({
      id: centre.id,
      name: centre.name.ja,
      channels: centre.channels,
      samples: samplesOf(centre).length,
    })),
    data: settings.databaseUrl ? 'the PostgreSQL of DATABASE_URL' : resolve(settings.dataDir),
    demoNow: settings.demoNow?.toFormat('yyyy-MM-dd HH:mm'),
    withoutMail: officesWithoutMail(centres),
    welcome: await firstLink(store, centres, clock, settings.publicUrl ?? url),
  });
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** While nobody has an account, each start prints a new link for the first administrator. */
async function firstLink(
  store: Store,
  centres: ReadonlyMap<string, Centre>,
  clock: Clock,
  publicUrl: string,
): Promise<string | undefined> {
  const token = await store.staff.inviteFirst({ centreIds: [...centres.keys()], now: clock.now() });
  return token === undefined ? undefined : `${publicUrl}/console/welcome/${token}`;
}

/** What a killed process of before had in its hands is free when its leases have ended: a client waits no longer than that. */
function sweepWhenLeasesEnd({ sweep }: House, log: Log): () => Promise<void> {
  const sweepOnce = () => void sweep().catch((fault: Error) => log.error({ why: fault.name }, 'a sweep failed'));
  const timer = setTimeout(sweepOnce, (LEASE_SECONDS + 1) * 1000);
  return async () => clearTimeout(timer);
}

function settingsOrStop(): Settings {
  const read = readSettings();
  if (read.kind === 'invalid') throw cannotStartFor(read.problems);
  return read.settings;
}

function accessOrStop(settings: Settings, centres: ReadonlyMap<string, Centre>): Access {
  const read = readAccess(settings, centres);
  if (read.kind === 'invalid') throw cannotStartFor(read.problems);
  return read.access;
}

function centresOrStop({ centresDir, production }: Settings): ReadonlyMap<string, Centre> {
  const loaded = loadCentres(centresDir);
  if (loaded.kind === 'invalid') {
    throw new CannotStart([
      'The centre files cannot be used:',
      ...loaded.problems.map((problem) => `  ${problemInWords(problem)}`),
    ]);
  }
  const samples = [...loaded.centres.values()].flatMap((centre) =>
    samplePhones(centre).map(({ path }) => `  ${centre.id}.yaml: ${path}`),
  );
  if (production && samples.length > 0) {
    throw new CannotStart(['In production no phone number may be a sample. Please replace:', ...samples]);
  }
  return loaded.centres;
}

/** The PostgreSQL that comes with the product; stopped after everything that uses it. */
async function ownDatabase({ dataDir }: Settings, end: Closing): Promise<string> {
  const folder = isAbsolute(dataDir) ? dataDir : resolve(dataDir);
  if (!existsSync(join(folder, 'postgres')))
    process.stdout.write('  The first start makes the database; this takes a few seconds.\n');
  const database = await startDatabase({ dataDir: folder });
  end.last(() => database.stop());
  void database.lost.then(() => {
    process.stderr.write('\nThe database ended by itself. madoguchi stops; its next start recovers the data.\n');
    void end.run().then(() => process.exit(1));
  });
  return database.url;
}

const end = closing();
try {
  const start = main(end);
  end.after(start);
  await start;
} catch (fault) {
  const expected = fault instanceof CannotStart || fault instanceof StoreFault;
  process.stderr.write(
    `\nmadoguchi did not start.\n\n${expected ? fault.message : String(fault instanceof Error ? fault.stack : fault)}\n\n`,
  );
  await end.run();
  process.exit(1);
}
