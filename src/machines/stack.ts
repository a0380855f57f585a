import { type AnyMachineSnapshot, type AnyStateMachine, initialTransition, transition } from 'xstate';
import { booking } from './booking.ts';
import { bookings } from './bookings.ts';
import { cancelling } from './cancelling.ts';
import type { Command, Outcome } from './commands.ts';
import { confirmation } from './confirmation.ts';
import { consent } from './consent.ts';
import { conversation } from './conversation.ts';
import { eligibility } from './eligibility.ts';
import type { Call, CentreOutline, ClientInput, FlowEvent, Meta } from './flow.ts';
import { handover } from './handover.ts';
import { help } from './help.ts';
import { language } from './language.ts';
import { moving } from './moving.ts';
import { myData } from './my-data.ts';
import type { Note } from './notes.ts';
import { picking } from './picking.ts';
import { profile } from './profile.ts';
import { slots } from './slots.ts';

/**
 * A conversation is a small stack of flows: the one on top talks to the client, the others wait for its output. Everything here is
 * pure: running a stack yields commands, takes their outcomes, and ends with a new stack and the notes to say.
 */
export const flows = {
  conversation,
  booking,
  picking,
  consent,
  eligibility,
  profile,
  slots,
  confirmation,
  bookings,
  moving,
  cancelling,
  handover,
  help,
  'my-data': myData,
  language,
} satisfies Record<string, AnyStateMachine>;
export type FlowName = keyof typeof flows;

/** Raise it with every change of a flow's states or context that an old snapshot would not fit. */
export const MACHINE_VERSION = 3;

export type Frame = { flow: FlowName; snapshot: AnyMachineSnapshot };
/** The root first, the flow that talks last. Never empty. */
export type Stack = readonly Frame[];

export type Settled = {
  stack: Stack;
  notes: Note[] /** Whether the event meant anything to the flow that got it. */;
  taken: boolean;
};
export type Running<Result> = Generator<Command, Result, Outcome>;

type Action = { type: string; params?: unknown };
type Work = { depth: number; command: Command };

/** The stack of a new conversation, at the menu. */
export function begin(centre: CentreOutline): Stack {
  const [snapshot] = initialTransition(flows.conversation, centre);
  return [{ flow: 'conversation', snapshot }];
}

/** Gives the event to the flow on top. */
export function* send(stack: Stack, event: ClientInput): Running<Settled> {
  const run = new Run(stack);
  run.deliver(stack.length - 1, event);
  yield* run.untilQuiet();
  return run.settled();
}

/** Leaves every flow, the top one first, so that each lets go of what it holds; ends at the menu. */
export function* leave(stack: Stack): Running<Settled> {
  const run = new Run(stack, { leaving: true });
  for (let depth = stack.length - 1; depth >= 0; depth -= 1) {
    run.cut(depth + 1);
    run.deliver(depth, { type: 'left' });
    yield* run.untilQuiet();
  }
  return run.settled();
}

/** What the conversation stands at: the flow on top, its question and its facts. */
export function standing(stack: Stack): { flow: FlowName; meta: Meta | undefined; context: unknown } {
  const top = stack.at(-1);
  if (!top) throw new Error('A stack is never empty.');
  const metas = Object.values(top.snapshot.getMeta()) as Meta[];
  return { flow: top.flow, meta: metas.at(-1), context: top.snapshot.context };
}

/** Plain JSON for the database. */
export function freeze(stack: Stack): { flow: FlowName; snapshot: unknown }[] {
  return stack.map(({ flow, snapshot }) => ({
    flow,
    snapshot: (flows[flow] as AnyStateMachine).getPersistedSnapshot(snapshot),
  }));
}

/** The stack behind what `freeze` made. Throws for anything else: unknown flows, unknown states, broken JSON. */
export function thaw(frozen: unknown): Stack {
  if (!Array.isArray(frozen) || frozen.length === 0) throw new Error('not a frozen stack');
  const stack = frozen.map((frame: { flow: FlowName; snapshot: never }) => {
    const machine = flows[frame.flow] as AnyStateMachine | undefined;
    if (!machine) throw new Error('unknown flow');
    return { flow: frame.flow, snapshot: machine.restoreSnapshot(frame.snapshot, {} as never) as AnyMachineSnapshot };
  });
  if (stack[0]?.flow !== 'conversation' || standing(stack).meta === undefined) throw new Error('not a conversation at rest');
  return stack;
}

/** One run of a stack; lives only inside `send` and `leave`. */
class Run {
  private readonly frames: Frame[];
  private readonly notes: Note[] = [];
  private readonly work: Work[] = [];
  private readonly leaving: boolean;
  private taken = false;

  constructor(stack: Stack, { leaving = false } = {}) {
    this.frames = [...stack];
    this.leaving = leaving;
  }

  settled(): Settled {
    return { stack: this.frames, notes: this.notes, taken: this.taken };
  }

  cut(length: number): void {
    this.frames.length = Math.min(this.frames.length, Math.max(1, length));
  }

  *untilQuiet(): Generator<Command, void, Outcome> {
    for (let next = this.work.shift(); next; next = this.work.shift()) {
      const outcome = yield next.command;
      this.deliver(next.depth, outcome);
    }
  }

  deliver(depth: number, event: FlowEvent): void {
    const frame = this.frames[depth];
    if (!frame) return;
    const machine = flows[frame.flow] as AnyStateMachine;
    if (!frame.snapshot.can(event)) return;
    this.taken = true;
    const [snapshot, actions] = transition(machine, frame.snapshot, event);
    this.frames[depth] = { flow: frame.flow, snapshot };
    this.carry(depth, actions as Action[]);
    this.finishIfDone(depth);
  }

  private carry(depth: number, actions: Action[]): void {
    for (const { type, params } of actions) {
      if (type === 'note') this.notes.push(params as Note);
      else if (type === 'command') this.work.push({ depth, command: params as Command });
      else if (type === 'call') this.call(depth + 1, params as Call);
    }
  }

  private call(depth: number, { flow, input }: Call): void {
    const [snapshot, actions] = initialTransition(flows[flow] as AnyStateMachine, input);
    this.frames.length = depth;
    this.frames.push({ flow, snapshot });
    this.carry(depth, actions as Action[]);
    this.finishIfDone(depth);
  }

  /** A flow that is done hands its output to the one below; where the whole stack is being left, nobody waits for it. */
  private finishIfDone(depth: number): void {
    const frame = this.frames[depth];
    if (depth === 0 || frame?.snapshot.status !== 'done') return;
    this.frames.length = depth;
    if (!this.leaving) this.deliver(depth - 1, { type: 'returned', output: frame.snapshot.output });
  }
}
