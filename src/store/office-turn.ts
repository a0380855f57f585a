import type { DateTime } from 'luxon';
import type { DetailsReached } from '#policy/able-to-come.ts';
import type { MaintenanceTexts } from './reading/maintenance.ts';
import type { RoomTurn } from './rooms-in-turn.ts';
import type { Actor, AuditEntry, Booking, BookingState, ChannelName, Profile, Seat } from './store.ts';

/** What staff, and time, do to bookings: more statements of a turn (`store.ts`), in the same transaction and under the same lock. */

/** Every kind of notice in the ledger. `office-alert` goes to an office, all others to a client. */
export type NoticeKind =
  | 'confirmed'
  | 'offered'
  | 'declined'
  | 'withdrawn'
  | 'expired'
  | 'offer-expired'
  | 'ask-to-ring'
  | 'booked'
  | 'moved'
  | 'cancelled'
  | 'details'
  | 'details-my-page'
  | 'details-mail'
  | 'details-void'
  | 'address'
  | 'reminder-day-before'
  | 'reminder-morning'
  | 'reminder-by-hand'
  | 'room-opens'
  | 'not-connected'
  | 'presumed-cancelled'
  | 'presumption-undone'
  | 'not-attended'
  | 'not-attended-undone'
  | 'terms-changed'
  | 'message'
  | 'suspended'
  | 'suspension-lifted'
  | 'designated'
  | 'directed'
  | 'erased'
  | 'erasure-withdrawn'
  | 'identities-linked'
  | 'office-alert';

/** How to get into the meeting; at least one is given. Secret: never in a log, a push or an address. */
export type MeetingAccess = { meetingId?: string | undefined; passcode?: string | undefined; url?: string | undefined };
export type MeetingDetails = {
  id: string;
  access: MeetingAccess;
  enteredAt: DateTime;
  /** There were others for this booking before: those are void. */
  renewed: boolean;
  /** Staff put them into My Page by hand. */
  myPageAt: DateTime | undefined;
};

export type OfferedTime = { id: string; startsAt: DateTime; endsAt: DateTime };

/** A row of the ledger and, in the same statement, the message or mail that it is about; or why there is none. */
export type Telling = {
  /** The same thing is told once: a second telling with this key changes nothing. */
  onceKey: string;
  kind: NoticeKind;
  centreId: string;
  officeId?: string | undefined;
  bookingId?: string | undefined;
  clientId?: string | undefined;
  conversationId?: string | undefined;
  runId?: string | undefined;
  byStaff?: string | undefined;
  at: DateTime;
  /** Nothing is written where the client was deleted by then. */
  onlyToKnown?: boolean | undefined;
  what:
    | {
        by: 'chat';
        channel: ChannelName;
        rendered: unknown;
        /** Only worth sending while the booking is in this state, judged again at sending. */
        needsState?: BookingState | undefined;
        uselessAt?: DateTime | undefined;
      }
    | {
        by: 'mail';
        recipient: string;
        subject: string;
        text: string;
        needsState?: BookingState | undefined;
        uselessAt?: DateTime | undefined;
      }
    /** `not-needed`, or `failed` where nobody can be written to ("ring"); `why` is a short code, never personal data. */
    | { by: 'nothing'; state: 'not-needed' | 'failed'; why: string };
};

/** A conversation of a client, as far as telling them something needs it. */
export type Reach = {
  conversationId: string;
  channel: ChannelName;
  centreId: string;
  userId: string;
  language: string;
  reachable: boolean;
};

export type Suspension = { id: string; note: string | undefined; reviewOn: string };
export type Designation = {
  id: string;
  clientId: string;
  /** The name that staff entered: the client's own must be the same. */
  name: string | undefined;
  /** YYYY-MM-DD. */
  prepareBy: string | undefined;
  window: { id: string; officeId: string; startsAt: DateTime; endsAt: DateTime } | undefined;
};

export type KnownClient = {
  id: string;
  centreId: string;
  profile: Profile | undefined;
  /** Says nothing about the address but whether it is the same one. */
  emailIndex: string | undefined;
  emailConfirmed: boolean;
  /** Asked to be deleted, which waits. */
  erasureAsked: boolean;
};

/** What became of linking two records of one person. Only `linked` has changed anything. */
export type Linked =
  | { kind: 'linked'; links: { id: string; conversationId: string }[] }
  | { kind: 'not-found' }
  | { kind: 'other-centre' }
  | { kind: 'same' }
  /** One of them is linked to that record already. */
  | { kind: 'already-linked'; toClientId: string }
  /** Others are linked to the one that would go: it has to be the one that is kept. */
  | { kind: 'keeps-others' }
  /** The one that would go has no chat: it has to be the one that is kept. */
  | { kind: 'no-conversation' }
  | { kind: 'erased' }
  | { kind: 'erasure-waits' }
  /** More open bookings of a service than the centre allows a person: these. */
  | { kind: 'both-open'; bookings: Booking[] };

