import type { DateTime } from 'luxon';
import { overlap, type Span } from '#policy/seats.ts';
import type { Seat } from '#store/store.ts';
import type { Desk } from './desk.ts';
import type { SlotTaken } from './office.ts';

/** These have no seat left: which sessions at another minute stand in the way besides what is in them, so that staff can look. */
export async function takenAt(
  { turn }: Desk,
  seats: readonly Seat[],
  startsAt: readonly DateTime[],
  movesBookingId?: string,
): Promise<SlotTaken> {
  const found = new Map<number, Span>();
  for (const seat of seats.filter((it) => startsAt.some((time) => same(time, it.startsAt)))) {
    const uses = await turn.seatsUsed({ ...seat, from: seat.startsAt, to: seat.endsAt, movesBookingId });
    for (const use of uses.filter(({ others }) => others > 0)) {
      if (!same(use.startsAt, seat.startsAt) && overlap(use, seat)) found.set(use.startsAt.toMillis(), use);
    }
  }
  const overlaps = [...found.values()].sort((one, other) => one.startsAt.toMillis() - other.startsAt.toMillis());
  return {
    kind: 'slot-taken',
    startsAt: [...startsAt],
    overlaps: overlaps.map(({ startsAt: from, endsAt }) => ({ startsAt: from, endsAt })),
  };
}

const same = (one: DateTime, other: DateTime): boolean => one.toMillis() === other.toMillis();
