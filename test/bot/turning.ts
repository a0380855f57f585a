import { randomUUID } from 'node:crypto';
import type { ClientEvent } from '#bot/channel.ts';
import { lineChannel } from '#bot/line/channel.ts';
import type { Log, Parts } from '#bot/parts.ts';
import { runTurn, type TurnOutcome } from '#bot/turn.ts';
import { stoppedClock } from '#clock.ts';
import { metrics } from '#metrics.ts';
import type { Centre } from '#policy/centre.ts';
import { NOW, type StoreUnderTest, storeForFile } from '../support/store.ts';
import { centreOf } from './replies/standing-at.ts';

/** Turns one by one on real PostgreSQL, with nothing delivered in between: what they said waits in the outbox. */
export type Turning = {
  under: StoreUnderTest;
  centres: Map<string, Centre>;
  logged: string[];
  /** Asked for anew in each test: the store is there only while tests run. */
  parts(): Parts;
  newcomer(centreId?: string): Talker;
};

/** Somebody who writes to us. */
export type Talker = {
  conversationId: string;
  centreId: string;
  /** Stores an event and runs the turn. */
  does(event: object): Promise<TurnOutcome>;
  says(text: string): Promise<TurnOutcome>;
  /** Runs the next turn of what is stored already. */
  turn(): Promise<TurnOutcome>;
  stores(event: object): Promise<void>;
  /** What was said since the last time, as text; taken out of the outbox. */
  heard(): Promise<string>;
};

/** Call at the top of a test file. */
export function turning(): Turning {
  const under = storeForFile();
  const clock = stoppedClock(NOW);
  const centres = new Map(['izumo', 'matsudo-mothers', 'hakodate'].map((id) => [id, centreOf(id)]));
  const logged: string[] = [];
  const keep = (facts: object, message: string) => void logged.push(JSON.stringify({ ...facts, message }));
  const log: Log = { info: keep, warn: keep, error: keep };
  // Nobody delivers here, so nobody calls it.
  const line = lineChannel({ apiBaseUrl: 'http://127.0.0.1:9', credentials: new Map(), log });
  const counts = metrics();
  const parts = (): Parts => ({
    store: under.store,
    channels: { line },
    centres,
    clock,
    publicUrl: 'https://yoyaku.example.jp',
    log,
    counts,
  });
  return { under, centres, logged, parts, newcomer: (centreId = 'izumo') => talker(parts, centreId) };
}

function talker(parts: () => Parts, centreId: string): Talker {
  const who = { channel: 'line' as const, centreId, userId: randomUUID() };
  const talk: Talker = {
    conversationId: '',
    centreId,
    async stores(event) {
      const { store, clock } = parts();
      const entry = { ...who, eventId: randomUUID(), occurredAt: clock.now(), body: event };
      const { conversationIds } = await store.receive([entry], clock.now());
      talk.conversationId = conversationIds[0] ?? '';
    },
    turn: () => runTurn(parts(), talk.conversationId, 'ja'),
    async does(event) {
      await talk.stores(event);
      return await talk.turn();
    },
    says: (text) => talk.does({ kind: 'text', text, messageId: randomUUID() } satisfies ClientEvent),
    async heard() {
      const { store, clock } = parts();
      let said = '';
      for (;;) {
        const message = await store.claimMessage(talk.conversationId, clock.now(), 60);
        if (!message) return said;
        said += JSON.stringify(message.rendered);
        await store.markSent(message.id, clock.now(), 'push');
      }
    },
  };
  return talk;
}