/** Only `unlinked` has changed anything. */
export type Unlinked =
  | { kind: 'unlinked'; fromClientId: string; toClientId: string }
  | { kind: 'not-found' }
  | { kind: 'not-linked' | 'erased' | 'erasure-waits'; toClientId: string };

export interface OfficeTurn {
  /** Undoes all that `work` wrote where its outcome is not the one that was wanted; the rest of the turn stands. */
  allOrNothing<T extends { kind: string }>(wanted: T['kind'], work: () => Promise<T>): Promise<T>;
  /**
   * Puts a request to other times: keeps a seat of each, frees its own, and makes it `offered` until `until`. An earlier offer is
   * replaced. Nothing happens unless every seat can be had. `changed`: it is neither requested nor offered any more.
   */
  offer(offer: {
    bookingId: string;
    seats: Seat[];
    until: DateTime;
    at: DateTime;
    actor: Actor;
  }): Promise<
    | { kind: 'offered'; booking: Booking; times: OfferedTime[] }
    | { kind: 'slot-taken'; startsAt: DateTime[] }
    | { kind: 'changed'; state: BookingState | undefined }
  >;
  /** The open times of an offer, soonest first. */
  offeredTimes(bookingId: string): Promise<OfferedTime[]>;
  /**
   * When the offer runs out: `offerBy`, or later while the client has not heard of it (its notice is on its way, or has failed), at the
   * latest as its last day begins. Undefined where nothing is offered.
   */
  offerEnds(bookingId: string): Promise<DateTime | undefined>;
  /** The booking behind an open offered time of this conversation's client; undefined where it is gone. */
  offeredTime(offerId: string): Promise<{ booking: Booking; time: OfferedTime } | undefined>;
  /**
   * Confirms a request at one of its offered times; the other seats are freed. The booking that it moves is closed (`moved`) in the
   * same transaction. `at` past `offerBy` is not judged here.
   */
  pickOffer(pick: {
    offerId: string;
    at: DateTime;
    actor: Actor;
  }): Promise<{ kind: 'picked'; booking: Booking } | { kind: 'gone' }>;
  /** Confirms a request that has a seat of its own; the booking that it moves is closed first. */
  confirmRequest(confirm: {
    bookingId: string;
    at: DateTime;
    actor: Actor;
  }): Promise<{ kind: 'confirmed'; booking: Booking } | { kind: 'changed'; state: BookingState | undefined }>;
  /**
   * Takes a seat for a client and confirms it at once (staff are exempt from the deadlines that bind clients). `moves`: the
   * confirmed or requested booking that it replaces, closed in the same transaction.
   */
  bookFor(book: {
    clientId: string;
    conversationId: string | undefined;
    seat: Seat;
    moves?: string | undefined;
    openBookings: number;
    at: DateTime;
    actor: Actor;
    reason?: string | undefined;
  }): Promise<
    | { kind: 'confirmed'; booking: Booking; before: Booking | undefined }
    | { kind: 'slot-taken' }
    | { kind: 'already-open' }
    /** Was deleted. */
    | { kind: 'no-client' }
    | { kind: 'changed'; state: BookingState | undefined }
  >;

  /** Contact on the day: nothing is presumed from then on. False where the booking is not confirmed (or presumed cancelled) any more. */
  noteContact(contact: { bookingId: string; kind: 'late' | 'cannot-connect'; at: DateTime }): Promise<boolean>;
  /** Staff found that the client did not come: only for a booking that is presumed cancelled or was cancelled just now. */
  markNoShow(bookingId: string, at: DateTime): Promise<void>;

  /** Takes the seat of a cancelled booking anew, for a mark that is taken back; false where there is no room. `capacity`: the centre file's. */
  retakeSeat(bookingId: string, capacity: number): Promise<boolean>;
  /** New details; the ones before are void. */
  enterDetails(details: { bookingId: string; access: MeetingAccess; at: DateTime; actor: Actor }): Promise<MeetingDetails>;
  /** The valid details of a confirmed booking. */
  details(bookingId: string): Promise<MeetingDetails | undefined>;
  /** When the details that are valid now first got to the client, by each way; of a booking without any, by none. */
  detailsReached(bookingId: string): Promise<DetailsReached>;
  /** To which addresses (the beginnings of their indexes) details of a booking were mailed, whatever became of it since. */
  detailsMailed(bookingId: string): Promise<string[]>;
  /** Staff put them into My Page; false where they were void by then or it was ticked before. */
  tickMyPage(detailsId: string, at: DateTime): Promise<boolean>;

