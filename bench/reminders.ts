import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DateTime } from 'luxon';
import { lineChannel } from '#bot/line/channel.ts';
import { lineClient } from '#bot/line/client.ts';
import type { Parts } from '#bot/parts.ts';
import { runner } from '#bot/runner.ts';
import { movableClock, systemClock, ZONE } from '#clock.ts';
import { metrics } from '#metrics.ts';
import { sendRuns, startRun, type Template } from '#office/reminder-runs.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { parseKeys } from '#store/keys.ts';
import { migrate } from '#store/migrate.ts';
import { openStore } from '#store/open.ts';
import { startDatabase } from '#store/server.ts';
import type { Store } from '#store/store.ts';
import { median } from './figures.ts';
import { channelOf, START } from './our-server.ts';
import { messageOf, type Program, program, type Undoing, undoing } from './processes.ts';

/**
 * `npm run bench:reminders`: so many reminders by hand, from the press until the last has arrived at the LINE double, beside a plain loop
 * of the SDK's pushes to the same people. See README.md.
 */
const CENTRE = 'izumo';
/** One round each: the same reminder does not go out twice on one day. */
const TEMPLATES: readonly Template[] = ['session', 'preparation', 'details'];
const SEEDING_WIDTH = 8;
/** Over which the sessions are spread: nobody has a thousand at one time. */
const DAYS = 50;

const uptime = (): number => systemClock.uptime();
const perSecond = (count: number, began: number): number => (count / (uptime() - began)) * 1000;

async function bench(count: number, undo: Undoing): Promise<string> {
  const [loadBefore = 0] = loadavg();
  const double = program(['bench/reminders-double.ts', CENTRE, String(count)], { ipc: true });
  undo.last(() => double.stop());
  const { url: lineUrl, userIds } = await messageOf<{ url: string; userIds: string[] }>(double);
  const store = await openedStore(undo);
  const parts = partsOver(store, lineUrl);
  say(`seeding ${count} clients with a confirmed session each`);
  const bookingIds = await seeded(parts, userIds);
  const { channelAccessToken } = channelOf(CENTRE);
  const sdk = lineClient({ apiBaseUrl: lineUrl, channelAccessToken, timeoutMs: 5000 });

  const rates: { ours: number[]; plain: number[] } = { ours: [], plain: [] };
  for (const [round, template] of TEMPLATES.entries()) {
    say(`round ${round + 1} of ${TEMPLATES.length}`);
    rates.ours.push(await ours(parts, bookingIds, template));
    rates.plain.push(await plain(sdk, userIds));
  }
  const { pushes, most } = await heard(double);
  const expected = count * TEMPLATES.length * 2;
  if (pushes !== expected || most !== TEMPLATES.length * 2)
    throw new Error(`${pushes} of ${expected} pushes arrived, ${most} at most at one person`);
  const ratio = median(rates.ours.map((one, at) => one / (rates.plain[at] ?? one)));
  return [
    `madoguchi bench, reminders: ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, load before ${loadBefore.toFixed(1)}`,
    `${count} reminders by hand a round, ${TEMPLATES.length} rounds, everything on this machine; each arrived exactly once`,
    `  ours, from the press to the last arrival   ${inWords(rates.ours)}`,
    `  a plain loop of the SDK's pushes           ${inWords(rates.plain)}`,
    `  ours / plain                               ${ratio.toFixed(2)}`,
    '',
  ].join('\n');
}

const inWords = (rates: readonly number[]): string =>
  `${median(rates).toFixed(0)} a second (${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)})`;

async function openedStore(undo: Undoing): Promise<Store> {
  const dataDir = await mkdtemp(join(tmpdir(), 'madoguchi-bench-'));
  undo.last(() => rm(dataDir, { recursive: true, force: true }));
  const database = await startDatabase({ dataDir });
  undo.last(() => database.stop());
  await migrate({ url: database.url });
  const keys = parseKeys({ dataKeys: `b1:${'A'.repeat(43)}=`, lookupKey: `${'B'.repeat(43)}=` });
  const store = await openStore({ url: database.url, keys });
  undo.last(() => store.close());
  return store;
}

