/** Which place among the client's open bookings of a service each takes, where bookings come to a client who has some already. */

/** `ordinal`: 1 to `limit`, the number that the centre allowed when it was made. */
export type OpenPlace = { id: string; centreId: string; serviceId: string; ordinal: number; limit: number };

export type Placed = { kind: 'placed'; ordinals: { id: string; n: number }[] } | { kind: 'too-many'; ids: string[] };

/**
 * The lowest free place for each that comes, the most limited first; those that `stay` keep theirs. Where one finds none, all of its
 * service are named, on both sides.
 */
export function placed(stay: readonly OpenPlace[], come: readonly OpenPlace[]): Placed {
  const taken = new Set(stay.map((it) => placeOf(it, it.ordinal)));
  const ordinals: { id: string; n: number }[] = [];
  const over = new Set<string>();
  for (const it of [...come].sort((a, b) => a.limit - b.limit)) {
    const n = Array.from({ length: it.limit }, (_, at) => at + 1).find((at) => !taken.has(placeOf(it, at)));
    if (n === undefined) {
      over.add(serviceOf(it));
      continue;
    }
    taken.add(placeOf(it, n));
    ordinals.push({ id: it.id, n });
  }
  if (over.size === 0) return { kind: 'placed', ordinals };
  return { kind: 'too-many', ids: [...stay, ...come].filter((it) => over.has(serviceOf(it))).map(({ id }) => id) };
}

const serviceOf = ({ centreId, serviceId }: OpenPlace): string => `${centreId} ${serviceId}`;
const placeOf = (it: OpenPlace, ordinal: number): string => `${serviceOf(it)} ${ordinal}`;
