import type { DateTime } from 'luxon';
import type { Wish } from '#bot/replies/notice.ts';
import type { Span } from '#policy/seats.ts';
import type { UnusualTime } from '#policy/unusual-times.ts';
import type { Busy } from '#store/retrying.ts';
import type { Booking, BookingState, Linked, MeetingAccess, Profile, Unlinked } from '#store/store.ts';

/**
 * What people at an office do: each act is one transaction (booking, seat, audit, notice, message), made once however often it is
 * pressed, and judged anew at the press. Staff are exempt from the deadlines that bind clients ("原則として"). Whoever calls has
 * checked that the staff member may act for the booking's centre.
 */

/** The staff member who acts: their id goes into the audit and the ledger. */
export type By = { id: string };

/** Made with the page of a form (a UUID): pressing it twice is one act, where nothing else would show it. */
export type OfPage = { pageId?: string | undefined };

/**
 * How the client hears of it: in the chat, by mail, on the phone to the staff member who acts, or not at all, so that somebody has to
 * ring. `address`: details wait until the address is confirmed, which was asked for. `nothing`: there is nothing to tell.
 */
export type Told = 'chat' | 'mail' | 'address' | 'phone' | 'ring' | 'nothing';

/** What the details still wait for, whatever was told: the client's confirming the address, staff's ticking My Page. */
export type Pending = 'address' | 'my-page';

export type Done = { kind: 'done'; booking: Booking; told: Told };
/** Somebody else, the client or time was faster: it is in this state now (undefined: there is no such booking). */
export type Changed = { kind: 'changed'; state: BookingState | undefined };
/** These times have no seat left, or were closed. `overlaps`: sessions at another minute that stand in their way. */
export type SlotTaken = { kind: 'slot-taken'; startsAt: DateTime[]; overlaps: Span[] };
/** Outside the hours, or far ahead: nothing was done. Done again with these times among those that staff are `sure` of, it is done. */
export type Unusual = { kind: 'unusual'; times: UnusualTime[] };
/** The page on which somebody decided (`standOf` of as-drawn.ts): where the request is no longer like that, nothing is done. */
export type AsDrawn = { drawnFrom?: string | undefined };
/** Times that staff have said they mean, after they were asked. */
export type Sure = { sure?: readonly DateTime[] | undefined };
/** Not a time that may be booked even by staff: in the past, on a closed day, or at an office that the centre does not have. */
export type NotATime = { kind: 'not-a-time'; why: 'past' | 'closed' | 'count' | 'twice' | 'no-office' };
/** The client has as many open bookings of the service as the centre allows; or the same page was pressed before. */
export type AlreadyOpen = { kind: 'already-open' };
/** Somebody has entered meeting details meanwhile, or replaced those that were seen. */
export type DetailsStand = { kind: 'details-stand'; enteredAt: DateTime };
/** The client was deleted. */
export type NoClient = { kind: 'no-client' };

export type { Wish };

/** Outside the window that the office directed for this client: another time, or another window (S3 certification, article 12(2)). */
export type OutsideWindow = { kind: 'outside-window'; window: { startsAt: DateTime; endsAt: DateTime } };

export type Attendance = 'attended' | 'attended-by-phone' | 'no-show' | 'undo';

/** Whose record is to be one with whose; `from` is the one that no longer counts. */
export type OfTwo = { by: By; centreId: string; fromClientId: string; toClientId: string };

export interface Office {
  /** Confirms a request: at its own slot, or at `startsAt` where it has none (the client's words named a time). */
  confirm(
    act: AsDrawn & Sure & { by: By; bookingId: string; startsAt?: DateTime | undefined },
  ): Promise<Done | Changed | SlotTaken | NotATime | Unusual | OutsideWindow | AlreadyOpen>;
  /** Proposes one to five times, which must lie ahead; any time of a working day will do, seats are counted. */
  offer(
    act: AsDrawn & Sure & { by: By; bookingId: string; startsAt: readonly DateTime[] },
  ): Promise<(Done & { until: DateTime }) | Changed | SlotTaken | NotATime | Unusual | OutsideWindow>;
  /** `reason`: staff's words to the client. */
  decline(act: AsDrawn & { by: By; bookingId: string; reason: string }): Promise<Done | Changed>;
  /** The client has taken the request back by phone: a request that waits, or that other times were offered for. */
  withdraw(act: AsDrawn & { by: By; bookingId: string }): Promise<Done | Changed>;

  /** Books for a client, known or new (by phone, or during a session): confirmed at once, the same day too. */
  bookFor(
    act: OfPage &
      Sure & {
        by: By;
        centreId: string;
        client: { id: string } | { profile: Profile };
        officeId: string;
        serviceId: string;
        startsAt: DateTime;
      },
  ): Promise<Done | SlotTaken | NotATime | Unusual | AlreadyOpen | NoClient>;
  move(
    act: Sure & {
      by: By;
      bookingId: string;
      officeId?: string | undefined;
      startsAt: DateTime;
      wish: Wish;
      reason?: string | undefined;
    },
  ): Promise<Done | Changed | SlotTaken | NotATime | Unusual | AlreadyOpen>;
  /** `reason`: staff's words to the client; needed where it is the office's own wish. */
  cancel(act: { by: By; bookingId: string; wish: Wish; reason?: string | undefined }): Promise<Done | Changed>;

  /**
   * attended, attended-by-phone: for a confirmed or presumed cancelled booking. no-show: confirms a presumed cancellation, or marks
   * one where the terms have no such rule. undo: takes a mark of today back, a no-show too; a presumption that is undone leaves the booking confirmed.
   */
  attendance(act: { by: By; bookingId: string; what: Attendance }): Promise<Done | Changed>;

  /**
   * Delivered by the centre's rule: chat, My Page (told once staff tick it), e-mail (once the address is confirmed). `replaces`: the
   * details in whose place these come; where others stand (or any, if left out), nothing is done, unless they are the same.
   */
  enterDetails(act: {
    by: By;
    bookingId: string;
    access: MeetingAccess;
    replaces?: string | undefined;
  }): Promise<(Done & { pending: Pending[] }) | Changed | DetailsStand | { kind: 'nothing-given' }>;
  tickMyPage(act: { by: By; bookingId: string }): Promise<Done | Changed>;

  /** Free text to one client. `officeId`: whom they may ask. */
  message(
    act: OfPage & { by: By; clientId: string; text: string; officeId?: string | undefined },
  ): Promise<{ kind: 'done'; told: Told } | { kind: 'not-found' }>;
  /**
   * Two records are one person's: everything of the one becomes that of the other, and notices go where the person last wrote. A short
   * notice that names nobody goes to every chat of theirs. `busy`: one of them is in the middle of a turn; nothing was done.
   */
  link(act: OfTwo): Promise<Exclude<Linked, { kind: 'linked' }> | { kind: 'done' } | Busy>;
  /** Takes that back for the record that the link is of. */
  unlink(act: { by: By; centreId: string; linkId: string }): Promise<Unlinked | Busy>;
  /** Closes a task; false where it was closed before. */
  settle(act: { by: By; taskId: string; centreId: string }): Promise<boolean>;
}
