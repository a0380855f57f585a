import type { DateTime } from 'luxon';
import type { DetailsReached } from '#policy/able-to-come.ts';
import type { BookingState } from '#policy/cancellation.ts';
import type { ChangeListener } from './changes.ts';
import type { Mails } from './mails.ts';
import type { NoticeKind, OfficeTurn } from './office-turn.ts';
import type { Reads } from './reads.ts';
import type { Rooms } from './rooms.ts';
import type { StaffStore } from './staff-store.ts';
import type { Writes } from './writes.ts';

export type * from './office-turn.ts';
export type { BookingState };

/**
 * What the rest of the house knows of the database. Prisma stays behind it. Moments are Luxon DateTimes in Asia/Tokyo;
 * everything personal goes in and comes out in the clear here and is encrypted at rest.
 */

export type ChannelName = 'line' | 'teams';

/** An event to keep. `body` is plain JSON. */
export type InboxEntry = {
  channel: ChannelName;
  centreId: string;
  userId: string;
  eventId: string;
  occurredAt: DateTime;
  body: unknown;
  replyToken?: string | undefined;
  /** What the platform needs beside the id to be written to: plain JSON, the channel's own. */
  conversationReference?: unknown;
};

export type Received = {
  id: string;
  eventId: string;
  channel: ChannelName;
  centreId: string;
  userId: string;
  occurredAt: DateTime;
  receivedAt: DateTime;
  attempts: number;
  body: unknown;
  replyToken?: string;
  conversationReference?: unknown;
};

/** A message that was sent as `sentAs`, the platform's id of it, and was not closed since. `offersFor`: the booking it offers times for. */
export type StandingMessage = { id: string; sentAs: string; rendered: unknown; offersFor?: string };

/** The conversation row, made by its first turn. */
export type Conversation = {
  id: string;
  channel: ChannelName;
  centreId: string;
  userId: string;
  /** As the person's newest event told it. */
  conversationReference?: unknown;
  language: string;
  reachable: boolean;
  machineVersion: number;
  /** The machines' snapshot: plain JSON; null where nothing is remembered, undefined where it could not be opened. */
  snapshot: unknown;
  clientId: string | undefined;
};

export type Profile = {
  name: string;
  /** undefined: "no number yet", or not asked by the centre. */
  jobSeekerNumber?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  topic?: string | undefined;
  companions?: string | undefined;
};
/** `erasureAskedAt`: the client asked to be deleted, which waits for the last open booking. */
export type Client = { id: string; profile: Profile | undefined; erasureAskedAt?: DateTime | undefined };

export type Booking = {
  id: string;
  /** Short, for people on the phone: 8 letters and digits without look-alikes. */
  reference: string;
  centreId: string;
  officeId: string;
  serviceId: string;
  clientId: string;
  conversationId: string | undefined;
  state: BookingState;
  /** Absent for a request for another time. Ends exclusive. */
  startsAt: DateTime | undefined;
  endsAt: DateTime | undefined;
  holdUntil: DateTime | undefined;
  /** The end of the business day by which staff answer a request. */
  answerBy: DateTime | undefined;
  /** Wished times in the client's words. */
  wishes: string | undefined;
  /** The booking that this one will replace. */
  movesBookingId: string | undefined;
  createdAt: DateTime;
  /** Until when one of the offered times may be picked; only while it is offered. */
  offerBy: DateTime | undefined;
  /** The slot that was asked for, where staff offered other times. */
  askedStartsAt: DateTime | undefined;
  confirmedAt: DateTime | undefined;
  /** "I'll be late" or "I can't connect": that is contact. */
  contact: { kind: 'late' | 'cannot-connect'; at: DateTime } | undefined;
  noShowAt: DateTime | undefined;
  /** How it came in. */
  origin: ChannelName | 'staff';
};

export type Seat = {
  centreId: string;
  officeId: string;
  serviceId: string;
  startsAt: DateTime;
  endsAt: DateTime;
  capacity: number;
};

