import type { DateTime } from 'luxon';
import type { Parts } from '#bot/parts.ts';
import type { Runner } from '#bot/runner.ts';
import type { Turn } from '#store/store.ts';
import { type Heard, hear, type ToTell } from './telling.ts';

/** What is done in one transaction, and who is told of it. */
export type Telling = {
  parts: Parts;
  turn: Turn;
  now: DateTime;
  /** Tells the client in the same transaction; the conversation is woken after the commit. */
  tell(toTell: ToTell): Promise<Heard>;
};

export async function inTelling<T>(
  { parts, runner }: { parts: Parts; runner: Runner },
  lock: string,
  work: (telling: Telling) => Promise<T>,
): Promise<T> {
  const { done, woken } = await parts.store.turn(lock, async (turn) => {
    const woken = new Set<string>();
    const tell: Telling['tell'] = async (toTell) => {
      const heard = await hear(parts, turn, toTell);
      if (heard.conversationId !== undefined) woken.add(heard.conversationId);
      return heard;
    };
    return { done: await work({ parts, turn, now: parts.clock.now(), tell }), woken };
  });
  for (const id of woken) runner.wake(id);
  return done;
}
