import { IN_PUBLIC } from '#bot/replies/catalogue/in-public.ts';
import type { TeamsConnector } from './connector.ts';
import type { TeamsPlace } from './conversation-reference.ts';

/** Not said again in the same conversation before this. */
const AGAIN_MS = 600_000;
/** Conversations remembered; the one that was told longest ago is forgotten first. */
const MOST = 1_000;

type Settings = { connector: TeamsConnector; uptime: () => number; most?: number };

/** Asks people in a group or channel to write in private. Nothing depends on it: it is tried once, and never throws. */
export interface PrivatelyPlease {
  ask(place: TeamsPlace): Promise<void>;
  /** Waits for what is on its way, at most as long as the connector does: their request was answered before, so nobody else waits. */
  stop(): Promise<void>;
}

export function privatelyPlease({ connector, uptime, most = MOST }: Settings): PrivatelyPlease {
  const toldAt = new Map<string, number>();
  const onTheirWay = new Set<Promise<void>>();

  function isDue(conversationId: string): boolean {
    const before = toldAt.get(conversationId);
    if (before !== undefined && uptime() - before < AGAIN_MS) return false;
    toldAt.delete(conversationId);
    const [oldest] = toldAt.keys();
    if (oldest !== undefined && toldAt.size >= most) toldAt.delete(oldest);
    toldAt.set(conversationId, uptime());
    return true;
  }

  async function send(place: TeamsPlace): Promise<void> {
    try {
      await connector.send(place, { type: 'message', text: IN_PUBLIC, textFormat: 'plain' });
    } catch {
      // The next message in public asks again, in ten minutes.
    }
  }

  return {
    async ask(place) {
      if (!isDue(place.conversationId)) return;
      const sending = send(place);
      onTheirWay.add(sending);
      await sending;
      onTheirWay.delete(sending);
    },
    async stop() {
      await Promise.all(onTheirWay);
    },
  };
}
