import { randomUUID } from 'node:crypto';
import type { DateTime } from 'luxon';
import type { Booking } from '#store/store.ts';
import type { TestHouse } from '../../support/house.ts';
import { held, seatAt, somebody } from '../../support/store.ts';

/** Somebody with a chat and a confirmed booking of that time. */
export async function confirmedAt(
  { store, clock }: Pick<TestHouse, 'store' | 'clock'>,
  startsAt: DateTime,
  { name = '山田花子', officeId = 'izumo', capacity = 3 } = {},
): Promise<Booking> {
  const conversationId = await somebody(store, `U${randomUUID().replaceAll('-', '')}`, name);
  const at = clock.now();
  const booking = await store.turn(conversationId, async (turn) => {
    const { id, clientId } = await held(turn, seatAt(startsAt, { capacity, officeId }), { at });
    return turn.changeState({ bookingId: id, from: ['held'], to: 'confirmed', at, actor: { kind: 'client', id: clientId } });
  });
  if (!booking) throw new Error('not confirmed');
  return booking;
}