/**
 * `others`: `used` without what the booking that is being moved keeps. `closed`: nobody may take a seat any more. `openedByStaff`: beside
 * the centre file's times.
 */
export type SlotUse = {
  startsAt: DateTime;
  endsAt: DateTime;
  used: number;
  others: number;
  capacity: number;
  closed: boolean;
  openedByStaff: boolean;
};

export type Actor = { kind: 'client' | 'system' | 'staff'; id: string };
/** Who makes a booking for whom, where it is not the client of the conversation: staff. */
export type Maker = { clientId: string; conversationId: string | undefined; actor: Actor };
export type AuditEntry = {
  at: DateTime;
  actor: Actor;
  centreId: string;
  bookingId?: string | undefined;
  conversationId?: string | undefined;
  action: string;
  from?: string | undefined;
  to?: string | undefined;
  /** Why: a short code or an article; never personal data. */
  reason?: string | undefined;
  channel?: ChannelName | undefined;
  detail?: Record<string, string | number | boolean> | undefined;
};

export type OutboxEntry = {
  conversationId: string;
  bookingId?: string | undefined;
  /** 'reply', or the kind of notice. */
  kind: string;
  channel: ChannelName;
  centreId: string;
  userId: string;
  rendered: unknown;
  replyToken?: string | undefined;
  /** When the token's event was received. */
  replyTokenAt?: DateTime | undefined;
  /** It is only worth sending while its booking is in this state. */
  needsState?: BookingState | undefined;
  /** It is not worth sending from then on. */
  uselessAt?: DateTime | undefined;
  /** It closes that message of the outbox. */
  closes?: string | undefined;
};

export type OutboxMessage = OutboxEntry & {
  id: string;
  /** The conversation's, as it is now. */
  conversationReference: unknown;
  attempts: number;
  tokenTried: boolean;
  createdAt: DateTime;
  /** The conversation's, as it is now. */
  language: string;
  /** A later answer is in the outbox, or was sent: what this one asks is asked no more. */
  overtaken: boolean;
  /** Whether the client can be reached: false after an unfollow. */
  reachable: boolean;
  /** What its booking is in now. */
  bookingState: BookingState | undefined;
};

/** A session that is near, with what was told about it so far. */
export type SessionDue = {
  booking: Booking;
  /** Kinds of notices that the ledger has of it, whatever their fate. */
  told: NoticeKind[];
  /** There are valid meeting details. */
  detailsReady: boolean;
};

/** A session that has begun, and when its meeting details got to the client. */
export type SessionBegun = { booking: Booking; reached: DetailsReached };

/** `offered`: of the times that staff had offered none was picked; else staff had not answered. */
export type Expired = { booking: Booking; offered: boolean; expiredAt: DateTime };

export type Retained = {
  texts: number;
  mails: number;
  details: number;
  extras: number;
  events: number;
  sessions: number;
  forms: number;
  links: number;
};

/** The statements of one turn, all in one transaction that also holds the conversation's lock. */
export interface Turn extends OfficeTurn {
  /** The oldest event of this conversation that is not done yet, by the event's own time, then by arrival. */
  nextEvent(): Promise<Received | undefined>;
  loadConversation(): Promise<Conversation | undefined>;
  /**
   * What still stands with its buttons in this conversation: the newest answer, the message that was sent as `sentAs`, and what offers
   * times, the older first.
   */
  standingMessages(sentAs: string | undefined): Promise<StandingMessage[]>;
  /** Writes everything that a turn leaves behind, in as few statements as can be: conversation, outbox, audit, inbox mark. `more`: the conversation has further events. */
  finish(result: TurnResult): Promise<{ outboxIds: string[]; more: boolean }>;

  client(): Promise<Client | undefined>;
  /** Makes or changes the conversation's client. Returns its id. */
  saveProfile(profile: Profile, at: DateTime): Promise<string>;
  /**
   * Removes name, number, e-mail, phone, topic, companions, wishes, the snapshot's draft, mails, meeting details and what staff wrote
   * about the person; ids stay for audit and consent. Of this conversation's client, or of the named one (also without a conversation).
   */
  eraseClient(at: DateTime, clientId?: string): Promise<void>;

