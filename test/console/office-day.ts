import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import pg from 'pg';
import type { Booking, BookingState, Profile, Seat } from '#store/store.ts';
import type { TestHouse } from '../support/house.ts';
import { held, quietResult, seatAt, textEvent } from '../support/store.ts';

/** People and bookings of an office, made through the store, so that a page has something to show. */

type House = Pick<TestHouse, 'store' | 'clock'>;

export type Visitor = { userId: string; conversationId: string; clientId: string };

export const HANAKO: Profile = {
  name: '山田花子',
  jobSeekerNumber: '13010-12345678',
  phone: '090-1234-5678',
  email: 'hanako@example.jp',
  topic: '応募書類の書き方',
};

/** Somebody who wrote and has a profile. */
export async function visitor({ store, clock }: House, profile: Partial<Profile> = {}, centreId = 'izumo'): Promise<Visitor> {
  const userId = `U${randomUUID().replaceAll('-', '')}`;
  const at = clock.now();
  const { conversationIds } = await store.receive([textEvent(userId, 'こんにちは', { centreId, occurredAt: at })], at);
  const [conversationId = ''] = conversationIds;
  const clientId = await store.turn(conversationId, async (turn) => {
    const event = await turn.nextEvent();
    const id = await turn.saveProfile({ name: '山田花子', ...profile }, at);
    const { conversation } = quietResult(userId);
    await turn.finish({ ...quietResult(userId, { inboxId: event?.id }), at, conversation: { ...conversation, centreId } });
    return id;
  });
  return { userId, conversationId, clientId };
}

/** A booking of that time, taken by the client and brought into that state. */
export async function bookedAt(
  house: House,
  who: Visitor,
  startsAt: DateTime,
  state: 'requested' | 'confirmed' = 'confirmed',
  seat: Partial<Seat> = {},
): Promise<Booking> {
  const at = house.clock.now();
  const booking = await house.store.turn(who.conversationId, async (turn) => {
    const { id } = await held(turn, seatAt(startsAt, { capacity: 90, ...seat }), {
      at,
      until: at.plus({ minutes: 10 }),
      openBookings: 3,
    });
    const answerBy = state === 'requested' ? at.plus({ days: 3 }).startOf('day') : undefined;
    return turn.changeState({
      bookingId: id,
      from: ['held'],
      to: state,
      at,
      actor: { kind: 'client', id: who.conversationId },
      answerBy,
    });
  });
  if (!booking) throw new Error(`not ${state}`);
  return booking;
}

/** A request in the client's own words. */
export async function wished(house: House, who: Visitor, wishes: string, movesBookingId?: string): Promise<Booking> {
  const at = house.clock.now();
  const made = await house.store.turn(who.conversationId, (turn) =>
    turn.request({
      ...{ centreId: 'izumo', officeId: 'izumo', serviceId: 'counselling', wishes, movesBookingId },
      ...{ answerBy: at.plus({ days: 4 }).startOf('day'), at, openBookings: 3 },
    }),
  );
  if (made.kind !== 'requested') throw new Error(made.kind);
  return made.booking;
}

export async function task(
  house: House,
  who: Visitor,
  kind: string,
  more: { bookingId?: string; about?: string; dueAt?: DateTime } = {},
): Promise<void> {
  const at = house.clock.now();
  await house.store.turn(who.conversationId, (turn) =>
    turn.raiseTask({ kind, centreId: 'izumo', officeId: 'izumo', at, ...more }),
  );
}

/** Time has its way with a booking: nobody came. */
export const presume = async (house: House, { id, conversationId }: Booking): Promise<void> => {
  await house.store.turn(conversationId ?? id, (turn) =>
    turn.changeState({
      ...{ bookingId: id, from: ['confirmed'], to: 'presumed-cancelled', at: house.clock.now() },
      actor: { kind: 'system', id: 'test' },
    }),
  );
};

export const stateOf = async (house: House, id: string): Promise<BookingState | undefined> =>
  (await house.store.turn(id, (turn) => turn.booking(id)))?.state;

/** The rows of a statement, read beside the house. */
export async function rows<T extends pg.QueryResultRow>(
  house: Pick<TestHouse, 'databaseUrl'>,
  sql: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: house.databaseUrl });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** The part of a page about one thing: from the element with its id to the next row or card. */
export function partOf(html: string, id: string): string {
  const start = html.search(new RegExp(`<[a-z]+ [^>]*id="${id}"`));
  if (start < 0) throw new Error(`the page has no ${id}`);
  const rest = html.slice(start + 1);
  const end = rest.search(/<(?:tr|section)[ >]/);
  return end < 0 ? rest : rest.slice(0, end);
}

/** What a reader sees: the text without its tags. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
