import type {
  Access,
  BookingFacts,
  BookingView,
  ContactKind,
  Direction,
  OfferView,
  PhoneOnly,
  WhyNothing,
  WhyOutsidePolicy,
} from './commands.ts';

/** What is said once, besides the question that the conversation stands at. */
export type Note =
  | { say: 'greeting' }
  | { say: 'welcomeBack' }
  | { say: 'stopped' }
  | { say: 'restarted' }
  | { say: 'oldButton' }
  | { say: 'unsupported' }
  | { say: 'edited' }
  | { say: 'notUnderstood'; why?: string }
  /** The second misunderstanding in a row: the choices and the phone number. */
  | { say: 'notUnderstoodTwice' }
  | { say: 'formTooLate' }
  | { say: 'designatedOnly'; serviceId: string; officeId: string }
  /** Designated, but without a time in which to book: none was named yet, or it is over. */
  | { say: 'noDirection'; why: 'no-window' | 'window-over'; serviceId: string; officeId: string }
  /** When the client may book, before the times are shown. */
  | { say: 'directed'; serviceId: string; direction: Direction }
  | { say: 'suspended'; note: string; reviewOn: string; officeId: string | null }
  | { say: 'termsChanged' }
  | { say: 'alreadyOpen'; serviceId: string }
  | { say: 'consentRefused'; termsId: string; officeId: string; of: 'terms' | 'meeting-app' }
  | { say: 'eligibilityNote'; serviceId: string; questionId: string; answerId: string }
  | { say: 'notEligible'; serviceId: string; questionId: string; answerId: string; officeId: string }
  | { say: 'noSlots'; officeId: string; serviceId: string }
  | { say: 'dayFull'; day: string }
  | {
      say: 'wishNotPossible';
      why: WhyNothing;
      article: string | null;
      serviceId: string;
      nearest: boolean;
      direction?: Direction | undefined;
    }
  | { say: 'slotTaken'; nearest: boolean }
  | {
      say: 'outsidePolicy';
      why: WhyOutsidePolicy;
      article: string | null;
      serviceId: string;
      direction?: Direction | undefined;
    }
  | { say: 'holdRanOut' }
  | { say: 'confirmed'; booking: BookingView; calendarUrl: string; moved: boolean }
  | { say: 'requested'; booking: BookingView; moved: boolean }
  | { say: 'noBookings' }
  | { say: 'cancelled'; booking: BookingView }
  | { say: 'withdrawn'; booking: BookingView }
  | { say: 'bookingOver' }
  /** Nothing was done: the booking had been moved before, to this one. */
  | { say: 'bookingMoved'; wanted: 'cancel' | 'move'; booking: BookingView }
  | { say: 'keptBooking' }
  | ({ say: 'phoneOnlyNow' } & PhoneOnly)
  /** `officeId`: whose staff were told; null where nobody can tell which office. `about`: what the client wanted to do by phone. */
  | { say: 'relayService'; officeId: string | null; about: 'cancelling' | 'moving' | null }
  | { say: 'help'; topic: 'join' | 'trouble' | 'recorded' | 'preparation' | 'phone' }
  | { say: 'dataDeleted' }
  | { say: 'deletionWaits' }
  /** Nothing was deleted: it would have been that of chats which the question did not name. */
  | { say: 'moreChats' }
  | { say: 'languageSet' }
  /** Staff's notice about stops of the service. */
  | { say: 'maintenance'; text: string }
  | { say: 'offerTooLate'; booking: BookingFacts; why: 'deadline' | 'past'; others: OfferView[] }
  | { say: 'offerGone'; open: BookingView[] }
  | { say: 'details'; booking: BookingFacts; access: Access }
  | { say: 'detailsElsewhere'; booking: BookingFacts; ready: boolean }
  | { say: 'detailsNotYet'; booking: BookingFacts }
  | { say: 'contactNoted'; booking: BookingFacts; kind: ContactKind; presumed: boolean }
  | { say: 'contactNotToday'; booking: BookingFacts; when: 'too-early' | 'over' };
