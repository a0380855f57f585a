import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import type { Centre } from '#policy/centre.ts';
import type { Actor, Booking, Turn } from '#store/store.ts';
import { inTelling } from './in-telling.ts';
import type { By, Changed } from './office.ts';
import type { Heard, ToTell } from './telling.ts';

/** One act of a staff member: its transaction, its moment, and who it is. */
export type Desk = {
  parts: Parts;
  turn: Turn;
  now: DateTime;
  actor: Actor;
  /** Tells the client in the transaction of the act; the conversation is woken after the commit. */
  tell(toTell: Omit<ToTell, 'byStaff'>): Promise<Heard>;
};

/** What acts are carried out with. */
export type Counter = { parts: Parts; runner: Runner; onMail?: (() => void) | undefined };

/** Runs an act in one transaction, then delivers what it said. `lock`: the conversation's id where there is one. */
export async function atDesk<T>(counter: Counter, lock: string, by: By, work: (desk: Desk) => Promise<T>): Promise<T> {
  const done = await inTelling(counter, lock, ({ tell, ...telling }) =>
    work({ ...telling, actor: { kind: 'staff', id: by.id }, tell: (toTell) => tell({ ...toTell, byStaff: by.id }) }),
  );
  counter.onMail?.();
  return done;
}

/**
 * An act on a booking, under the lock of its conversation, so that it and the client's own turns come one after another. The booking
 * is read anew under the lock.
 */
export async function onBooking<T>(
  counter: Counter,
  act: { by: By; bookingId: string },
  work: (desk: Desk, booking: Booking, centre: Centre) => Promise<T>,
): Promise<T | Changed> {
  const { store, centres } = counter.parts;
  const found = await store.turn(act.bookingId, (turn) => turn.booking(act.bookingId));
  if (!found) return changed(undefined);
  return await atDesk(counter, found.conversationId ?? found.clientId, act.by, async (desk) => {
    const booking = await desk.turn.booking(act.bookingId);
    if (!booking) return changed(undefined);
    const centre = centres.get(booking.centreId);
    if (!centre) throw new Error(`the centre ${booking.centreId} is not loaded`);
    return await work(desk, booking, centre);
  });
}

export const changed = (state: Changed['state']): Changed => ({ kind: 'changed', state });

/** The state that somebody else, or time, has put it into meanwhile. */
export const changedNow = async ({ turn }: Desk, bookingId: string): Promise<Changed> =>
  changed((await turn.booking(bookingId))?.state);

/** The conversation in which a client is written to, or else the client, as the lock of acts that are about no booking. */
export const lockOfClient = ({ parts }: Counter, clientId: string): Promise<string> =>
  parts.store.turn(clientId, async (turn) => (await turn.reach(clientId))?.conversationId ?? clientId);
