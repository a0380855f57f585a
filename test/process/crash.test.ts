import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { movableClock } from '#clock.ts';
import type { Talk, WebhookEvent } from '#simulator/line-platform/platform.ts';
import { startDatabase } from '#store/server.ts';
import { chance } from '../stress/chance.ts';
import { type Act, press, smallCounter, TO_THE_TIMES, wordsOf } from '../stress/walking.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { inTokyo } from '../support/tokyo.ts';
import { type LineOutside, lineOutside } from './line-outside.ts';

const KILLS = 50;
/** Conversations side by side. */
const WIDTH = 16;
/** A kill comes after so many webhooks and API calls at most, counted from the server's start. */
const MOST_EVENTS = 24;
const TIMES = ['9:30', '11:00', '13:30', '15:00'];

const counter = smallCounter(100);
const dataDir = mkdtempSync(join(tmpdir(), 'madoguchi-crash-'));
const clock = movableClock(inTokyo('2026-11-20T10:00'));
let line: LineOutside;
let server: ServerProcess;
const servers: ServerProcess[] = [];

beforeAll(async () => {
  line = await lineOutside(clock, [counter.centreId]);
});
afterAll(async () => {
  await server.kill();
  await line.stop();
  // A test that failed on its way leaves a database behind.
  await (await startDatabase({ dataDir })).stop();
  rmSync(dataDir, { recursive: true, force: true });
  counter.remove();
});

/** The same data and, near enough, the same time go on. */
async function start(): Promise<number> {
  const began = clock.uptime();
  server = startServer({
    env: { ...line.env, DATA_DIR: dataDir, CENTRES_DIR: counter.centresDir, DEMO_NOW: clock.now().toISO() },
  });
  servers.push(server);
  line.servedAt(await server.ready);
  return clock.uptime() - began;
}

/** Kills the server after the given count of webhooks and calls, and some turns of our own loop later, to strike between them too. */
async function killAfter(count: number, turns: number): Promise<void> {
  let seen = 0;
  await new Promise<void>((struck) => {
    const stop = line.platform.onChange(({ kind }) => {
      if (kind === 'log') seen += 1;
      if (seen < count) return;
      stop();
      struck();
    });
  });
  for (let turn = 0; turn < turns; turn += 1) await new Promise(setImmediate);
  await server.kill();
}

