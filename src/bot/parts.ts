import type { Clock } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import type { Booking, Store, Turn } from '#store/store.ts';
import type { Channel, ChannelName } from './channel.ts';

/** What may be logged: a code and ids of ours. Never a name, a number, a text or a token. */
export type Log = {
  info(facts: Record<string, string | number | boolean>, message: string): void;
  warn(facts: Record<string, string | number | boolean>, message: string): void;
  error(facts: Record<string, string | number | boolean>, message: string): void;
};

/** What is counted for the people who run it. */
export type Counts = {
  eventsReceived(centreId: string, count: number): void;
  turn(outcome: 'done' | 'failed', seconds: number): void;
  delivery(outcome: 'reply' | 'push' | 'later' | 'failed' | 'not-needed'): void;
};

/** What the bot is made of; put together in `main.ts` and in tests. */
export type Parts = {
  store: Store;
  channels: Partial<Record<ChannelName, Channel>>;
  centres: ReadonlyMap<string, Centre>;
  clock: Clock;
  /** Base of the links that we send, without a slash at its end. */
  publicUrl: string;
  log: Log;
  counts: Counts;
  /** A booking has taken the place of another: in the transaction of the turn that moved it. */
  onMoved?: (turn: Turn, booking: Booking) => Promise<void>;
  /** The client has given another e-mail address: in the transaction of the turn that keeps it. */
  onAddressChanged?: (turn: Turn, clientId: string) => Promise<void>;
};
