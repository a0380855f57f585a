import type { ChatMessage, Talk } from './types.ts';
import { talkKey, type World } from './world.ts';

/** Waiting by events, for tests and benches: nothing is polled. */
export function waiting(world: World) {
  /** Resolves when `reached` holds, looked at after every change; rejects after `withinMs` of real time. */
  const waitUntil = (reached: () => boolean, withinMs = 30_000, what = 'what was waited for'): Promise<void> =>
    new Promise((resolve, reject) => {
      if (reached()) return resolve();
      const end = (finish: () => void): void => {
        clearTimeout(timer);
        world.listeners.delete(look);
        finish();
      };
      const look = (): void => {
        if (reached()) end(resolve);
      };
      const timer = setTimeout(() => end(() => reject(new Error(`Not within ${withinMs} ms: ${what}.`))), withinMs);
      world.listeners.add(look);
    });

  /**
   * Waits until the centre has sent to this chat `count` times since the person last did something (a call with several
   * messages counts once). Answers the messages that came since then.
   */
  const waitForReply = async (talk: Talk, count = 1, withinMs = 30_000): Promise<ChatMessage[]> => {
    const answers = () => world.answers.get(talkKey(talk)) ?? [];
    await waitUntil(() => answers().length >= count, withinMs, `${count} answer(s) in a chat`);
    return answers().flat();
  };
  return { waitUntil, waitForReply };
}
