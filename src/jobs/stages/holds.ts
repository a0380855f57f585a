import { handleAll, lockOf, type Sweeping, SYSTEM, settle } from '../stage.ts';

/** A slot is kept for ten minutes. Nothing is pushed: pushes are counted, and the next press says kindly that it was too late. */
export function releaseHolds(sweeping: Sweeping): Promise<number> {
  const { parts } = sweeping;
  return handleAll(parts, {
    due: (limit) => parts.store.holdsRunOut(parts.clock.now(), limit),
    idOf: ({ id }) => id,
    handle: (booking) =>
      settle(sweeping, lockOf(booking), ({ turn, now: at }) =>
        turn.changeState({ bookingId: booking.id, from: ['held'], to: 'released', at, actor: SYSTEM, reason: 'ran-out' }),
      ),
  });
}
