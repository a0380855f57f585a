import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { stoppedClock } from '#clock.ts';
import { type LineOutside, lineOutside } from '../process/line-outside.ts';
import { type FreshDatabase, freshDatabase } from '../support/database.ts';
import { type ServerProcess, startServer } from '../support/server-process.ts';
import { inTokyo } from '../support/tokyo.ts';
import { act, inTurns, press, smallCounter, TO_THE_TIMES, walk, wordsOf } from './walking.ts';

const PEOPLE = 500;
const NOW = '2026-11-20T10:00:00+09:00';
const SEAT = '2026-11-25T11:00:00+09:00';

const counter = smallCounter();
const { centreId } = counter;
let database: FreshDatabase;
let line: LineOutside;
let server: ServerProcess;
let sql: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  sql = new pg.Pool({ connectionString: database.url, max: 2 });
  // Whom a busy machine does not acknowledge within LINE's two seconds, LINE sends again: it counts once all the same.
  line = await lineOutside(stoppedClock(inTokyo(NOW)), [centreId], 10);
  const { centresDir } = counter;
  server = startServer({
    env: { ...line.env, DATABASE_URL: database.url, CENTRES_DIR: centresDir, DATA_DIR: join(centresDir, 'data'), DEMO_NOW: NOW },
  });
  line.servedAt(await server.ready);
});
afterAll(async () => {
  await server.kill();
  await line.stop();
  await sql.end();
  await database.drop();
  counter.remove();
});

const rows = async (text: string, values: unknown[] = []) => (await sql.query(text, values)).rows;

test('500 people press the same last seat at once: one gets it, 499 get other times, nobody gets an error or silence', async () => {
  const { platform } = line;
  const talks = Array.from({ length: PEOPLE }, (_, n) => ({ centreId, userId: platform.addUser({ name: `${n}` }).userId }));
  await inTurns(talks, 16, (talk) => walk(platform, talk, TO_THE_TIMES));
  const callsBefore = platform.calls.length;

  const presses = await Promise.all(talks.map((talk) => platform.pressLabel(talk, '11:00')));
  const answers = await Promise.all(talks.map((talk) => platform.waitForReply(talk, 1, 60_000)));

  const slowest = Math.max(...presses.map((it) => it?.millis ?? 0));
  console.info(`last seat: ${PEOPLE} presses at once, the slowest acknowledged in ${slowest} ms`);
  expect(presses.filter((it) => it?.status !== 200)).toEqual([]);
  const winners = talks.filter((_, n) => wordsOf(answers[n] ?? []).includes('内容をご確認ください'));
  const toldTaken = talks.filter((_, n) => wordsOf(answers[n] ?? []).includes('先にほかの方が予約されました'));
  expect(winners).toHaveLength(1);
  expect(toldTaken).toHaveLength(PEOPLE - 1);
  const offersTimes = (talk: (typeof talks)[number]): boolean =>
    platform.offered(talk).some(({ label }) => /11月\d+日.*\d+:\d\d/.test(String(label)));
  expect(toldTaken.filter((talk) => !offersTimes(talk))).toEqual([]);

  const messages = platform.calls.slice(callsBefore).filter(({ path }) => path.includes('/message/'));
  expect(messages).toHaveLength(PEOPLE);
  expect(messages.filter(({ status }) => status !== 200)).toEqual([]);
  expect(platform.duplicates()).toBe(0);
  expect(server.output().stderr).toBe('');

  expect(await rows('SELECT used FROM slot WHERE starts_at = $1', [SEAT])).toEqual([{ used: 1 }]);
  expect(await rows('SELECT state FROM booking')).toEqual([{ state: 'held' }]);

  const [winner] = winners;
  if (!winner) throw new Error('nobody won');
  expect(wordsOf(await act(platform, winner, press('予約する')))).toContain('予約が確定しました');
  expect(await rows('SELECT used FROM slot WHERE starts_at = $1', [SEAT])).toEqual([{ used: 1 }]);
  const [booking] = await rows('SELECT id, state, starts_at FROM booking');
  expect(booking).toMatchObject({ state: 'confirmed', starts_at: new Date(SEAT) });
  expect(await rows("SELECT from_state, to_state, booking_id FROM audit WHERE action = 'booking-state' ORDER BY seq")).toEqual([
    { from_state: null, to_state: 'held', booking_id: booking.id },
    { from_state: 'held', to_state: 'confirmed', booking_id: booking.id },
  ]);
}, 120_000);
