/** Chance that comes out the same in every run: a linear congruential generator. */
export type Chance = {
  /** A number from 0, below 1. */
  next(): number;
  /** A whole number from 0, below `below`. */
  below(below: number): number;
  of<T>(list: readonly T[]): T;
  /** One of the names, by its weight. */
  weighted<T extends string>(weights: Readonly<Record<T, number>>): T;
};

export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    next,
    below,
    of(list) {
      const one = list[below(list.length)];
      if (one === undefined) throw new RangeError('nothing to choose from');
      return one;
    },
    weighted<T extends string>(weights: Readonly<Record<T, number>>): T {
      const entries = Object.entries(weights) as [T, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [name, weight] of entries) {
        left -= weight;
        if (left < 0) return name;
      }
      const [first] = entries;
      if (!first) throw new RangeError('nothing to choose from');
      return first[0];
    },
  };
}
