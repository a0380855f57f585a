import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movableClock } from '#clock.ts';
import type { Talk } from '#simulator/line-platform/platform.ts';
import { parseKeys } from '#store/keys.ts';
import { openStore } from '#store/open.ts';
import { confirmed, detailsSeen, known } from '../jobs/booked.ts';
import { chance } from '../stress/chance.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { inTokyo } from '../support/tokyo.ts';
import { type LineOutside, lineOutside } from './line-outside.ts';

const CENTRE = 'hakodate';
/** Sessions in the afternoon, and sessions soon after the morning's reminder. */
const AFTERNOON = 150;
const SOON = 100;
const KILLS = 8;
/** A kill comes after so many calls of LINE's API at most, counted from the server's start. */
const MOST_CALLS = 30;
/** Nothing that is delivered may wait longer: the leases of killed processes end after fifteen seconds. */
const DELIVERED_WITHIN_MS = 90_000;
const KEYS = { DATA_KEYS: `t1:${'A'.repeat(43)}=`, LOOKUP_KEY: `${'B'.repeat(43)}=` };

const clock = movableClock(inTokyo('2026-11-25T08:30:30'));
const home = mkdtempSync(join(tmpdir(), 'madoguchi-jobs-crash-'));
const servers: ServerProcess[] = [];
const talks: Talk[] = [];
let line: LineOutside;
let database: FreshDatabase;
let sql: pg.Pool;

beforeAll(async () => {
  mkdirSync(join(home, 'centres'));
  cpSync(`centres/${CENTRE}.yaml`, join(home, 'centres', `${CENTRE}.yaml`));
  database = await freshDatabase();
  sql = new pg.Pool({ connectionString: database.url, max: 2 });
  line = await lineOutside(clock, [CENTRE]);
  await book();
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()));
  await line.stop();
  await sql.end();
  await database.drop();
  rmSync(home, { recursive: true, force: true });
});

/** Days before, each of them by somebody of their own. */
async function book(): Promise<void> {
  const store = await openStore({ url: database.url, keys: parseKeys({ dataKeys: KEYS.DATA_KEYS, lookupKey: KEYS.LOOKUP_KEY }) });
  const at = inTokyo('2026-11-20T10:00');
  const seat = { centreId: CENTRE, officeId: CENTRE, serviceId: 'counselling', capacity: 1_000 };
  for (let count = 0; count < AFTERNOON + SOON; count += 1) {
    const talk = { centreId: CENTRE, userId: line.platform.addUser({ name: `${count}` }).userId };
    line.platform.compose.text(talk, 'こんにちは');
    talks.push(talk);
    const startsAt = inTokyo(count < AFTERNOON ? '2026-11-25T14:00' : '2026-11-25T08:50');
    const conversationId = await known(store, talk, at);
    const times = { startsAt, endsAt: startsAt.plus({ minutes: 30 }) };
    const booking = await confirmed(store, conversationId, { ...seat, ...times }, at);
    await detailsSeen(store, sql, { booking, conversationId }, at);
  }
  await store.close();
}

/** One of two: the same database and, near enough, the same time. */
function start(name: number): ServerProcess {
  const server = startServer({
    env: {
      ...line.env,
      ...KEYS,
      DATABASE_URL: database.url,
      DATA_DIR: join(home, `data-${name}`),
      CENTRES_DIR: join(home, 'centres'),
      DEMO_NOW: clock.now().toISO(),
    },
  });
  servers.push(server);
  return server;
}

const pushes = () => line.platform.calls.filter(({ path, status }) => path.endsWith('/push') && status === 200);
/** Kills one of the two after so many further calls, or when nothing more comes; and starts it again. */
async function killSome(two: ServerProcess[], random: () => number): Promise<void> {
  for (let kill = 0; kill < KILLS / 2; kill += 1) {
    const before = line.platform.calls.length;
    const after = 1 + Math.floor(random() * MOST_CALLS);
    const which = random() < 0.5 ? 0 : 1;
    const quiet = two[which]?.ready.then(() => undefined) ?? Promise.resolve();
    await Promise.race([calls(before + after), quiet]);
    await two[which]?.kill();
    two[which] = start(which);
  }
}

