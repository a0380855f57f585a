import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import { inTelling, type Telling } from '#office/in-telling.ts';
import type { Actor } from '#store/store.ts';

/** What a sweep is made with. */
export type Sweeping = { parts: Parts; runner: Runner };

/** Who did it, in the audit. */
export const SYSTEM: Actor = { kind: 'system', id: 'sweep' };

const AT_A_TIME = 200;

/** What cannot be handled must not stop the rest, and is not passed over in silence. */
export async function safely<T>({ log }: Parts, what: string, work: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await work();
  } catch (fault) {
    log.error({ what, why: fault instanceof Error ? fault.name : 'unknown' }, 'a sweep met a fault');
    return otherwise;
  }
}

/**
 * Handles everything that is due, some at a time: after a standstill no sweep leaves the rest to the next. What could not be handled
 * stays due and is looked at again by the next sweep. Answers how many were handled.
 */
export async function handleAll<T>(
  parts: Parts,
  work: { due: (limit: number) => Promise<T[]>; idOf: (one: T) => string; handle: (one: T) => Promise<unknown> },
): Promise<number> {
  const left = new Set<string>();
  let done = 0;
  for (;;) {
    const due = (await work.due(AT_A_TIME + left.size)).filter((one) => !left.has(work.idOf(one)));
    if (due.length === 0) return done;
    for (const one of due) {
      left.add(work.idOf(one));
      if (await safely(parts, 'row', () => work.handle(one), undefined)) done += 1;
    }
  }
}

/** One thing that has become due, in its own transaction. */
export type Due = Telling;

/** `lock`: the conversation where there is one, else the client, as staff's acts on the same booking take it. */
export const settle: <T>(sweeping: Sweeping, lock: string, work: (due: Due) => Promise<T>) => Promise<T> = inTelling;

/**
 * Somebody wrote before the deadline, and it has not been read yet, as after a kill: it counts first, and the deadline is left to the
 * next sweep. That is soon: what waits is read by then, or set aside after a few attempts.
 */
export async function wroteBefore({ turn }: Due, deadline: DateTime): Promise<boolean> {
  const unread = await turn.nextEvent();
  return unread !== undefined && unread.occurredAt < deadline;
}

export const lockOf = ({ conversationId, clientId }: { conversationId: string | undefined; clientId: string }): string =>
  conversationId ?? clientId;
