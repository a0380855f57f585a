import type { DateTime } from 'luxon';
import { MACHINE_VERSION, type Running } from '#machines/stack.ts';
import type { Conversation } from '#store/store.ts';
import { type Answer, answer } from './answer.ts';
import { carryOut } from './carry-out/carry-out.ts';
import { note, type TurnContext, UnknownToCentre } from './carry-out/context.ts';
import type { ClientEvent } from './channel.ts';
import { recall } from './memory.ts';
import { outlineOf } from './outline.ts';

/**
 * Answers an event with the machines, whatever they do: a fault of theirs, or a conversation about something that the centre file no
 * longer has, must not end the conversation. It begins again, politely. Faults of the database do end the turn.
 */
export async function answerSafely(
  context: TurnContext,
  row: Conversation | undefined,
  event: ClientEvent,
  occurredAt: DateTime,
): Promise<Answer> {
  const outline = outlineOf(context.world.centre);
  const recalled = recall(row, outline, context.world.now.toMillis());
  if (recalled.kind === 'restarted') return await restart(context, event, 'snapshot', undefined);
  const happening = { event, at: occurredAt.toMillis() };
  try {
    return await drive(answer(recalled.memory, happening, context.world, recalled.kind === 'new'), context);
  } catch (fault) {
    if (fault instanceof MachineFault) return await restart(context, event, 'machine', fault.cause);
    if (fault instanceof UnknownToCentre) return await restart(context, event, 'centre-changed', fault);
    throw fault;
  }
}

/** A fault inside the flows: ours, and never the client's. */
class MachineFault extends Error {
  override readonly name = 'MachineFault';
}

async function drive(run: Running<Answer>, context: TurnContext): Promise<Answer> {
  let step = advance(() => run.next(undefined as never));
  while (!step.done) {
    const outcome = await carryOut(step.value, context);
    step = advance(() => run.next(outcome));
  }
  return step.value;
}

function advance<T>(next: () => T): T {
  try {
    return next();
  } catch (cause) {
    throw new MachineFault('a flow failed', { cause });
  }
}

/** The conversation from its beginning, with a step that no button sent so far has. */
export async function restart(context: TurnContext, event: ClientEvent, why: string, fault: unknown): Promise<Answer> {
  const { turn, world, log } = context;
  if (fault !== undefined)
    log.error({ why, trace: traceOf(fault), machineVersion: MACHINE_VERSION }, 'a conversation began again');
  note(context, 'restarted', { reason: why });
  // What a lost conversation held would block its own client.
  for (const { id, state } of await turn.openBookings()) {
    if (state !== 'held') continue;
    await turn.changeState({
      bookingId: id,
      from: ['held'],
      to: 'released',
      at: world.now,
      actor: { kind: 'system', id: 'restart' },
      reason: 'restarted',
    });
  }
  const silent = event.kind === 'left' || event.kind === 'unsent' || event.kind === 'moved-in';
  const { memory } = recall({ machineVersion: -1, snapshot: undefined }, outlineOf(world.centre), world.now.toMillis());
  return { memory, notes: [{ say: 'restarted' }], speak: !silent };
}

/** Where it happened, without the message: a message may quote what a client wrote. */
export function traceOf(fault: unknown): string {
  const lines = fault instanceof Error ? (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return lines
    .slice(0, 4)
    .map((line) => line.trim())
    .join(' < ');
}