  /**
   * Whether a booking stands against erasing the client now: an open one, a session that has not ended, whatever was marked of it, or a
   * no-show of today. It stays so until the commit: with this (and `eraseClient`) the turn takes all conversations of the person, and runs
   * again where another turn has one.
   */
  erasureWaits(at: DateTime, clientId?: string): Promise<boolean>;
  /** Marks the client for erasure as soon as nothing stands against it any more. */
  askErasure(at: DateTime, clientId?: string): Promise<void>;
  /** Takes that back, for staff; undefined where nothing waits. `inChat`: the client had asked in a chat, and was told there that it waits. */
  withdrawErasure(whose: { clientId: string; centreId: string }): Promise<{ inChat: boolean } | undefined>;

  /** The terms version in force at `at`: the office's own published text before the centre file's summary. */
  termsInForce(
    termsId: string,
    at: DateTime,
  ): Promise<{ id: string; version: string; sha256: string; origin: 'file' | 'staff'; effectiveAt: DateTime } | undefined>;
  /** The standing consent to that version, if any. */
  consentTo(termsVersionId: string): Promise<{ id: string; eligible: boolean } | undefined>;
  recordConsent(consent: {
    termsVersionId: string;
    officeId: string;
    meetingApp: boolean;
    channel: ChannelName;
    at: DateTime;
  }): Promise<void>;
  /** The client answered every question of the article on who may use the service. */
  recordEligible(termsVersionId: string, at: DateTime): Promise<void>;

  /** Seats used, for the slots that touch [from, to), also those that began before. A slot without a row has none used. `capacity` is the one that counts: staff's where they set it, 0 where they closed the slot. */
  seatsUsed(where: {
    centreId: string;
    officeId: string;
    serviceId: string;
    from: DateTime;
    to: DateTime;
    /** The centre file's capacity; without it, that of the last hold stands for it. */
    capacity?: number | undefined;
    /** The booking that a new seat would replace. */
    movesBookingId?: string | undefined;
  }): Promise<SlotUse[]>;
  /** Takes a seat and makes the held booking in ONE statement. There has to be room among those in overlapping slots, too. */
  hold(
    seat: Seat,
    booking: {
      until: DateTime;
      movesBookingId?: string | undefined;
      at: DateTime;
      openBookings: number;
      maker?: Maker | undefined;
    },
  ): Promise<{ kind: 'held'; booking: Booking } | { kind: 'slot-taken' } | { kind: 'already-open' }>;
  /** A request for another time: no seat. */
  request(request: {
    centreId: string;
    officeId: string;
    serviceId: string;
    wishes: string;
    answerBy: DateTime;
    at: DateTime;
    openBookings: number;
    movesBookingId?: string | undefined;
    maker?: Maker | undefined;
  }): Promise<{ kind: 'requested'; booking: Booking } | { kind: 'already-open' }>;
  booking(id: string): Promise<Booking | undefined>;
  /** held, requested, offered and confirmed bookings of this conversation's client, soonest first. */
  openBookings(): Promise<Booking[]>;
  /**
   * Changes a booking's state if it is still in one of `from`; frees its seat in the same statement where the new state keeps
   * none. Answers the booking as it is now; `undefined` if it was in none of `from`. Writes the audit row itself.
   */
  changeState(change: {
    bookingId: string;
    from: BookingState[];
    to: BookingState;
    at: DateTime;
    actor: Actor;
    reason?: string | undefined;
    answerBy?: DateTime | undefined;
  }): Promise<Booking | undefined>;

