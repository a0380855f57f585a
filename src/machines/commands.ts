import type { FieldName } from '#policy/centre.ts';

/**
 * What the machines ask the shell to do, and what came of it. Machines never touch the database: they emit a command and wait
 * for its outcome, which comes back as an event. Moments are ISO 8601 texts in Asia/Tokyo, so that a snapshot is plain JSON.
 */

/** A day and time as understood from typed text; days YYYY-MM-DD, times HH:mm, `to` exclusive. */
export type Wish = {
  day?: string | undefined;
  week?: { from: string; to: string } | undefined;
  at?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
};

export type SlotTime = { startsAt: string; endsAt: string };
export type SlotDay = { day: string; times: number };

/** What a client sees of a booking. `answerBy`: until when staff answer a request (exclusive). */
export type BookingView = {
  id: string;
  reference: string;
  officeId: string;
  serviceId: string;
  state: 'requested' | 'offered' | 'confirmed';
  startsAt: string | null;
  endsAt: string | null;
  answerBy: string | null;
  /** Whether the wished times were written by the client instead of picking a slot. */
  otherTime: boolean;
  /** The booking it will replace. */
  movesBookingId: string | null;
  /** The times that staff offer instead, soonest first, and until when (exclusive) one of them may be picked. */
  offers: OfferView[];
  offerBy: string | null;
  /** There is something to show in the chat: how to get into the meeting. */
  detailsReady: boolean;
  /** It is the day of the session, and that is not over. */
  near: boolean;
};
export type OfferView = { id: string; startsAt: string; endsAt: string };

/** As much of a booking as a card needs, whatever became of it. */
export type BookingFacts = Pick<BookingView, 'id' | 'reference' | 'officeId' | 'serviceId' | 'startsAt' | 'endsAt'>;

/** "I'll be late", "I can't connect": contact on the day. */
export type ContactKind = 'late' | 'cannot-connect';
/** How to get into a meeting: only ever in the reply to a client who asks for it. */
export type Access = { meetingId?: string | undefined; passcode?: string | undefined; url?: string | undefined };
/** Where and when the office directs a client to book (S3 certification, article 12(2)); `to` exclusive. */
export type Direction = { officeId: string; from: string; to: string };

/** What is known of a client, masked for showing: 山＊＊, 13010-****78. In no language: it is put into words when it is shown. */
export type MaskedProfile = Partial<Record<FieldName, string>>;
export type ProfileDraft = Partial<Record<FieldName, string>>;

export type Command =
  | { do: 'checkOpenBookings'; serviceId: string }
  | { do: 'findConsent'; termsId: string }
  /** `versionId`: the version that was shown. */
  | { do: 'recordConsent'; termsId: string; versionId: string; officeId: string; meetingApp: boolean }
  | { do: 'recordRefusal'; termsId: string; officeId: string; of: 'terms' | 'meeting-app' }
  | { do: 'recordEligible'; termsId: string }
  | { do: 'recordIneligible'; termsId: string; questionId: string }
  | { do: 'loadProfile'; asks: FieldName[] }
  | { do: 'saveProfile'; draft: ProfileDraft }
  | { do: 'openForm' }
  | { do: 'lookUpDays'; officeId: string; serviceId: string; page: number; movesBookingId?: string }
  | { do: 'lookUpTimes'; officeId: string; serviceId: string; day: string; movesBookingId?: string }
  | { do: 'lookUpWish'; officeId: string; serviceId: string; wish: Wish; movesBookingId?: string }
  | { do: 'holdSeat'; officeId: string; serviceId: string; startsAt: string; movesBookingId?: string }
  | { do: 'releaseHold'; bookingId: string }
  | { do: 'confirmHold'; bookingId: string }
  | { do: 'requestOtherTime'; officeId: string; serviceId: string; wishes: string; movesBookingId?: string }
  | { do: 'listBookings' }
  | { do: 'judgeCancelling'; bookingId: string }
  | { do: 'judgeMoving'; bookingId: string }
  | { do: 'cancelBooking'; bookingId: string }
  | { do: 'raiseTask'; kind: 'cannot-use-phone'; about: 'cancelling' | 'moving' | null; officeId?: string; bookingId?: string }
  | { do: 'showMyData' }
  /** `seen`: the chats that the question was about, by their ids. */
  | { do: 'deleteMyData'; seen: string[] }
  | { do: 'setLanguage'; language: 'ja' | 'ja-easy' | 'en' }
  /** The office of the client's next booking. */
  | { do: 'findOffice' }
  | { do: 'findDirection'; serviceId: string }
  | { do: 'pickOffer'; offerId: string }
  | { do: 'showDetails'; bookingId: string }
  | { do: 'noteContact'; bookingId: string; kind: ContactKind }
  /** Which of the client's bookings the words "I'll be late", "show" can mean. */
  | { do: 'findMeant'; by: ContactKind | 'show-details' };

