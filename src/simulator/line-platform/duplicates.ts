import type { JsonObject } from './types.ts';

type Delivery = { content: string; by: 'reply' | 'push'; at: number };

/** How many of a chat's last deliveries are looked at. */
const WINDOW = 6;

/**
 * Counts messages that a person got twice for one event. Every reply token is good once, so two replies belong to two
 * events; what can double is a push after a reply, a reply after a push, or two pushes under different retry keys. A push is
 * counted when the chat's last six deliveries hold the very same content, a reply when such a push came after its event.
 */
export function duplicateCounter() {
  const deliveries = new Map<string, Delivery[]>();
  let order = 0;
  let count = 0;
  return {
    count: (): number => count,
    /** The moment an event went out, to be handed back with its reply. */
    mark: (): number => order,
    add(chat: string, by: 'reply' | 'push', messages: readonly JsonObject[], eventMark = 0): boolean {
      const content = JSON.stringify(messages);
      const recent = deliveries.get(chat) ?? [];
      const twice = recent.some((one) => one.content === content && (by === 'push' || (one.by === 'push' && one.at > eventMark)));
      if (twice) count += 1;
      order += 1;
      recent.push({ content, by, at: order });
      deliveries.set(chat, recent.slice(-WINDOW));
      return twice;
    },
  };
}
