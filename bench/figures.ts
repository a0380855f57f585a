/** The smallest value that at least `share` (0 to 1) of the values do not exceed; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Milliseconds. */
export type Latency = { p50: number; p95: number; p99: number; max: number };

export const latencyOf = (millis: readonly number[]): Latency => ({
  p50: percentile(millis, 0.5),
  p95: percentile(millis, 0.95),
  p99: percentile(millis, 0.99),
  max: percentile(millis, 1),
});