export type WhyOutsidePolicy = 'past-cut-off' | 'not-offered' | 'beyond-horizon' | 'outside-direction';
export type WhyNothing = 'closed-day' | 'full' | 'past-cut-off' | 'beyond-horizon' | 'no-such-time' | 'outside-direction';
export type WhyPhoneOnly = 'same-day' | 'always';

/** By phone only: why, by which article, at which office. */
export type PhoneOnly = { why: WhyPhoneOnly; article: string | null; officeId: string; serviceId: string };

export type Outcome =
  | { type: 'mayBook' }
  | { type: 'alreadyOpen' }
  /** `dated`: the day from which the office's own text counts; null where the centre file's summary does. */
  | { type: 'consentFound'; stands: boolean; eligible: boolean; versionId: string; dated: string | null }
  | { type: 'consentRecorded' }
  /** Another version has come into force while the client was reading. */
  | { type: 'termsChanged' }
  | { type: 'recorded' }
  | { type: 'profileLoaded'; known: MaskedProfile; complete: boolean }
  | { type: 'profileSaved' }
  | { type: 'formOpened'; url: string }
  | { type: 'daysFound'; days: SlotDay[]; page: number; earlier: boolean; later: boolean; from: string; to: string }
  | { type: 'timesFound'; day: string; times: SlotTime[] }
  | { type: 'wishMatched'; startsAt: string }
  | { type: 'wishFound'; day: string; times: SlotTime[] }
  | { type: 'wishNotPossible'; why: WhyNothing; article: string | null; nearest: SlotTime[]; direction?: Direction }
  | { type: 'held'; bookingId: string; startsAt: string; endsAt: string; until: string }
  | { type: 'slotTaken'; nearest: SlotTime[] }
  | { type: 'outsidePolicy'; why: WhyOutsidePolicy; article: string | null; direction?: Direction }
  | { type: 'released' }
  | { type: 'confirmed'; booking: BookingView; calendarUrl: string; moved: boolean }
  | { type: 'requested'; booking: BookingView; moved: boolean }
  | { type: 'holdRanOut' }
  | { type: 'bookingsListed'; bookings: BookingView[]; calendarUrls: Record<string, string> }
  | { type: 'allowed' }
  | { type: 'withdrawable' }
  | ({ type: 'phoneOnly' } & PhoneOnly)
  /** `became`: what a moved booking was moved to, which stands. */
  | { type: 'over'; became?: BookingView | undefined }
  | { type: 'cancelled'; withdrawn: boolean }
  | { type: 'taskRaised'; officeId: string | null }
  /** `chats`: all that the client has, by their ids. */
  | { type: 'myData'; rows: MyDataRow[]; deletionWaits: boolean; chats: string[] }
  | { type: 'dataDeleted' }
  | { type: 'deletionWaits' }
  /** Staff have linked another since the question: nothing was deleted. */
  | { type: 'moreChats' }
  | { type: 'languageSet' }
  /** Staff suspended the client: `note` is theirs to the client, `reviewOn` a day. */
  | { type: 'suspended'; note: string; reviewOn: string }
  | { type: 'officeFound'; officeId: string | null }
  | ({ type: 'directionFound' } & Direction)
  | { type: 'noDirection'; why: 'not-designated' | 'no-window' | 'window-over'; officeId: string | null }
  | { type: 'offerPicked'; booking: BookingView; calendarUrl: string; moved: boolean }
  /** `others`: the times of the same offer that can be picked still. */
  | { type: 'offerTooLate'; booking: BookingFacts; why: 'deadline' | 'past'; others: OfferView[] }
  /** `open`: what the client has now. */
  | { type: 'offerGone'; open: BookingView[] }
  /** A version of the terms is in force that the client has not agreed to. */
  /** The terms in force are not agreed to (any more): nothing was done. */
  | { type: 'needsConsent' }
  | { type: 'offerNeedsConsent'; termsId: string; officeId: string; meetingApp: boolean }
  | { type: 'detailsShown'; booking: BookingFacts; access: Access }
  | { type: 'detailsElsewhere'; booking: BookingFacts; ready: boolean }
  | { type: 'detailsNotYet'; booking: BookingFacts }
  | { type: 'contactNoted'; booking: BookingFacts; kind: ContactKind; presumed: boolean }
  | { type: 'contactNotToday'; booking: BookingFacts; when: 'too-early' | 'over' }
  | { type: 'meant'; bookingIds: string[] };

/** One line of "my data"; `value` is masked, in no language; several of a kind stand on lines of their own. */
export type MyDataRow = { what: FieldName | 'consents' | 'bookings' | 'channel'; value: string };