test(`${KILLS} kills at random moments: nothing that was acknowledged is lost, nothing happens twice, nobody waits in vain`, async () => {
  const seed = Math.floor(Math.random() * 2 ** 31);
  console.info(`crash test: seed ${seed}`);
  const random = chance(seed);
  const { platform } = line;
  const events: WebhookEvent[] = [];
  const talks: Talk[] = [];
  const toldLine = () => platform.calls.filter(({ path }) => path.includes('/message/'));
  const accepted = () => toldLine().filter(({ status }) => status === 200);
  const isConfirmed = (talk: Talk) => wordsOf(platform.chat(talk).messages).includes('予約が確定しました');
  let kills = 0;
  let redelivered = 0;
  let up: Promise<number> = start();
  const restarts: number[] = [await up];

  /** As LINE does: once more when there was no 2xx, here as soon as the server is up again. */
  async function deliver(event: WebhookEvent): Promise<void> {
    events.push(event);
    for (let sending = event; ; sending = { ...event, deliveryContext: { isRedelivery: true } }) {
      await up;
      const [attempt] = await platform.deliver(counter.centreId, [sending]);
      if (attempt?.status === 200) return;
      redelivered += 1;
    }
  }

  async function act(talk: Talk, one: Act): Promise<void> {
    if ('say' in one) await deliver(platform.compose.text(talk, one.say));
    else {
      const button = () => platform.offered(talk).findLast(({ label }) => label === one.press);
      await platform.waitUntil(() => button() !== undefined, 120_000, `the button ${one.press}`);
      await deliver(platform.compose.postback(talk, button() ?? {}));
    }
    await platform.waitForReply(talk, 1, 120_000);
  }

  function newcomer(): [Talk, Act[]] {
    const talk = { centreId: counter.centreId, userId: platform.addUser({ name: `${talks.length}` }).userId };
    const time = TIMES[talks.push(talk) % TIMES.length] ?? '';
    return [talk, [...TO_THE_TIMES, press(time), press('予約する')]];
  }

  async function client(): Promise<void> {
    while (kills < KILLS) {
      const [talk, acts] = newcomer();
      for (const one of acts) await act(talk, one);
    }
  }

  /** At the worst moment: LINE has the last answer of a conversation, and the server never hears that it has. */
  async function killUnheard(): Promise<void> {
    const [talk, acts] = newcomer();
    let left = -1;
    let tried = 0;
    async function again(): Promise<number> {
      await server.kill();
      left = await leasesEnd();
      tried = toldLine().length;
      return start();
    }
    const stop = platform.onChange(() => {
      if (!isConfirmed(talk)) return;
      stop();
      kills += 1;
      up = again();
    });
    for (const one of acts) await act(talk, one);
    restarts.push(await up);
    expect(left).toBeGreaterThan(0);
    await platform.waitUntil(() => toldLine().length >= tried + left, 60_000, `${left} messages tried again`);
  }

  const clients = Promise.all(Array.from({ length: WIDTH }, client));
  while (kills < KILLS) {
    await killAfter(1 + Math.floor(random() * MOST_EVENTS), Math.floor(random() * 200));
    kills += 1;
    up = start();
    restarts.push(await up);
  }
  await clients;
  await killUnheard();

  expect(talks.filter((talk) => !isConfirmed(talk))).toEqual([]);
  const refused = platform.calls.filter(({ status }) => status >= 400 && status !== 409);
  const repeated = accepted().length - events.length;
  const slowest = Math.round(Math.max(...restarts));
  console.info(
    `crash test: ${kills} kills, ${talks.length} conversations, ${events.length} events, ${redelivered} deliveries again, ${accepted().length} messages accepted by LINE, ${repeated} of them repeated (${platform.duplicates()} seen twice), ${refused.length} repeats refused by LINE since the token was used, ${accepted().filter(({ path }) => path.endsWith('/push')).length} pushed; restart in ${Math.round(restarts.toSorted((a, b) => a - b)[restarts.length >> 1] ?? 0)} ms (median), ${slowest} ms (slowest)`,
  );
  for (const { answer } of refused) expect(answer).toMatchObject({ message: 'Invalid reply token' });
  expect(repeated).toBeGreaterThanOrEqual(0);
  expect(repeated).toBeLessThanOrEqual(kills);
  expect(platform.duplicates()).toBeLessThanOrEqual(repeated);

  server.signal('SIGTERM');
  expect(await server.ended).toEqual({ code: 0, signal: null });
  const said = servers.map((it) => it.output()).map(({ stdout, stderr }) => stdout + stderr);
  for (const { userId } of talks) expect(said.filter((text) => text.includes(userId))).toEqual([]);
  expect(said.filter((text) => /secret-izumo|token-izumo|山田/.test(text))).toEqual([]);
  await lookBehind(events.length, talks.length);
}, 540_000);

/** While no server runs. */
async function inDatabase<T>(work: (rows: (text: string) => Promise<unknown[]>) => Promise<T>): Promise<T> {
  const database = await startDatabase({ dataDir });
  const sql = new pg.Client({ connectionString: database.url });
  await sql.connect();
  try {
    return await work(async (text) => (await sql.query(text)).rows);
  } finally {
    await sql.end();
    await database.stop();
  }
}

/** What the killed had in their hands is free for the next start. Answers how many messages that are. */
const leasesEnd = (): Promise<number> =>
  inDatabase(async (rows) => {
    const left = await rows("SELECT id FROM outbox WHERE state = 'queued'");
    await rows("UPDATE outbox SET leased_until = now() WHERE state = 'queued'");
    return left.length;
  });

async function lookBehind(events: number, n: number): Promise<void> {
  await inDatabase(async (rows) => {
    expect(await rows('SELECT state, count(*)::int AS n FROM inbox GROUP BY 1')).toEqual([{ state: 'done', n: events }]);
    expect(await rows('SELECT state, count(*)::int AS n FROM outbox GROUP BY 1')).toEqual([{ state: 'sent', n: events }]);
    expect(await rows('SELECT state, count(*)::int AS n FROM booking GROUP BY 1')).toEqual([{ state: 'confirmed', n }]);
    expect(await rows('SELECT count(*)::int AS n FROM consent')).toEqual([{ n }]);
    expect(await rows('SELECT sum(used)::int AS n FROM slot')).toEqual([{ n }]);
    const changes = await rows(`SELECT from_state, to_state, count(*)::int AS n, count(DISTINCT booking_id)::int AS bookings
      FROM audit WHERE action = 'booking-state' GROUP BY 1, 2 ORDER BY min(seq)`);
    expect(changes).toEqual([
      { from_state: null, to_state: 'held', n, bookings: n },
      { from_state: 'held', to_state: 'confirmed', n, bookings: n },
    ]);
  });
}
