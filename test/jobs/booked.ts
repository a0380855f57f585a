import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import type { Talk } from '#simulator/line-platform/platform.ts';
import type { Booking, Seat, Store } from '#store/store.ts';
import { openTestHouse, type TestHouse } from '../support/house.ts';
import { inTokyo } from '../support/tokyo.ts';

/** A person on LINE whom the store knows, with a conversation and a profile, without having chatted with anybody. */
export type Somebody = { talk: Talk; conversationId: string };

/** Somebody whose booking is confirmed. */
export type Booked = Somebody & { booking: Booking };

type Where = Partial<Pick<Seat, 'centreId' | 'officeId' | 'serviceId'>>;

export type Office = {
  readonly house: TestHouse;
  readonly sql: pg.Pool;
  somebody(centreId?: string): Promise<Somebody>;
  /** Confirmed now: any time of a clock, in the calendar or not. Its meeting details have got to the person, by whichever way. */
  booked(startsAt: string, at?: Where): Promise<Booked>;
  /** The same, and nobody has entered the meeting details. */
  bookedWithoutDetails(startsAt: string, at?: Where): Promise<Booked>;
  /** The notices of a booking, the oldest first: `reminder-morning sent`, `room-opens not-needed overtaken`. */
  ledger(bookingId: string): Promise<string[]>;
  /** What the person got, one text a message. */
  got(who: Somebody): string[];
  state(bookingId: string): Promise<string>;
  /** Kinds of the open tasks of a booking. */
  tasks(bookingId: string): Promise<string[]>;
};

/** Call at the top of a test file. */
export function office(now = '2026-11-20T10:00'): Office {
  const parts: { house?: TestHouse; sql?: pg.Pool } = {};
  beforeAll(async () => {
    parts.house = await openTestHouse({ now });
    parts.sql = new pg.Pool({ connectionString: parts.house.databaseUrl, max: 2 });
  });
  afterAll(async () => {
    await parts.sql?.end();
    await parts.house?.close();
  });
  const there = (): { house: TestHouse; sql: pg.Pool } => {
    const { house, sql } = parts;
    if (!house || !sql) throw new Error('the house is open only while tests run');
    return { house, sql };
  };
  const column = async (text: string, id: string): Promise<string[]> =>
    (await there().sql.query<{ it: string }>(text, [id])).rows.map(({ it }) => it);
  const it: Office = {
    get house() {
      return there().house;
    },
    get sql() {
      return there().sql;
    },
    async somebody(centreId = 'hakodate') {
      const { platform, store, clock } = there().house;
      const talk = { centreId, userId: platform.addUser({ name: '利用者' }).userId };
      // Whoever has written can be written to.
      platform.compose.text(talk, 'こんにちは');
      return { talk, conversationId: await known(store, talk, clock.now()) };
    },
    async booked(startsAt, where) {
      const who = await it.bookedWithoutDetails(startsAt, where);
      await detailsSeen(there().house.store, there().sql, who, there().house.clock.now());
      return who;
    },
    async bookedWithoutDetails(startsAt, { centreId = 'hakodate', officeId, serviceId = 'counselling' } = {}) {
      const { store, clock, centres } = there().house;
      const who = await it.somebody(centreId);
      const start = inTokyo(startsAt);
      const at = { centreId, officeId: officeId ?? centres.get(centreId)?.offices[0]?.id ?? '', serviceId };
      const seat = { ...at, startsAt: start, endsAt: start.plus({ minutes: 30 }), capacity: 1_000 };
      return { ...who, booking: await confirmed(store, who.conversationId, seat, clock.now()) };
    },
    ledger: (id) =>
      column(
        `SELECT concat_ws(' ', n.kind, coalesce(o.state, n.state), coalesce(o.why, n.why)) AS it
           FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id WHERE n.booking_id = $1 ORDER BY n.created_at, n.kind`,
        id,
      ),
    got: ({ talk }) =>
      there()
        .house.platform.chat(talk)
        .messages.filter(({ from }) => from === 'centre')
        .map(({ message }) => JSON.stringify(message)),
    state: async (id) => (await column('SELECT state AS it FROM booking WHERE id = $1', id))[0] ?? '',
    tasks: (id) => column('SELECT kind AS it FROM staff_task WHERE booking_id = $1 AND done_at IS NULL ORDER BY kind', id),
  };
  return it;
}

/** As after a first message that was answered. */
export async function known(store: Store, { centreId, userId }: Talk, at: DateTime): Promise<string> {
  const event = { channel: 'line' as const, centreId, userId, eventId: randomUUID(), occurredAt: at };
  const { conversationIds } = await store.receive([{ ...event, body: { kind: 'text', text: 'こんにちは', messageId: 'm' } }], at);
  const [conversationId = ''] = conversationIds;
  await store.turn(conversationId, async (turn) => {
    const received = await turn.nextEvent();
    await turn.saveProfile({ name: '山田 花子' }, at);
    await turn.finish({
      at,
      inboxId: received?.id,
      conversation: { language: 'ja', reachable: true, machineVersion: 1, snapshot: null, channel: 'line', centreId, userId },
      outbox: [],
      audit: [],
    });
  });
  return conversationId;
}

/** As after 表示 in the chat, and staff's tick for My Page: the person has seen how to get in. */
export async function detailsSeen(
  store: Store,
  sql: pg.Pool,
  { booking, conversationId }: Omit<Booked, 'talk'>,
  at: DateTime,
): Promise<void> {
  const actor = { kind: 'staff', id: 'somebody' } as const;
  await store.turn(conversationId, async (turn) => {
    const details = await turn.enterDetails({ bookingId: booking.id, access: { meetingId: '812 3456 7890' }, at, actor });
    await turn.tickMyPage(details.id, at);
  });
  await sql.query(
    `INSERT INTO outbox (id, conversation_id, booking_id, kind, channel, centre_id, state, sent_by, created_at, finished_at)
     VALUES (gen_random_uuid(), $1, $2, 'details-shown', 'line', $3, 'sent', 'reply', $4, $4)`,
    [conversationId, booking.id, booking.centreId, at.toJSDate()],
  );
}

const CLIENT = { kind: 'client', id: 'somebody' } as const;

export function confirmed(store: Store, conversationId: string, seat: Seat, at: DateTime, moves?: string): Promise<Booking> {
  return store.turn(conversationId, async (turn) => {
    const held = await turn.hold(seat, { at, until: at.plus({ minutes: 10 }), openBookings: 5, movesBookingId: moves });
    if (held.kind !== 'held') throw new Error(held.kind);
    if (moves !== undefined) await turn.changeState({ bookingId: moves, from: ['confirmed'], to: 'moved', at, actor: CLIENT });
    const booking = await turn.changeState({ bookingId: held.booking.id, from: ['held'], to: 'confirmed', at, actor: CLIENT });
    if (!booking) throw new Error('the booking could not be confirmed');
    return booking;
  });
}
