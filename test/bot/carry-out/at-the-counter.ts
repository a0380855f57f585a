import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import type pg from 'pg';
import { carryOut } from '#bot/carry-out/carry-out.ts';
import type { TurnContext } from '#bot/carry-out/context.ts';
import type { Command, Outcome } from '#machines/commands.ts';
import type { Centre } from '#policy/centre.ts';
import type { Actor, BookingState, OfferedTime, Store, Turn } from '#store/store.ts';
import { quietResult, type StoreUnderTest, storeForFile, textEvent } from '../../support/store.ts';
import { inTokyo } from '../../support/tokyo.ts';
import { centreOf } from '../replies/standing-at.ts';

/** Clients of a centre, whose commands are carried out on real PostgreSQL. */
export type Person = { conversationId: string; userId: string; centre: Centre };

export type Counter = {
  person(centreId: string, changes?: Partial<Centre>): Promise<Person>;
  /** Carries out one command in a turn of its own, at a time of Tokyo. */
  does(person: Person, at: string, command: Command): Promise<Outcome>;
  /** Looks, or does what staff do, in a turn of that person. */
  inTurn<T>(person: Person, work: (turn: Turn) => Promise<T>): Promise<T>;
  /** The states of the person's bookings, the oldest first. */
  states(person: Person): Promise<BookingState[]>;
  tasks(): Promise<{ kind: string; office_id: string | null; booking_id: string | null; done_at: Date | null }[]>;
  audit(person: Person): Promise<{ action: string; reason: string | null; to_state: string | null; detail: unknown }[]>;
  seatsUsed(): Promise<number>;
  /** Behind the counter: what staff's pages do is written there by hand. */
  readonly sql: pg.Pool;
  readonly store: Store;
};

const SILENT: TurnContext['log'] = { info: () => undefined, warn: () => undefined, error: () => undefined };

export const STAFF: Actor = { kind: 'staff', id: 'sato' };

/** Call at the top of a test file. */
export function atTheCounter(): Counter {
  const under: StoreUnderTest = storeForFile();
  const rows = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await under.sql.query<Row>(text, values)).rows;

  async function person(centreId: string, changes: Partial<Centre> = {}): Promise<Person> {
    const userId = randomUUID();
    const centre = { ...centreOf(centreId), ...changes };
    const now = inTokyo('2026-11-20T09:00');
    const { conversationIds } = await under.store.receive([textEvent(userId, 'こんにちは', { centreId })], now);
    const conversationId = conversationIds[0] ?? '';
    await under.store.turn(conversationId, async (turn) => {
      const event = await turn.nextEvent();
      await turn.saveProfile({ name: '山田花子' }, now);
      await turn.finish(
        quietResult(userId, { inboxId: event?.id, conversation: { ...quietResult(userId).conversation, centreId } }),
      );
    });
    return { conversationId, userId, centre };
  }

  async function turnAt(now: DateTime, { conversationId, centre }: Person, command: Command): Promise<Outcome> {
    return await under.store.turn(conversationId, async (turn) => {
      const row = await turn.loadConversation();
      if (!row) throw new Error('no conversation');
      const world = { centre, language: 'ja' as const, now, publicUrl: 'https://yoyaku.example.jp' };
      const context: TurnContext = { turn, world, conversationId, channel: 'line', audit: [], log: SILENT };
      const outcome = await carryOut(command, context);
      await turn.finish({ at: now, conversation: row, outbox: [], audit: context.audit });
      return outcome;
    });
  }

  return {
    person,
    does: (who, at, command) => turnAt(inTokyo(at), who, command),
    inTurn: ({ conversationId }, work) => under.store.turn(conversationId, work),
    states: async ({ conversationId }) =>
      (
        await rows<{ state: BookingState }>(
          `SELECT b.state FROM booking b JOIN (SELECT booking_id, min(seq) AS first FROM audit GROUP BY booking_id) made ON made.booking_id = b.id
            WHERE b.conversation_id = $1 ORDER BY made.first`,
          [conversationId],
        )
      ).map(({ state }) => state),
    tasks: () => rows('SELECT kind, office_id, booking_id, done_at FROM staff_task ORDER BY created_at'),
    audit: ({ conversationId }) =>
      rows('SELECT action, reason, to_state, detail FROM audit WHERE conversation_id = $1 ORDER BY seq', [conversationId]),
    get sql() {
      return under.sql;
    },
    get store() {
      return under.store;
    },
    seatsUsed: async () => Number((await rows<{ used: string }>('SELECT coalesce(sum(used), 0) AS used FROM slot'))[0]?.used),
  };
}

/** The only office and the first service of a centre. */
export function placeOf({ centre }: Person): { officeId: string; serviceId: string } {
  return { officeId: centre.offices[0]?.id ?? '', serviceId: centre.services[0]?.id ?? '' };
}

export const iso = (time: string): string => inTokyo(time).toISO() ?? '';

/** Holds a seat that is known to be free; answers the booking's id. */
export async function holds(
  counter: Counter,
  who: Person,
  at: string,
  startsAt: string,
  movesBookingId?: string,
): Promise<string> {
  const moves = movesBookingId === undefined ? {} : { movesBookingId };
  const outcome = await counter.does(who, at, { do: 'holdSeat', ...placeOf(who), startsAt: iso(startsAt), ...moves });
  if (outcome.type !== 'held') throw new Error(outcome.type);
  return outcome.bookingId;
}

/** Books that seat; answers the booking's id. */
export async function books(counter: Counter, who: Person, at: string, startsAt: string): Promise<string> {
  const bookingId = await holds(counter, who, at, startsAt);
  const outcome = await counter.does(who, at, { do: 'confirmHold', bookingId });
  if (outcome.type !== 'confirmed' && outcome.type !== 'requested') throw new Error(outcome.type);
  return bookingId;
}

/** Staff confirm a request: their console's part, here for what follows from it. */
export async function confirmedByStaff(counter: Counter, who: Person, bookingId: string): Promise<void> {
  const change = {
    bookingId,
    from: ['requested' as const],
    to: 'confirmed' as const,
    at: inTokyo('2026-11-20T12:00'),
    actor: STAFF,
  };
  const done = await counter.inTurn(who, (turn) => turn.changeState(change));
  if (!done) throw new Error('not confirmed');
}

/** Staff offer other times for a request, until the given time; answers them, soonest first. */
export async function offers(
  counter: Counter,
  who: Person,
  bookingId: string,
  starts: readonly string[],
  until: string,
): Promise<OfferedTime[]> {
  const { centre } = who;
  const seats = starts.map((start) => {
    const startsAt = inTokyo(start);
    return { centreId: centre.id, ...placeOf(who), startsAt, endsAt: startsAt.plus({ minutes: 30 }), capacity: 1 };
  });
  const at = inTokyo('2026-11-20T12:00');
  const offered = await counter.inTurn(who, (turn) => turn.offer({ bookingId, seats, until: inTokyo(until), at, actor: STAFF }));
  if (offered.kind !== 'offered') throw new Error(offered.kind);
  return offered.times;
}

/** The client agrees to the terms of the first service that are in force at that time. */
export async function agrees(counter: Counter, who: Person, at: string): Promise<void> {
  const termsId = who.centre.services[0]?.terms ?? '';
  const found = await counter.does(who, at, { do: 'findConsent', termsId });
  if (found.type !== 'consentFound') throw new Error(found.type);
  const { versionId } = found;
  await counter.does(who, at, { do: 'recordConsent', termsId, versionId, officeId: placeOf(who).officeId, meetingApp: true });
}
