import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import { afterAll, beforeAll } from 'vitest';
import { lineChannel } from '#bot/line/channel.ts';
import type { Parts } from '#bot/parts.ts';
import { type Runner, runner } from '#bot/runner.ts';
import { stoppedClock } from '#clock.ts';
import { metrics } from '#metrics.ts';
import { type RunRequest, sendRuns, startRun } from '#office/reminder-runs.ts';
import { loadCentres } from '#policy/centres-folder.ts';
import { type LinePlatform, linePlatform, type Talk } from '#simulator/line-platform/platform.ts';
import type { Store } from '#store/store.ts';
import { quietResult, type StoreUnderTest, storeForFile, textEvent } from '../support/store.ts';
import { inTokyo } from '../support/tokyo.ts';

/** Clients with a confirmed session, who are friends of the centre at the double, and staff who remind them. */
export const STAFF = '5f0c1ad4-6c0e-4b9a-8f55-2f7a4f1f2a01';
export const OTHER_STAFF = '5f0c1ad4-6c0e-4b9a-8f55-2f7a4f1f2a02';

export type Booked = { talk: Talk; bookingId: string; clientId: string; conversationId: string };

export type Reminding = {
  readonly under: StoreUnderTest;
  readonly platform: LinePlatform;
  readonly parts: Parts;
  readonly runner: Runner;
  clock: ReturnType<typeof stoppedClock>;
  logged: string[];
  booked(at?: string, more?: Place): Promise<Booked>;
  plan(bookings: readonly Booked[], more?: Partial<RunRequest>): ReturnType<typeof startRun>;
  /** Sends what is planned: by this process, or by another one with a store of its own. */
  send(store?: Store): Promise<number>;
  /** Plans a run for these and sends it; answers its id. */
  remind(bookings: readonly Booked[], more?: Partial<RunRequest>): Promise<string>;
  cancel(booked: Booked): Promise<void>;
  /** What became of each notice of a run: state and why. */
  fates(runId: string): Promise<string[]>;
  run(runId: string): Promise<Record<string, unknown>>;
  /** How many pushes have reached this person. */
  arrived(booked: Booked): number;
};

const CENTRES = ['hakodate', 'izumo', 'matsudo-mothers', 'online-hellowork', 'yamaguchi-vocational'];

/** Call at the top of a test file. */
export function reminding(now = '2026-11-20T10:00'): Reminding {
  const under = storeForFile();
  const clock = stoppedClock(inTokyo(now));
  const logged: string[] = [];
  const keep = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }));
  const log = { info: keep, warn: keep, error: keep };
  const loaded = loadCentres('centres');
  if (loaded.kind !== 'ok') throw new Error('the centre files of the repository are not valid');
  const credentials = new Map(CENTRES.map((id) => [id, { channelSecret: `secret-${id}`, channelAccessToken: `token-${id}` }]));
  const platform = linePlatform({ clock, channels: [...credentials].map(([centreId, it]) => ({ centreId, ...it })), keep: 5000 });
  const held: { parts?: Parts; runner?: Runner; stop?: () => Promise<void> } = {};
  beforeAll(async () => {
    const api = await platform.start();
    const line = lineChannel({ apiBaseUrl: api.url, credentials, log });
    const { centres } = loaded;
    const publicUrl = 'https://yoyaku.example.jp';
    held.parts = { store: under.store, channels: { line }, centres, clock, publicUrl, log, counts: metrics() };
    held.runner = runner(held.parts);
    held.stop = api.stop;
  });
  afterAll(async () => {
    await held.runner?.stop();
    await held.stop?.();
  });
  const there = (): { parts: Parts; runner: Runner } => {
    if (!held.parts || !held.runner) throw new Error('the parts are there only while tests run');
    return { parts: held.parts, runner: held.runner };
  };

  const it: Reminding = {
    under,
    platform,
    clock,
    logged,
    get parts() {
      return there().parts;
    },
    get runner() {
      return there().runner;
    },
    booked: (at = '2026-11-24T09:30', more = {}) => booked(it, inTokyo(at), more),
    plan: (bookings, more = {}) => {
      const bookingIds = bookings.map(({ bookingId }) => bookingId);
      const usual = { by: STAFF, centreId: 'izumo', template: 'session', extra: undefined, bookingState: 'confirmed' } as const;
      return startRun(there().parts, { ...usual, bookingIds, onceKey: randomUUID(), ...more });
    },
    async send(store) {
      if (!store) return sendRuns(there().parts, there().runner);
      const parts = { ...there().parts, store };
      const other = runner(parts);
      const decided = await sendRuns(parts, other);
      await other.stop();
      return decided;
    },
    async remind(bookings, more) {
      const started = await it.plan(bookings, more);
      if (started.kind === 'nobody') throw new Error('nobody was picked');
      await it.send();
      return started.runId;
    },
    cancel: ({ conversationId, bookingId }) => cancel(it, conversationId, bookingId),
    async fates(runId) {
      const { rows } = await under.sql.query<{ fate: string }>(
        `SELECT coalesce(n.state, o.state) || coalesce(' ' || coalesce(n.why, o.why), '') AS fate
           FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id WHERE n.run_id = $1 ORDER BY 1`,
        [runId],
      );
      return rows.map(({ fate }) => fate);
    },
    async run(runId) {
      const { rows } = await under.sql.query('SELECT state, why, total FROM reminder_run WHERE id = $1', [runId]);
      return rows[0] ?? {};
    },
    arrived: ({ talk }) => platform.chat(talk).messages.filter(({ by }) => by === 'push').length,
  };
  return it;
}

