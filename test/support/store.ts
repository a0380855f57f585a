import { randomBytes, randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { ZONE } from '#clock.ts';
import { type Keys, parseKeys } from '#store/keys.ts';
import { openStore } from '#store/open.ts';
import type { Booking, InboxEntry, Seat, Store, Turn, TurnResult } from '#store/store.ts';
import { type FreshDatabase, freshDatabase } from './database.ts';

/** A store on a database of the file's own, and the plain connection beside it for looking behind it. */
export type StoreUnderTest = {
  store: Store;
  sql: pg.Pool;
  url: string;
  keys: Keys;
};

export const newKeys = (id = 'k1'): Keys =>
  parseKeys({ dataKeys: `${id}:${randomBytes(32).toString('base64')}`, lookupKey: randomBytes(32).toString('base64') });

/** Call at the top of a test file; the parts are there once the tests run. */
export function storeForFile(): StoreUnderTest {
  const parts: Partial<StoreUnderTest> & { database?: FreshDatabase } = {};
  beforeAll(async () => {
    parts.database = await freshDatabase();
    parts.url = parts.database.url;
    parts.keys = newKeys();
    parts.store = await openStore({ url: parts.url, keys: parts.keys });
    parts.sql = new pg.Pool({ connectionString: parts.url, max: 4 });
  });
  afterAll(async () => {
    await parts.store?.close();
    await parts.sql?.end();
    await parts.database?.drop();
  });
  const there = <K extends keyof StoreUnderTest>(name: K): StoreUnderTest[K] => {
    const part = (parts as Partial<StoreUnderTest>)[name];
    if (part === undefined) throw new Error(`${name} is there only while tests run`);
    return part as StoreUnderTest[K];
  };
  return {
    get store() {
      return there('store');
    },
    get sql() {
      return there('sql');
    },
    get url() {
      return there('url');
    },
    get keys() {
      return there('keys');
    },
  };
}

export const NOW = DateTime.fromISO('2026-11-20T10:00:00', { zone: ZONE });

export function textEvent(userId: string, text: string, more: Partial<InboxEntry> = {}): InboxEntry {
  const eventId = more.eventId ?? randomUUID();
  return {
    channel: 'line',
    centreId: 'izumo',
    userId,
    eventId,
    occurredAt: NOW,
    body: { kind: 'text', text, messageId: `m-${eventId}` },
    ...more,
  };
}

/** The end of a turn that says nothing. */
export function quietResult(userId: string, more: Partial<TurnResult> = {}): TurnResult {
  return {
    at: NOW,
    conversation: {
      language: 'ja',
      reachable: true,
      machineVersion: 1,
      snapshot: { step: 1 },
      channel: 'line',
      centreId: 'izumo',
      userId,
    },
    outbox: [],
    audit: [],
    ...more,
  };
}

/** A person who has written once and has a profile. Answers their conversation. */
export async function somebody(store: Store, userId: string = randomUUID(), name = '山田花子'): Promise<string> {
  const { conversationIds } = await store.receive([textEvent(userId, 'こんにちは')], NOW);
  const [conversationId] = conversationIds;
  if (conversationId === undefined) throw new Error('the event was not stored');
  await store.turn(conversationId, async (turn) => {
    const event = await turn.nextEvent();
    await turn.saveProfile({ name }, NOW);
    await turn.finish(quietResult(userId, { inboxId: event?.id }));
  });
  return conversationId;
}

export function seatAt(startsAt: DateTime, more: Partial<Seat> = {}): Seat {
  return {
    centreId: 'izumo',
    officeId: 'izumo',
    serviceId: 'counselling',
    startsAt,
    endsAt: startsAt.plus({ minutes: 30 }),
    capacity: 1,
    ...more,
  };
}

export const holding = (more: Partial<Parameters<Turn['hold']>[1]> = {}) => ({
  until: NOW.plus({ minutes: 10 }),
  at: NOW,
  openBookings: 1,
  ...more,
});

/** Takes a seat that is known to be free. */
export async function held(turn: Turn, seat: Seat, more: Partial<Parameters<Turn['hold']>[1]> = {}): Promise<Booking> {
  const outcome = await turn.hold(seat, holding(more));
  if (outcome.kind !== 'held') throw new Error(outcome.kind);
  return outcome.booking;
}

export const BY_CLIENT = { kind: 'client', id: 'somebody' } as const;
