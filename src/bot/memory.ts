import type { CentreOutline } from '#machines/flow.ts';
import { begin, freeze, MACHINE_VERSION, type Stack, thaw } from '#machines/stack.ts';

/** What a conversation remembers between two turns. */
export type Memory = {
  stack: Stack;
  /** The question that the newest buttons belong to. */
  step: number;
  /** Misunderstandings in a row. */
  missed: number;
  /** The newest press that was taken, to tell a double tap from an old button. `at` in milliseconds of the event's own time. */
  lastPress: { step: number; choice: string; at: number } | null;
};

/** Two presses of one button within this time are one press (milliseconds between the events' own times). */
const DOUBLE_TAP_MS = 10_000;

export const isSecondTap = ({ lastPress }: Memory, { step, choice, at }: NonNullable<Memory['lastPress']>): boolean =>
  lastPress?.step === step && lastPress.choice === choice && Math.abs(at - lastPress.at) < DOUBLE_TAP_MS;

export type Recalled =
  | { kind: 'remembered'; memory: Memory }
  | { kind: 'new'; memory: Memory }
  /** The snapshot is of another version, or broken, or of a centre file that has changed since: it begins again, politely. */
  | { kind: 'restarted'; memory: Memory };

const fresh = (centre: CentreOutline, step: number): Memory => ({ stack: begin(centre), step, missed: 0, lastPress: null });

/** The memory behind a stored snapshot. Never throws: what cannot be read begins anew, with a step that no old button has. */
export function recall(
  stored: { machineVersion: number; snapshot: unknown } | undefined,
  centre: CentreOutline,
  now: number,
): Recalled {
  if (!stored) return { kind: 'new', memory: fresh(centre, 1) };
  // Everything was deleted, at the client's wish: they are new to us, but their old buttons are still in the chat.
  if (stored.snapshot === null) return { kind: 'new', memory: fresh(centre, Math.floor(now / 1000)) };
  const restarted = { kind: 'restarted', memory: fresh(centre, Math.floor(now / 1000)) } as const;
  if (stored.machineVersion !== MACHINE_VERSION) return restarted;
  try {
    const { stack, step, missed, lastPress } = stored.snapshot as Omit<Memory, 'stack'> & { stack: unknown };
    if (!Number.isSafeInteger(step)) return restarted;
    const counts = { step, missed: Number.isSafeInteger(missed) ? missed : 0, lastPress: pressIn(lastPress) };
    const thawed = thaw(stack);
    if (knows(thawed, centre)) return { kind: 'remembered', memory: { stack: thawed, ...counts } };
    // At the menu nothing is lost: it simply goes on with the centre as it is now.
    return thawed.length === 1 ? { kind: 'remembered', memory: { stack: begin(centre), ...counts } } : restarted;
  } catch {
    return restarted;
  }
}

/** Whether the conversation began with the centre as its file is now: its offices, services, questions. */
const knows = (stack: Stack, centre: CentreOutline): boolean =>
  JSON.stringify(stack[0]?.snapshot.context) === JSON.stringify(centre);

/** A press that cannot be read is none: the next double tap is only answered twice. */
function pressIn(stored: unknown): Memory['lastPress'] {
  const { step, choice, at } = (stored ?? {}) as { step?: unknown; choice?: unknown; at?: unknown };
  return typeof step === 'number' && typeof choice === 'string' && typeof at === 'number' ? { step, choice, at } : null;
}

/** Plain JSON for the database. */
export const remember = ({ stack, ...rest }: Memory): unknown => ({ ...rest, stack: freeze(stack) });