function partsOver(store: Store, apiBaseUrl: string): Parts {
  const loaded = loadCentres('centres');
  if (loaded.kind !== 'ok') throw new Error('the centre files are not valid');
  const silent = { info: () => undefined, warn: () => undefined, error: (_: object, message: string) => say(message) };
  const line = lineChannel({ apiBaseUrl, credentials: new Map([[CENTRE, channelOf(CENTRE)]]), log: silent });
  const clock = movableClock(DateTime.fromISO(START, { zone: ZONE }));
  const publicUrl = 'https://yoyaku.example.jp';
  return { store, channels: { line }, centres: loaded.centres, clock, publicUrl, log: silent, counts: metrics() };
}

/** Some at a time, each through the turns that a chat would have had. */
async function seeded({ store, clock }: Parts, userIds: readonly string[]): Promise<string[]> {
  const at = clock.now();
  const seatOn = (day: number) => {
    const startsAt = at.plus({ days: 5 + day }).set({ hour: 9, minute: 30, second: 0, millisecond: 0 });
    const place = { centreId: CENTRE, officeId: 'izumo', serviceId: 'counselling' };
    return { ...place, startsAt, endsAt: startsAt.plus({ minutes: 30 }), capacity: userIds.length };
  };
  const waiting = [...userIds];
  const bookingIds: string[] = [];
  const one = async (userId: string): Promise<void> => {
    const event = { channel: 'line' as const, centreId: CENTRE, userId, eventId: randomUUID(), occurredAt: at, body: {} };
    const { conversationIds } = await store.receive([event], at);
    await store.turn(conversationIds[0] ?? '', async (turn) => {
      const received = await turn.nextEvent();
      const id = await turn.saveProfile({ name: '山田 花子', jobSeekerNumber: '32010-1234567' }, at);
      const hold = await turn.hold(seatOn(bookingIds.length % DAYS), { until: at.plus({ minutes: 10 }), at, openBookings: 1 });
      if (hold.kind !== 'held') throw new Error(hold.kind);
      bookingIds.push(hold.booking.id);
      await turn.changeState({ bookingId: hold.booking.id, from: ['held'], to: 'confirmed', at, actor: { kind: 'client', id } });
      const access = { meetingId: '812 3456 7890', passcode: 'bench', url: undefined };
      await turn.enterDetails({ bookingId: hold.booking.id, access, at, actor: { kind: 'staff', id: randomUUID() } });
      const conversation = {
        language: 'ja',
        reachable: true,
        machineVersion: 1,
        snapshot: null,
        channel: 'line' as const,
        centreId: CENTRE,
        userId,
      };
      await turn.finish({ at, inboxId: received?.id, conversation, outbox: [], audit: [] });
    });
  };
  const worker = async (): Promise<void> => {
    for (let userId = waiting.pop(); userId !== undefined; userId = waiting.pop()) await one(userId);
  };
  await Promise.all(Array.from({ length: SEEDING_WIDTH }, worker));
  return bookingIds;
}

async function ours(parts: Parts, bookingIds: readonly string[], template: Template): Promise<number> {
  const running = runner(parts);
  const began = uptime();
  const request = { by: randomUUID(), centreId: CENTRE, template, extra: '身分証をご用意ください。', bookingIds };
  await startRun(parts, { ...request, bookingState: 'confirmed', onceKey: randomUUID() });
  await sendRuns(parts, running);
  const rate = perSecond(bookingIds.length, began);
  await running.stop();
  return rate;
}

/** One after the other, as one would write it: nothing is kept, nothing judged, and a lost answer is a second push. */
async function plain(sdk: ReturnType<typeof lineClient>, userIds: readonly string[]): Promise<number> {
  const began = uptime();
  for (const to of userIds) await sdk.pushMessage({ to, messages: [{ type: 'text', text: '明日のご予約のお知らせです。' }] });
  return perSecond(userIds.length, began);
}

async function heard(double: Program): Promise<{ pushes: number; most: number }> {
  const answer = messageOf<{ pushes: number; most: number }>(double);
  double.child.send('count');
  return await answer;
}

function countIn(args: string[]): number {
  const { values } = parseArgs({ args, options: { count: { type: 'string' } } });
  const count = Number(values.count ?? 1000);
  if (!Number.isInteger(count) || count < 10 || count > 1000)
    throw new RangeError('--count must be a whole number from 10 to 1000');
  return count;
}

const say = (what: string): void => void process.stderr.write(`bench: ${what}\n`);

const undo = undoing();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => void undo.run().then(() => process.exit(130)));
}
try {
  process.stdout.write(`\n${await bench(countIn(process.argv.slice(2)), undo)}`);
} catch (fault) {
  process.stderr.write(`bench: ${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exitCode = 1;
} finally {
  await undo.run();
}
