import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import type { By, Office } from '#office/office.ts';
import type { Centre } from '#policy/centre.ts';
import type { Talk } from '#simulator/line-platform/platform.ts';
import type { Booking, Profile, Turn } from '#store/store.ts';
import { type Chatting, chatting } from '../bot/chatting.ts';
import '../policy/moments.ts';
import { inTokyo } from '../support/tokyo.ts';
import { hold, introduce, type Making, placeOf, raise } from './making.ts';

/** The whole house, a staff member at the counter, and clients who have agreed to the terms; with a look behind it. */

export type Person = { talk: Talk; conversationId: string; clientId: string };
export type Told = { kind: string; by: string | null; fate: string; why: string | null };

export type AtCounter = Chatting & {
  readonly office: Office;
  readonly now: DateTime;
  centre(centreId: string): Centre;
  /** Somebody who chats on LINE; the name of the client is never to be seen again. */
  person(centreId?: string, more?: { profile?: Partial<Profile>; language?: string }): Promise<Person>;
  /** A booking in that state, at a time of Tokyo. */
  booked(who: Person, state: 'held' | 'requested' | 'confirmed', startsAt: string, more?: Making): Promise<Booking>;
  /** A request for another time, in the client's words. */
  wished(who: Person, movesBookingId?: string): Promise<Booking>;
  within<T>(conversationId: string, work: (turn: Turn) => Promise<T>): Promise<T>;
  booking(id: string): Promise<Booking | undefined>;
  /** The ledger of a booking, oldest first. */
  told(bookingId: string): Promise<Told[]>;
  /** The kinds of open tasks of a booking. */
  tasks(bookingId: string): Promise<string[]>;
  /** "from to actor" of every change, and the other actions of staff. */
  audit(bookingId: string): Promise<string[]>;
  used(centreId: string, startsAt: string): Promise<number>;
  /** What this client was sent since `before`, as one text. */
  heard(who: Person, before?: number): string;
};

export const SOMEBODY: By = { id: '5b7c1b9e-0000-4000-8000-000000000001' };
export const COLLEAGUE: By = { id: '5b7c1b9e-0000-4000-8000-000000000002' };
export const NAME = '山田 花子';

/** Call at the top of a test file. */
export function atCounter(start = '2026-11-20T10:00'): AtCounter {
  const chat = chatting(start);
  const centreOf = (id: string): Centre => {
    const centre = chat.house.centres.get(id);
    if (!centre) throw new Error(`no centre ${id}`);
    return centre;
  };
  const within: AtCounter['within'] = (id, work) => chat.house.store.turn(id, work);
  return Object.create(
    chat,
    Object.getOwnPropertyDescriptors({
      get office() {
        return chat.house.office;
      },
      get now() {
        return chat.house.clock.now();
      },
      centre: centreOf,
      within,
      async person(centreId = 'izumo', { profile = {}, language = 'ja' } = {}) {
        const talk = chat.talk(centreId);
        // A friend of the account; the event itself is stored below, as if its turn had been taken.
        chat.house.platform.compose.follow(talk);
        const at = chat.house.clock.now();
        const event = {
          channel: 'line' as const,
          centreId,
          userId: talk.userId,
          eventId: randomUUID(),
          occurredAt: at,
          body: { kind: 'joined', silent: true },
        };
        const [conversationId = ''] = (await chat.house.store.receive([event], at)).conversationIds;
        const clientId = await within(conversationId, (turn) =>
          introduce(turn, centreOf(centreId), talk, at, { name: NAME, ...profile }, language),
        );
        return { talk, conversationId, clientId };
      },
      async booked({ talk, conversationId }, state, startsAt, more = {}) {
        const centre = centreOf(talk.centreId);
        return within(conversationId, async (turn) => {
          const held = await hold(turn, centre, startsAt, chat.house.clock.now(), more);
          return state === 'held' ? held : await raise(turn, held, state, chat.house.clock.now());
        });
      },
      async wished({ talk, conversationId }, movesBookingId) {
        const at = chat.house.clock.now();
        const where = placeOf(centreOf(talk.centreId));
        return within(conversationId, async (turn) => {
          const made = await turn.request({
            ...where,
            wishes: '夕方',
            answerBy: at.plus({ days: 3 }),
            at,
            openBookings: 1,
            movesBookingId,
          });
          if (made.kind !== 'requested') throw new Error(made.kind);
          return made.booking;
        });
      },
      booking: (id) => within(id, (turn) => turn.booking(id)),
      async told(bookingId) {
        const { rows } = await chat.sql.query<Told>(
          `SELECT n.kind, n.channel AS by, coalesce(o.state, m.state, n.state) AS fate, coalesce(o.why, m.why, n.why) AS why
           FROM notice n LEFT JOIN outbox o ON o.id = n.outbox_id LEFT JOIN mail m ON m.id = n.mail_id
          WHERE n.booking_id = $1 ORDER BY n.created_at, o.seq, m.seq`,
          [bookingId],
        );
        return rows;
      },
      async tasks(bookingId) {
        const { rows } = await chat.sql.query<{ kind: string }>(
          'SELECT kind FROM staff_task WHERE booking_id = $1 AND done_at IS NULL ORDER BY kind',
          [bookingId],
        );
        return rows.map(({ kind }) => kind);
      },
      async audit(bookingId) {
        const { rows } = await chat.sql.query<{ it: string }>(
          `SELECT CASE WHEN action = 'booking-state' THEN concat_ws(' ', from_state, to_state, actor_kind) ELSE action END AS it
           FROM audit WHERE booking_id = $1 ORDER BY seq`,
          [bookingId],
        );
        return rows.map(({ it }) => it);
      },
      async used(centreId, startsAt) {
        const { rows } = await chat.sql.query<{ used: number }>(
          'SELECT sum(used)::int AS used FROM slot WHERE centre_id = $1 AND starts_at = $2',
          [centreId, inTokyo(startsAt).toJSDate()],
        );
        return rows[0]?.used ?? 0;
      },
      heard: ({ talk }, before = 0) => chat.sent(talk).slice(before).join('\n'),
    } satisfies Omit<AtCounter, keyof Chatting>),
  ) as AtCounter;
}
