import type { DateTime } from 'luxon';

/**
 * Sessions that overlap share the people who hold them. A slot has a free seat while, at every moment of it, fewer are in it and in the
 * slots that overlap it than it has room for. The store judges the same when a seat is taken.
 */

export type Span = { startsAt: DateTime /** Exclusive. */; endsAt: DateTime };
export type TakenSeats = Span & { used: number };

/** The most of these seats that are in use at one moment of the slot. */
export function seatsAtOnce(slot: Span, taken: readonly TakenSeats[]): number {
  const [from, to] = [slot.startsAt.toMillis(), slot.endsAt.toMillis()];
  const inIt = taken
    .filter((it) => it.used > 0 && it.startsAt.toMillis() < to && it.endsAt.toMillis() > from)
    .map(({ startsAt, endsAt, used }) => ({ start: Math.max(from, startsAt.toMillis()), end: endsAt.toMillis(), used }));
  // The count only grows where somebody begins.
  return Math.max(0, ...inIt.map(({ start }) => sum(inIt.filter((it) => it.start <= start && start < it.end))));
}

const sum = (of: readonly { used: number }[]): number => of.reduce((seats, { used }) => seats + used, 0);

export const overlap = (one: Span, other: Span): boolean => one.startsAt < other.endsAt && other.startsAt < one.endsAt;