/** A link to confirm the client's e-mail address has gone there. */
export async function askForAddress({ under, clock }: Pick<Reminding, 'under' | 'clock'>, { clientId, conversationId }: Booked) {
  const now = clock.now();
  await under.store.turn(conversationId, (turn) => turn.openAddressLink(clientId, now, now.plus({ days: 14 })));
}

export type Place = { centreId?: string; officeId?: string; name?: string; email?: string };

/** A client with a confirmed session, who is a friend of the centre at the double. */
export async function booked(
  { parts: { store, centres }, platform, clock }: Pick<Reminding, 'parts' | 'platform' | 'clock'>,
  startsAt: DateTime,
  { centreId = 'izumo', officeId, name = '山田 花子', email }: Place,
): Promise<Booked> {
  const centre = centres.get(centreId);
  const [service] = centre?.services ?? [];
  if (!centre || !service) throw new Error(`no service at ${centreId}`);
  const talk = { centreId, userId: platform.addUser({ name: '利用者' }).userId };
  platform.compose.follow(talk);
  const at = clock.now();
  const { conversationIds } = await store.receive([textEvent(talk.userId, 'こんにちは', { centreId, occurredAt: at })], at);
  const [conversationId = ''] = conversationIds;
  return await store.turn(conversationId, async (turn) => {
    const event = await turn.nextEvent();
    const profile = { name, phone: '090-1234-5678', jobSeekerNumber: '32010-1234567', ...(email === undefined ? {} : { email }) };
    const clientId = await turn.saveProfile(profile, at);
    const seat = { centreId, officeId: officeId ?? centre.offices[0]?.id ?? '', serviceId: service.id, capacity: 1000 };
    const times = { startsAt, endsAt: startsAt.plus({ minutes: service.lengthMinutes.value }) };
    const hold = await turn.hold({ ...seat, ...times }, { until: at.plus({ minutes: 10 }), at, openBookings: 1 });
    if (hold.kind !== 'held') throw new Error(hold.kind);
    const bookingId = hold.booking.id;
    await turn.changeState({ bookingId, from: ['held'], to: 'confirmed', at, actor: { kind: 'client', id: clientId } });
    const conversation = { ...quietResult(talk.userId).conversation, centreId, snapshot: null };
    await turn.finish(quietResult(talk.userId, { at, inboxId: event?.id, conversation }));
    return { talk, bookingId, clientId, conversationId };
  });
}

/** As staff enter them; nobody is told. */
export async function enterDetails(
  { parts: { store }, clock }: Pick<Reminding, 'parts' | 'clock'>,
  { conversationId, bookingId }: Booked,
): Promise<void> {
  const entered = { bookingId, access: { meetingId: '123 4567 8901', passcode: 'sakura7' }, at: clock.now() };
  await store.turn(conversationId, (turn) => turn.enterDetails({ ...entered, actor: { kind: 'staff', id: STAFF } }));
}

async function cancel({ parts: { store }, clock }: Reminding, conversationId: string, bookingId: string): Promise<void> {
  const change = { bookingId, from: ['confirmed' as const], to: 'cancelled' as const, at: clock.now() };
  await store.turn(conversationId, (turn) => turn.changeState({ ...change, actor: { kind: 'client', id: 'somebody' } }));
}
