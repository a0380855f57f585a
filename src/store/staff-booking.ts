import { MOVABLE_STATES } from '#policy/cancellation.ts';
import { changeState, closeMoved } from './changing.ts';
import { hold } from './holding.ts';
import { allOrNothing, type Locked, lockBooking, lockSeats, withMoved } from './locking.ts';
import type { Scope } from './scope.ts';
import type { Booking, Turn } from './store.ts';

type BookFor = Parameters<Turn['bookFor']>[0];
type Booked = Awaited<ReturnType<Turn['bookFor']>>;

/**
 * Staff book for a client: the end of what it replaces, the seat and the confirmation come together or not at all. What is replaced
 * goes first, so that the new booking may be in its very seat.
 */
export const bookFor = (book: BookFor, scope: Scope): Promise<Booked> =>
  allOrNothing<Booked>('confirmed', scope, async () => {
    if (!(await stands(book.clientId, scope))) return { kind: 'no-client' };
    const old = book.moves === undefined ? undefined : await lockBooking(book.moves, scope);
    if (book.moves !== undefined && (!old || !MOVABLE_STATES.includes(old.state))) return { kind: 'changed', state: old?.state };
    const begun = old ? await lockBegun(old.id, scope) : [];
    await lockSeats([...(old ? withMoved(old) : []), ...begun], [book.seat], scope);
    const before = old && (await replaced(old, begun, book, scope));
    const { clientId, conversationId, seat, openBookings, at, actor, reason } = book;
    const maker = { clientId, conversationId, actor };
    const held = await hold(seat, { until: at, movesBookingId: before?.id, at, openBookings, maker }, scope);
    if (held.kind !== 'held') return held;
    const booking = await changeState({ bookingId: held.booking.id, from: ['held'], to: 'confirmed', at, actor, reason }, scope);
    return booking ? { kind: 'confirmed', booking, before } : { kind: 'already-open' };
  });

/** Not deleted, nor linked to another record, and not to be before this is done. */
async function stands(clientId: string, { tx }: Scope): Promise<boolean> {
  const rows = await tx.$queryRaw<
    unknown[]
  >`SELECT FROM client WHERE id = ${clientId}::uuid AND erased_at IS NULL AND linked_to_id IS NULL FOR SHARE`;
  return rows.length > 0;
}

/** Closes what is replaced. A request that would itself have moved a confirmed booking takes that one with it, and is named after it. */
async function replaced(old: Locked, begun: string[], book: BookFor, scope: Scope): Promise<Booking | undefined> {
  const { at, actor, reason = 'moved' } = book;
  await giveUp(begun, { at, actor, reason }, scope);
  const to = old.state === 'confirmed' ? 'moved' : 'withdrawn';
  const closed = await changeState({ bookingId: old.id, from: [old.state], to, at, actor, reason }, scope);
  const moved = to === 'withdrawn' ? await closeMoved(old.movesBookingId, { at, actor }, scope) : undefined;
  return moved ?? closed;
}

/** What the client had begun in order to move the same booking: made after it, so locked after it. */
async function lockBegun(oldId: string, { tx }: Scope): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM booking WHERE moves_booking_id = ${oldId}::uuid AND state IN ('held', 'requested', 'offered')
     ORDER BY created_at, id FOR UPDATE`;
  return rows.map(({ id }) => id);
}

/** This is the answer to what was begun. */
async function giveUp(begun: string[], by: Pick<BookFor, 'at' | 'actor' | 'reason'>, scope: Scope): Promise<void> {
  for (const bookingId of begun) {
    const released = await changeState({ ...by, bookingId, from: ['held'], to: 'released' }, scope);
    if (!released) await changeState({ ...by, bookingId, from: ['requested', 'offered'], to: 'withdrawn' }, scope);
  }
}