  raiseTask(task: {
    kind: string;
    centreId: string;
    /** Absent where nobody can tell which office. */
    officeId?: string | undefined;
    bookingId?: string | undefined;
    /** Whom it is about, where neither a booking nor a conversation tells. */
    clientId?: string | undefined;
    /** It concerns the centre, not this conversation: one is enough. */
    ofCentre?: boolean | undefined;
    /** What the client wanted: 'cancelling', 'moving'. */
    about?: string | undefined;
    /** The notice that the client has not heard: such a task ends once it is told after all. */
    undelivered?: string | undefined;
    at: DateTime;
    dueAt?: DateTime | undefined;
  }): Promise<void>;
  /** A one-time page; answers the token (only its hash is stored). */
  openForm(form: { at: DateTime; expiresAt: DateTime }): Promise<{ token: string }>;
  /** The token of a booking's calendar file: derived, so that it can be shown again; only its hash is stored. */
  calendarToken(bookingId: string): Promise<string>;
}

export type TurnResult = {
  at: DateTime;
  /** The inbox row that this turn answers; absent for a turn that a job began. */
  inboxId?: string | undefined;
  /** The event tells nothing of its person: no trace of it is kept. */
  traceless?: boolean | undefined;
  conversation: {
    language: string;
    reachable: boolean;
    machineVersion: number;
    snapshot: unknown;
    channel: ChannelName;
    centreId: string;
    userId: string;
    /** Left out: the one that is kept stays. */
    conversationReference?: unknown;
  };
  outbox: OutboxEntry[];
  audit: AuditEntry[];
};

export interface Store {
  /** Stores the events that are new, in one statement. Answers the conversations that have something to do. */
  receive(events: readonly InboxEntry[], at: DateTime): Promise<{ stored: number; conversationIds: string[] }>;
  /** Runs `work` in one transaction under the conversation's lock. Serialisation faults and lost connections are retried a few times. */
  turn<T>(conversationId: string, work: (turn: Turn) => Promise<T>): Promise<T>;
  /** Conversations that have events not done yet, and whose turn nobody is running. */
  conversationsWaiting(limit: number): Promise<string[]>;
  /** After a turn failed: counts the attempt; after `most` of them the event is set aside ('failed') so that the rest can go on. */
  turnFailed(inboxId: string, why: string, most: number): Promise<{ setAside: boolean }>;
  /** An unsent message: its text is removed from the inbox. */
  forgetMessage(channel: ChannelName, centreId: string, messageId: string): Promise<void>;

  /**
   * Claims the conversation's oldest undelivered message for `leaseSeconds` of the database's own clock; undefined if there is none,
   * another process has it, or it is not to be tried again yet at `now`. An answer overtakes pushes that wait for their next attempt.
   */
  claimMessage(conversationId: string, now: DateTime, leaseSeconds: number): Promise<OutboxMessage | undefined>;
  /** `more`: the conversation has further messages waiting. */
  markSent(id: string, at: DateTime, by: 'reply' | 'push', as?: string): Promise<{ more: boolean }>;
  markLater(id: string, retryAt: DateTime, why: string, tokenTried: boolean): Promise<void>;
  /**
   * Raises the tasks for staff in the same statement: to ring the client, and (once a centre) to look after the month's pushes.
   * `unreachable`: nothing gets to the conversation until its person writes again.
   */
  markFailed(
    id: string,
    at: DateTime,
    why: string,
    tasks: { ring: boolean; quota: boolean; unreachable?: boolean },
  ): Promise<void>;
  /** Its booking is no longer in the state that it was about, or its time is over. */
  markNotNeeded(id: string, at: DateTime, why: string): Promise<{ more: boolean }>;
  /** Conversations with undelivered messages whose next attempt is due at `now` and that nobody holds. */
  conversationsWithMail(now: DateTime, limit: number): Promise<string[]>;

  /** Held bookings whose hold has run out. */
  holdsRunOut(now: DateTime, limit: number): Promise<Booking[]>;
  /** Requests whose day has begun. */
  requestsBegun(now: DateTime, limit: number): Promise<Booking[]>;

