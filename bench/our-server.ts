import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#clock.ts';
import { suffix } from '#env.ts';
import { freePort } from '#store/server.ts';
import { type Program, program } from './processes.ts';

/** The Friday before a long weekend of bookable days: every run books in the same calendar. Asia/Tokyo. */
export const START = '2026-11-20T10:00:00+09:00';

export type Channel = { centreId: string; channelSecret: string; channelAccessToken: string };

/** Not secret: nothing but this bench's own double knows them. */
export const channelOf = (centreId: string): Channel => ({
  centreId,
  channelSecret: `bench-secret-${centreId}`,
  channelAccessToken: `bench-token-${centreId}`,
});

export type OurServer = { program: Program; url: string; readyMs: number };

/** What `npm start` runs, as an office would run it, with its own PostgreSQL in `dataDir`, and LINE at `lineApi`. */
export async function startOurServer(
  given: { dataDir: string; lineApi: string; channels: readonly Channel[]; profile?: string | undefined; logLevel?: string },
  clock: Clock,
): Promise<OurServer> {
  const port = await freePort();
  const profiling = given.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${given.profile}`];
  const args = [...profiling, ...(await startArguments())];
  const began = clock.uptime();
  const ours = program(args, {
    env: {
      PORT: String(port),
      DATA_DIR: given.dataDir,
      LINE_API_BASE_URL: given.lineApi,
      DEMO_NOW: START,
      ...(given.logLevel !== undefined && { LOG_LEVEL: given.logLevel }),
      ...Object.fromEntries(given.channels.flatMap(credentials)),
    },
  });
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (ours.child.exitCode !== null) throw new Error('our server did not start');
    if (clock.uptime() - began > START_WITHIN_MS) {
      await ours.stop();
      throw new Error(`our server was not ready within ${START_WITHIN_MS} ms`);
    }
    await pause(20);
  }
  return { program: ours, url, readyMs: clock.uptime() - began };
}

const START_WITHIN_MS = 60_000;

/** The arguments of `npm start` after `exec node`: its flags for V8 count in what is measured. */
async function startArguments(): Promise<string[]> {
  const { scripts }: { scripts: { start: string } } = JSON.parse(await readFile('package.json', 'utf8'));
  const [exec, node, ...rest] = scripts.start.split(' ');
  if (exec !== 'exec' || node !== 'node')
    throw new Error('npm start is no longer one call of node: the bench must learn to start it');
  return rest;
}

const credentials = ({ centreId, channelSecret, channelAccessToken }: Channel): [string, string][] => [
  [`LINE_CHANNEL_SECRET_${suffix(centreId)}`, channelSecret],
  [`LINE_CHANNEL_ACCESS_TOKEN_${suffix(centreId)}`, channelAccessToken],
];

const isReady = (url: string): Promise<boolean> =>
  fetch(`${url}/readyz`).then(
    (response) => response.status === 200,
    () => false,
  );

/** The address and the main process of the PostgreSQL that our server has started in `dataDir`. */
export async function postgresOf(dataDir: string): Promise<{ url: string; pid: number }> {
  const [pid, , , port] = (await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  const password = (await readFile(join(dataDir, 'database-password'), 'utf8')).trim();
  return { url: `postgresql://madoguchi:${password}@127.0.0.1:${port}/postgres`, pid: Number(pid) };
}
