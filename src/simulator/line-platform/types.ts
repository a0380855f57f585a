/** What the LINE platform double keeps and shows. Times are milliseconds since the epoch on the double's clock. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A chat: one person and one centre's official account. */
export type Talk = { userId: string; centreId: string };

export type Person = { userId: string; name: string; language?: string };

/** `none`: never a friend; `blocked`: was one, and nothing reaches the person any more. */
export type Friendship = 'none' | 'friend' | 'blocked';

export type ChatMessage = {
  /** The platform's message id, or the event's id for what is no message (a postback's shown words). */
  id: string;
  from: 'person' | 'centre';
  at: number;
  /** LINE's message object as it was sent; for a person: `{ type: 'text', text }`, `{ type: 'sticker', … }` … */
  message: JsonObject;
  unsent?: true;
  /** How the centre's message came. */
  by?: 'reply' | 'push' | 'multicast';
};

export type Chat = Talk & {
  friendship: Friendship;
  messages: ChatMessage[];
  /** The loading animation is shown until this moment of the double's uptime, or until a message arrives. */
  loadingUntil?: number;
};

/** LINE's webhook event. Only what the double itself looks at is named. */
export type WebhookEvent = JsonObject & {
  type: string;
  webhookEventId: string;
  deliveryContext: { isRedelivery: boolean };
  timestamp: number;
  source: { type: 'user'; userId: string };
};

/** A webhook as it went to the server under test. `status` is 0 where no answer came within 2 s. */
export type WebhookAttempt = {
  kind: 'webhook';
  id: number;
  at: number;
  /** When it began, on the double's uptime. */
  uptime: number;
  centreId: string;
  events: WebhookEvent[];
  status: number;
  millis: number;
  body: string;
};

/** A call of the server under test to LINE's API. `status` is 0 where the answer was withheld by a fault. */
export type ApiCall = {
  kind: 'call';
  id: number;
  at: number;
  /** When it was answered, on the double's uptime. */
  uptime: number;
  method: string;
  path: string;
  centreId: string | undefined;
  status: number;
  body: Json | undefined;
  answer: Json | undefined;
  retryKey?: string;
  replyToken?: string;
};

export type Change =
  | { kind: 'log'; entry: ApiCall | WebhookAttempt }
  | { kind: 'chat'; userId: string; centreId: string }
  | { kind: 'people' };

/** What is wrong with a request, as LINE names it. */
export type Problem = { message: string; property: string };
