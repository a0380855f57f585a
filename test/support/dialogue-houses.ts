import pg from 'pg';
import type { BookingState } from '#store/store.ts';
import { inTokyo, openTestHouse, type TestHouse } from './house.ts';

/** Opening a house takes as long as a whole dialogue, so that dialogues use the same few, one after the other. */
export class Houses {
  private readonly free: TestHouse[] = [];

  /**
   * Lends a house at that time of Tokyo, with every seat free. People and their traces stay, but no dialogue meets another's. `spoils`: what
   * is done to it cannot be undone.
   */
  async lend(now: string, { spoils }: { spoils: boolean }, use: (house: TestHouse) => Promise<void>): Promise<void> {
    // Long before every script: the terms of the centre files are in force from then on.
    const house = this.free.pop() ?? (await openTestHouse({ now: '2026-01-05T09:00' }));
    try {
      house.clock.set(inTokyo(now));
      await use(house);
      if (spoils) await house.close();
      else this.free.push(await cleared(house));
    } catch (fault) {
      await house.close();
      throw fault;
    }
  }

  async close(): Promise<void> {
    for (const house of this.free.splice(0)) await house.close();
  }
}

/** Also those that are over: the next dialogue may play on the same day. */
const KEEPING_A_SEAT: BookingState[] = [
  'held',
  'requested',
  'offered',
  'confirmed',
  'attended',
  'attended-by-phone',
  'presumed-cancelled',
];

/** Frees every seat, by the store's own rules. */
async function cleared(house: TestHouse): Promise<TestHouse> {
  const db = new pg.Client({ connectionString: house.databaseUrl });
  await db.connect();
  const open = await db.query<{ id: string; conversation_id: string }>(
    `SELECT id, conversation_id FROM booking WHERE state = ANY($1)`,
    [KEEPING_A_SEAT],
  );
  await db.end();
  const change = {
    from: KEEPING_A_SEAT,
    to: 'cancelled' as const,
  };
  const by = { at: house.clock.now(), actor: { kind: 'system' as const, id: 'next-dialogue' } };
  for (const { id, conversation_id: conversationId } of open.rows) {
    await house.store.turn(conversationId, (turn) => turn.changeState({ ...change, ...by, bookingId: id }));
  }
  return house;
}
