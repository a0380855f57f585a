import type { DateTime } from 'luxon';

/** A booking as a notice speaks of it. Moments in Asia/Tokyo; `endsAt` exclusive; none for a request without a time. */
export type About = {
  bookingId: string;
  reference: string;
  serviceId: string;
  officeId: string;
  startsAt: DateTime | undefined;
  endsAt: DateTime | undefined;
};

/** Whose wish it is to cancel or move: the client's, told to the office by phone or in person, or the office's own. */
export type Wish = 'client' | 'office';

/**
 * What we push by ourselves, with no question under it. A push shows on a locked screen: it names nobody and holds no ID, passcode
 * or URL of a meeting. `reason` and `text` are staff's own words to the client.
 */
export type Notice =
  /** An event could not be handled, however often it was tried: nothing is lost but the client's last words. */
  | { kind: 'wentWrong' }
  /** A request that staff had not answered when its day began: it is void. */
  | { kind: 'requestExpired'; serviceId: string; officeId: string; reference: string; startsAt: DateTime | undefined }
  /** Staff confirmed a request. `moved`: it replaced an earlier booking, which is gone. */
  | { kind: 'requestConfirmed'; booking: About; calendarUrl: string; moved: boolean }
  /** Other times for a request: picking one is the reply that confirms (S0 article 6(3), S1 6(2)). */
  | {
      kind: 'offered';
      booking: About;
      times: { offerId: string; startsAt: DateTime; endsAt: DateTime }[];
      until: DateTime;
      /** Other times were offered before: those are void. */
      replaces: boolean;
      /** The time of the booking that a pick would move, and that stands until then. */
      stands: DateTime | undefined;
    }
  | { kind: 'declined'; booking: About; reason: string }
  /** Staff took a request back for the client, who asked for it by phone. `stays`: the time of the booking that it would have moved. */
  | { kind: 'withdrawnForYou'; booking: About; stays: DateTime | undefined }
  /** No time was picked in time: void (S0 article 6(4), S1 6(3)). */
  | { kind: 'offerExpired'; booking: About }
  /** No answer by the day that was promised: please ring (S0 article 6(3), S1 6(2)). */
  | { kind: 'askToRing'; booking: About }
  /** Staff booked for the client. */
  | { kind: 'bookedForYou'; booking: About; calendarUrl: string }
  /** `wish`: the client asked for it (by phone), or it is the office's own. `detailsVoid`: meeting details had been given for the time before. */
  | {
      kind: 'movedByOffice';
      booking: About;
      before: DateTime | undefined;
      wish: Wish;
      calendarUrl: string;
      reason: string | undefined;
      detailsVoid: boolean;
    }
  | { kind: 'cancelledByOffice'; booking: About; wish: Wish; reason: string | undefined }
  /** The push says that they are ready; the reply to 表示 shows them. `renewed`: those before are void. */
  | { kind: 'detailsReady'; booking: About; renewed: boolean }
  | { kind: 'detailsInMyPage'; booking: About; renewed: boolean }
  | { kind: 'detailsByMail'; booking: About; renewed: boolean }
  /** A mail with a link was sent: the address must be confirmed before details go there. */
  | { kind: 'confirmAddress'; booking: About }
  /** `detailsReady`: there are details to show in the chat. The morning one carries the phone-only rule and the number. */
  | {
      kind: 'reminder';
      booking: About;
      when: 'day-before' | 'morning';
      detailsReady: boolean;
      /** Details go by e-mail only once the client has confirmed the address. */
      addressFirst: boolean;
    }
  /** Reminders by hand; `extra`: words that staff added. */
  | {
      kind: 'reminderByHand';
      booking: About;
      template: 'session' | 'preparation' | 'details' | 'declaration';
      extra: string | undefined;
      detailsReady: boolean;
      addressFirst: boolean;
    }
  | { kind: 'roomOpens'; booking: About; detailsReady: boolean }
  /** Not connected some minutes after the start: the office will ring (S0 page 1). */
  | { kind: 'notConnected'; booking: About }
  /** No contact ten minutes after the start: taken as cancelled (S0 article 6(6)); how to get in touch. */
  | { kind: 'presumedCancelled'; booking: About }
  /** Staff undid it. */
  | { kind: 'presumptionUndone'; booking: About }
  /** Not attended where the terms ask to contact the office at once (S3 certification, article 12(3)). */
  | { kind: 'notAttended'; booking: About }
  /** Staff took that back: the client is not taken for absent. */
  | { kind: 'notAttendedUndone'; booking: About }
  /** S0–S2 article 13: that they change, the new text, the day it takes effect. */
  | { kind: 'termsChanged'; termsId: string; effectiveOn: DateTime; changes: string; url: string }
  /** `officeId`: whom to ask; without one, every office. */
  | { kind: 'message'; text: string; officeId: string | undefined }
  | { kind: 'suspended'; officeId: string; note: string; reviewOn: DateTime }
  | { kind: 'suspensionLifted'; officeId: string }
  /** The office designated the client for a service (S3 certification, article 3; `prepareBy`: article 12(1)). */
  | { kind: 'designated'; serviceId: string; officeId: string; prepareBy: DateTime | undefined }
  /** The date and window in which to book (S3 certification, article 12(2)). */
  | {
      kind: 'directed';
      serviceId: string;
      officeId: string;
      from: DateTime;
      to: DateTime;
      /** The times outside it that the client had applied for: not accepted. */
      declined: readonly DateTime[];
      /** Those of confirmed bookings outside it, which stand until they are moved. */
      stands: readonly DateTime[];
      /** Those inside it of an offer that went beyond it: they can be picked still. */
      remain: readonly DateTime[];
    }
  /** What the client asked for is done: everything about them is deleted. */
  | { kind: 'erased' }
  /** The wish to be deleted was taken back at the office. */
  | { kind: 'erasureWithdrawn' }
  /** The office found that two chats are one person's, and keeps them as one. Goes to both: whoever it is not can say so. */
  | { kind: 'identitiesLinked' };