function calls(count: number): Promise<void> {
  return new Promise((reached) => {
    const stop = line.platform.onChange(() => {
      if (line.platform.calls.length < count) return;
      stop();
      reached();
    });
  });
}

/** LINE has as many, and the ledger knows: what a killed process had in its hands is settled when its lease has ended. */
async function delivered(count: number): Promise<void> {
  await line.platform.waitUntil(() => pushes().length >= count, DELIVERED_WITHIN_MS, `${count} pushes`);
  const listener = new pg.Client({ connectionString: database.url });
  await listener.connect();
  await listener.query('LISTEN office');
  for (;;) {
    const changed = once(listener, 'notification');
    if ((await queued()) === 0) break;
    await changed;
  }
  await listener.end();
}

const queued = async (): Promise<number> =>
  (await sql.query("SELECT count(*)::int AS n FROM outbox WHERE state = 'queued'")).rows[0].n;

test(`${KILLS} kills of two processes while hundreds of notices become due: each arrives once`, async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`jobs crash test: seed ${seed}`);
  const random = chance(seed);
  let two = [start(0), start(1)];
  await killSome(two, random);
  await delivered(AFTERNOON + SOON);

  // The sessions of the morning have begun, and nobody came.
  await Promise.all(two.map((server) => server.kill()));
  await clock.advance(inTokyo('2026-11-25T09:01').diff(clock.now()));
  two = [start(0), start(1)];
  await killSome(two, random);
  await delivered(AFTERNOON + SOON + SOON);

  // Who has only just begun to start does not hear a signal yet.
  await Promise.all(two.map(({ ready }) => ready));
  for (const server of two) server.signal('SIGTERM');
  for (const server of two) expect(await server.ended).toEqual({ code: 0, signal: null });
  await eachOnce();
  const again = line.platform.calls.filter(({ status }) => status === 409).length;
  console.info(`jobs crash test: ${pushes().length} pushes accepted, ${again} refused as seen before`);
}, 540_000);

async function eachOnce(): Promise<void> {
  const { rows: notices } = await sql.query<{ kind: string; state: string; why: string | null; n: number }>(
    `SELECT n.kind, coalesce(o.state, n.state) AS state, n.why, count(*)::int AS n
       FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id GROUP BY 1, 2, 3 ORDER BY 1, 2`,
  );
  const [all, sent] = [AFTERNOON + SOON, (kind: string, n: number) => ({ kind, state: 'sent', why: null, n })];
  const not = (kind: string, why: string, n: number) => ({ kind, state: 'not-needed', why, n });
  expect(notices).toEqual([
    not('not-connected', 'overtaken', SOON),
    sent('presumed-cancelled', SOON),
    not('reminder-day-before', 'overtaken', all),
    sent('reminder-morning', all),
    not('room-opens', 'too-late', SOON),
  ]);
  // What LINE took: one message for each notice, under its own retry key.
  const keys = pushes().map(({ retryKey }) => retryKey);
  expect([keys.length, new Set(keys).size, line.platform.duplicates()]).toEqual([all + SOON, all + SOON, 0]);
  const got = talks.map((talk) => line.platform.chat(talk).messages.filter(({ from }) => from === 'centre').length);
  expect(got).toEqual(talks.map((_, at) => (at < AFTERNOON ? 1 : 2)));
  const { rows: bookings } = await sql.query('SELECT state, count(*)::int AS n FROM booking GROUP BY 1 ORDER BY 1');
  expect(bookings).toEqual([
    { state: 'confirmed', n: AFTERNOON },
    { state: 'presumed-cancelled', n: SOON },
  ]);
  const { rows: tasks } = await sql.query('SELECT kind, count(*)::int AS n FROM staff_task WHERE done_at IS NULL GROUP BY 1');
  expect(tasks).toEqual([{ kind: 'presumed-cancellation', n: SOON }]);
}
