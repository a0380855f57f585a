import { Counter, collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Counts } from '#bot/parts.ts';

/** What `/metrics` tells. Labels are codes of ours, never ids or texts of people. */
export type Metrics = Counts & { registry: Registry };

export function metrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const events = new Counter({
    name: 'madoguchi_events_received_total',
    help: 'Events stored.',
    labelNames: ['centre'],
    registers,
  });
  const turns = new Histogram({
    name: 'madoguchi_turn_seconds',
    help: 'Time of a turn, from its start to its commit.',
    labelNames: ['outcome'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  const deliveries = new Counter({
    name: 'madoguchi_deliveries_total',
    help: 'Attempts to deliver a message.',
    labelNames: ['outcome'],
    registers,
  });
  return {
    registry,
    eventsReceived: (centre, count) => events.inc({ centre }, count),
    turn: (outcome, seconds) => turns.observe({ outcome }, seconds),
    delivery: (outcome) => deliveries.inc({ outcome }),
  };
}
