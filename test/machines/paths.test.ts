import { describe, expect, test } from 'vitest';
import { type AnyMachineSnapshot, type AnyStateMachine, type AnyStateNode, getInitialMicrosteps, getMicrosteps } from 'xstate';
import { getAdjacencyMap } from 'xstate/graph';
import type { FlowEvent } from '#machines/flow.ts';
import { type FlowName, flows } from '#machines/stack.ts';
import { samples } from './samples.ts';

/**
 * `xstate/graph` walks every flow from each sample input with every sample event; each transition that the flow defines must have been
 * taken. Growing contexts (lists of answers, page numbers) do not make new states for the walk: only what guards look at does.
 */
describe.each(Object.keys(flows) as FlowName[])('the paths through %s', (name) => {
  const machine = flows[name] as AnyStateMachine;
  const { inputs, events } = samples[name];
  const walked = new Set<string>();
  const finals = new Set<string>();
  for (const input of inputs) walk(machine, input, events, walked, finals);

  test('walk every transition', () => {
    expect(defined(machine).filter((transition) => !walked.has(transition))).toEqual([]);
  });

  test('reach every final state, and no state that answers to nothing', () => {
    const ends = (Object.values(machine.root.states) as AnyStateNode[])
      .filter(({ type }) => type === 'final')
      .map(({ key }) => key);
    expect([...finals].sort()).toEqual(ends.sort());
  });
});

function walk(machine: AnyStateMachine, input: unknown, events: FlowEvent[], walked: Set<string>, finals: Set<string>): void {
  follow(
    getInitialMicrosteps(machine, input as never).map(([snapshot]) => snapshot),
    walked,
  );
  const map = getAdjacencyMap(machine, { input: input as never, events: events as never, serializeState, limit: 20_000 });
  for (const { state, transitions } of Object.values(map)) {
    if (state.status === 'done') finals.add(String(state.value));
    for (const { event } of Object.values(transitions) as { event: FlowEvent }[]) {
      for (const taken of machine.getTransitionData(state as never, event as never)) walked.add(label(taken as never));
      follow([state, ...getMicrosteps(machine, state as never, event as never).map(([snapshot]) => snapshot)], walked);
    }
  }
}

/** Eventless transitions leave their mark between two microsteps. */
function follow(steps: AnyMachineSnapshot[], walked: Set<string>): void {
  for (const [index, step] of steps.entries()) {
    const next = steps[index + 1];
    if (next) walked.add(`${String(step.value)} at once → ${String(next.value)}`);
  }
}

/** What guards of the flows look at; not the answers themselves. */
function serializeState(snapshot: AnyMachineSnapshot): string {
  const { todo, done, index, officeId, serviceId, subject, changing, day, phoneOnly, bookings, intent } = snapshot.context;
  const facts = [todo, done?.length, index, officeId, serviceId, subject, changing, day, phoneOnly, bookings?.length, intent];
  return JSON.stringify([snapshot.value, snapshot.context['earlier'], snapshot.context['later'], ...facts]);
}

type Transition = { source: AnyStateNode; target?: readonly AnyStateNode[]; eventType: string; guard?: unknown };

const label = ({ source, target, eventType, guard }: Transition): string =>
  `${source.key} ${eventType} [${String(guard ?? '')}] → ${target?.[0]?.key ?? source.key}`;

function defined(machine: AnyStateMachine): string[] {
  const nodes = [machine.root, ...(Object.values(machine.root.states) as AnyStateNode[])];
  return nodes.flatMap((node) => [
    ...[...node.transitions.values()].flat().map((it) => label(it as never)),
    ...(node.always ?? []).map((it) => `${node.key} at once → ${(it as Transition).target?.[0]?.key}`),
  ]);
}