  /**
   * How often this key was told of a booking, the times that it was told again (`<key>:again:<n>`) included, and whether one of those
   * is on its way, has arrived, or was not needed since the client heard it otherwise.
   */
  tellings(bookingId: string, onceKey: string): Promise<{ count: number; alive: boolean }>;
  /** False where the same was told before. */
  tell(telling: Telling): Promise<{ told: boolean; noticeId: string | undefined }>;
  /** The conversation in which a client is written to: the one where they last wrote; undefined where there is none. */
  reach(clientId: string): Promise<Reach | undefined>;
  /** Every conversation of a client, the one of `reach` first. */
  reaches(clientId: string): Promise<Reach[]>;
  /**
   * Makes everything of one record that of another, since they are one person; `from` is kept, to be taken back, and is no client of its own
   * until then. Takes the locks of all their conversations itself: to be the first thing in a turn that was begun with an id of nobody's.
   */
  linkClients(link: {
    centreId: string;
    fromClientId: string;
    toClientId: string;
    at: DateTime;
    /** The staff member. */
    by: string;
  }): Promise<Linked>;
  /** Takes that back for all conversations of the record that the link is of; begun in the same way. */
  unlink(unlinking: { centreId: string; linkId: string; at: DateTime; by: string }): Promise<Unlinked>;

  /** Closes open tasks: by id (with `centreId` only one of that centre), or all of a booking's of these kinds. Answers how many were closed. */
  settleTasks(
    which: { taskId: string; centreId?: string | undefined } | { bookingId: string; kinds: string[] },
    at: DateTime,
    by: Actor,
  ): Promise<number>;

  /** Open bookings of a client whose conversation this need not be, soonest first. */
  openBookingsOf(clientId: string): Promise<Booking[]>;
  clientById(clientId: string): Promise<KnownClient | undefined>;
  /** Staff write a profile anew. Answers the names of the fields that changed; undefined where there is no such client (any more). */
  correctProfile(correction: {
    clientId: string;
    centreId: string;
    profile: Profile;
    at: DateTime;
    actor: Actor;
  }): Promise<(keyof Profile)[] | undefined>;
  /** A client whom staff enter: no conversation. Answers the id. */
  addClient(client: { centreId: string; profile: Profile; at: DateTime }): Promise<string>;
  /** The standing suspension of this conversation's client, or of the named one. */
  suspension(clientId?: string): Promise<Suspension | undefined>;
  /** Further use refused, by staff alone: answers its id; undefined where one stands already, or the client is another centre's or was deleted. */
  suspend(suspension: {
    clientId: string;
    centreId: string;
    /** For staff. */
    reason: string;
    /** What the client is told. */
    note: string;
    /** YYYY-MM-DD. */
    reviewOn: string;
    at: DateTime;
    by: string;
  }): Promise<string | undefined>;
  /** Answers the id of what was lifted; undefined where none stood. */
  liftSuspension(lift: { clientId: string; centreId: string; at: DateTime; by: string }): Promise<string | undefined>;
  /**
   * The standing designation for a service, found by the job seeker number of this conversation's (or the named) client among all clients of the
   * centre (staff may have entered the person before their first message). The name is for the caller to compare.
   */
  designation(serviceId: string, clientId?: string): Promise<Designation | undefined>;
  /** Designates a client for a service; undefined where that stands already, or the client is another centre's or was deleted. Answers its id. */
  designate(designation: {
    clientId: string;
    centreId: string;
    serviceId: string;
    /** YYYY-MM-DD. */
    prepareBy: string | undefined;
    at: DateTime;
    actor: Actor;
  }): Promise<string | undefined>;
  /** Ends it, and takes its window back; false where it did not stand. */
  endDesignation(ending: { designationId: string; centreId: string; at: DateTime; actor: Actor }): Promise<boolean>;
  setPrepareBy(change: {
    designationId: string;
    centreId: string;
    prepareBy: string | undefined;
    at: DateTime;
    actor: Actor;
  }): Promise<boolean>;
  /** Directs a window in place of the one before; undefined where the designation does not stand. */
  direct(window: {
    /** Made before the turn: the same act, done again, changes nothing. */
    windowId: string;
    designationId: string;
    centreId: string;
    officeId: string;
    startsAt: DateTime;
    endsAt: DateTime;
    at: DateTime;
    actor: Actor;
  }): Promise<{ windowId: string; clientId: string; serviceId: string } | undefined>;
  revokeWindow(revoking: { windowId: string; centreId: string; at: DateTime; actor: Actor }): Promise<boolean>;
  /** Staff's closures that touch [from, to): whole days of Asia/Tokyo (YYYY-MM-DD, both inclusive). */
  closures(where: {
    centreId: string;
    from: DateTime;
    to: DateTime;
  }): Promise<{ officeId: string | undefined; fromDay: string; toDay: string; reason: string }[]>;
  /** The notice of maintenance that holds at `now`. */
  maintenance(centreId: string, now: DateTime): Promise<{ texts: MaintenanceTexts; endsAt: DateTime } | undefined>;
  /** The client's present address is unconfirmed, and a link to confirm it went out and is good. */
  addressAsked(clientId: string, now: DateTime): Promise<boolean>;
  /** A link to confirm the client's e-mail address; answers the token. Undefined where no address is known or it is confirmed. */
  openAddressLink(clientId: string, at: DateTime, expiresAt: DateTime): Promise<string | undefined>;
  writeAudit(entries: AuditEntry[]): Promise<void>;
  /** Meetings that a provider has made, or will not make. */
  rooms: RoomTurn;
}
