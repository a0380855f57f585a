import type { DateTime } from 'luxon';
import type { ChannelName } from '#store/store.ts';
import type { Reply } from './replies/reply.ts';

/** What a channel is: it reads events, renders replies and delivers them. Everything else is the same on every channel. */

export type { ChannelName };

/** What a client did, free of any channel. */
export type ClientEvent =
  | { kind: 'text'; text: string; messageId: string }
  /**
   * A button of ours: the step it belongs to, the choice, and the day picked where it was a calendar (YYYY-MM-DD). `on`: the platform's id
   * of the message that bore it, where it tells.
   */
  | { kind: 'pressed'; step: number; choice: string; day?: string; on?: string }
  /** A button that is not, or no longer, one of ours. */
  | { kind: 'pressed-unknown' }
  | { kind: 'unsupported'; what: 'sticker' | 'image' | 'video' | 'audio' | 'file' | 'location' | 'other' }
  /** `silent`: another module of the account has the floor, so nothing is said. */
  | { kind: 'joined'; silent?: true }
  | { kind: 'left' }
  | { kind: 'unsent'; messageId: string }
  /** A message that stood already was written anew: what it said first may have been acted on. */
  | { kind: 'edited'; messageId: string }
  /** The platform told where to write to, and nobody did anything. */
  | { kind: 'moved-in' }
  /** Our own page `/forms/:token` was filled in; the values were checked there. */
  | { kind: 'form-submitted'; values: Record<string, string> };

/**
 * Whom a channel writes to. `conversationReference`: what its platform needs beside the person's id, as the channel itself read it from their newest
 * event (plain JSON; kept sealed, so that we can write first, after a restart too).
 */
export type Addressee = { centreId: string; userId: string; conversationReference?: unknown };

/** An event as it comes in; `eventId` is unique within the channel and makes a second delivery harmless. */
export type IncomingEvent = {
  channel: ChannelName;
  centreId: string;
  /** The platform's id of the person. */
  userId: string;
  eventId: string;
  /** The event's own time. */
  occurredAt: DateTime;
  event: ClientEvent;
  replyToken?: string;
  conversationReference?: unknown;
};

/** A message on its way out. */
export type Outgoing = Addressee & {
  /** The outbox row: the retry key of a push. A UUID. */
  id: string;
  /** As rendered by the channel when the turn committed. */
  rendered: unknown;
  /** Present while it may still be used; `tried` when an attempt with it may have arrived. */
  reply?: { token: string; tried: boolean };
  /** It holds what must not come late or onto a locked screen: where there are reply tokens it goes by one or not at all. */
  neverPushed?: true;
  /** How often it was tried before. */
  attempts: number;
};

export type DeliveryOutcome =
  /** `as`: the platform's id of it, where it can be changed or pressed upon later. */
  | { kind: 'sent'; by: 'reply' | 'push'; as?: string }
  /** Try again, not before `afterSeconds` if the platform named it. `tokenTried`: the reply token may have been used up. */
  | { kind: 'later'; why: string; afterSeconds?: number; tokenTried: boolean }
  /** Not sent, and it may not be pushed: there is no reply token for it any more. */
  | { kind: 'token-over'; why: string }
  /** Final. `quota`: the month's pushes are used up; staff must know. `why` never holds personal data. */
  | { kind: 'failed'; reason: 'rejected' | 'quota' | 'unreachable'; why: string };

/** What is left of the pushes that a centre has paid for this month; `limit`: all of them, where there is a limit. */
export type PushQuota = { remaining: number | 'unlimited' | 'unknown'; limit?: number };

/**
 * How a message is closed: `chosen` says what was chosen of it, in a sentence with the button's label; `over` that it is past.
 * `offersOver`: of the times that it offers none can be picked any more, whatever was pressed.
 */
export type Closing = {
  /** The press upon it, absent where it was answered in another way; `inVain`: it was old, or nothing came of it. */
  press?: { choice: string; day?: string; inVain?: true };
  offersOver?: true;
  chosen(label: string): string;
  over: string;
};

export interface Channel {
  readonly name: ChannelName;
  /** Renders a reply into what `deliver` sends, within every limit of the platform. Plain JSON. */
  render(reply: Reply): unknown;
  /**
   * A rendered message as it stands once it was answered: what was chosen, and no live button. Goes through `deliver` like any other and
   * takes the place of the message that was `sentAs`; without that it is sent so in the first place. Undefined where there is nothing to take away. Absent where messages cannot be changed.
   */
  close?(rendered: unknown, sentAs: string | undefined, closing: Closing): unknown;
  deliver(outgoing: Outgoing): Promise<DeliveryOutcome>;
  /** The language of the person's profile on the platform (BCP 47), where it tells; never throws. */
  profileLanguage(whom: Addressee): Promise<string | undefined>;
  /** Shows that an answer is being prepared; never throws. */
  showWorking(whom: Addressee): Promise<void>;
  /** Never throws; `unknown` where the platform does not tell. */
  pushQuota(centreId: string): Promise<PushQuota>;
}