  /** Requests whose answer is due, and whose client was not told to ring yet (the notice `ask-to-ring:<booking id>`). */
  answersOverdue(now: DateTime, limit: number): Promise<Booking[]>;
  /**
   * Confirmed sessions that start within (from, to), soonest first, whose details are entered while the client's e-mail address was
   * never confirmed, and that no task `address-unconfirmed` was raised about.
   */
  addressesUnconfirmed(from: DateTime, to: DateTime, limit: number): Promise<Booking[]>;
  /** Offers of which no time was picked in time. One that the client has not heard of is kept while one of its times is to come. */
  offersRunOut(now: DateTime, limit: number): Promise<Booking[]>;
  /** Requests and offers that have expired in the last two weeks and of which the client was not told; the longest ago first. */
  expiredUntold(now: DateTime, limit: number): Promise<Expired[]>;
  /** Confirmed sessions that start in [from, to) and were not found to be over, soonest first. `after`: go on behind this one. */
  sessionsAround(from: DateTime, to: DateTime, limit: number, after?: Booking): Promise<SessionDue[]>;
  /**
   * Confirmed sessions that began in [from, now] and were not found to be over, soonest first, unless staff were asked to ring about
   * them (tasks `details-not-delivered`, `closed-day-session`). `after`: go on behind this one.
   */
  sessionsBegun(from: DateTime, now: DateTime, limit: number, after?: Booking): Promise<SessionBegun[]>;
  /** Ends tasks to ring about reminders and meeting details of sessions that have begun. Answers how many rows were touched. */
  endMootCalls(now: DateTime): Promise<number>;
  /** Removes one batch (`limit` of each sort) of what is kept no longer; answers how many of each. */
  retention(before: {
    /** Texts of finished messages, mails and runs, and meeting details that are void or of sessions that ended before, are removed; their rows stay. */
    textsBefore: DateTime;
    /** Events that were received before and are done. */
    eventsBefore: DateTime;
    /** Staff sessions that ended, or were last seen, before. */
    sessionsBefore: DateTime;
    /** One-time pages and links that expired before. */
    pagesBefore: DateTime;
    limit: number;
  }): Promise<Retained>;

  /**
   * Clients who asked to be deleted and have no open booking any more, with a conversation of theirs. Where they have none it is the
   * client's own id: a lock for the turn, in which `eraseClient` must name the client.
   */
  erasuresDue(now: DateTime, limit: number): Promise<{ clientId: string; conversationId: string }[]>;
  /** Confirmed bookings whose session is over no longer count as open (their state is staff's to settle). Answers how many. */
  closeEnded(now: DateTime): Promise<number>;

  /** Keeps the terms of the centre files as versions; the same text is never stored twice. */
  keepTerms(
    versions: readonly {
      centreId: string;
      termsId: string;
      title: string;
      version: string;
      sha256: string;
      effectiveAt: DateTime;
    }[],
  ): Promise<void>;
  /** The form behind a token, while it can be used. */
  form(
    token: string,
    now: DateTime,
  ): Promise<{ conversationId: string; channel: ChannelName; centreId: string; userId: string } | undefined>;
  /** Uses the form up and stores its event in one transaction; false if it was used before or is too old. */
  submitForm(token: string, event: InboxEntry, now: DateTime): Promise<boolean>;
  bookingByCalendarToken(token: string): Promise<Booking | undefined>;

  /** What the console's pages read and write beside the turns. */
  reads: Reads;
  writes: Writes;
  /** Mails on their way out. */
  mails: Mails;
  /** Meetings that a provider makes. */
  rooms: Rooms;

  /** Accounts and sessions of the console. */
  staff: StaffStore;
  /** Hears of changes at the centres, whichever process made them; answers how to stop listening. */
  changes(listener: ChangeListener): () => void;
  /** How far this process has heard of the changes at a centre (`changes.ts`); undefined where it does not hear, or not yet. */
  asOf(centreId: string): string | undefined;

  ready(): Promise<boolean>;
  close(): Promise<void>;
}
