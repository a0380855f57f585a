import type { BookingView, PhoneOnly, WhyNothing, WhyOutsidePolicy } from './commands.ts';

/** What is said once, besides the question that the conversation stands at. */
export type Note =
  | { say: 'greeting' }
  | { say: 'welcomeBack' }
  | { say: 'stopped' }
  | { say: 'restarted' }
  | { say: 'oldButton' }
  | { say: 'unsupported' }
  | { say: 'notUnderstood'; why?: string }
  /** The second misunderstanding in a row: the choices and the phone number. */
  | { say: 'notUnderstoodTwice' }
  | { say: 'formTooLate' }
  | { say: 'designatedOnly'; serviceId: string; officeId: string }
  | { say: 'alreadyOpen'; serviceId: string }
  | { say: 'consentRefused'; termsId: string; officeId: string; of: 'terms' | 'meeting-app' }
  | { say: 'eligibilityNote'; serviceId: string; questionId: string; answerId: string }
  | { say: 'notEligible'; serviceId: string; questionId: string; answerId: string; officeId: string }
  | { say: 'noSlots'; officeId: string; serviceId: string }
  | { say: 'dayFull'; day: string }
  | { say: 'wishNotPossible'; why: WhyNothing; article: string | null; serviceId: string; nearest: boolean }
  | { say: 'slotTaken'; nearest: boolean }
  | { say: 'outsidePolicy'; why: WhyOutsidePolicy; article: string | null; serviceId: string }
  | { say: 'holdRanOut' }
  | { say: 'confirmed'; booking: BookingView; calendarUrl: string; moved: boolean }
  | { say: 'requested'; booking: BookingView; moved: boolean }
  | { say: 'noBookings' }
  | { say: 'cancelled'; booking: BookingView }
  | { say: 'withdrawn'; booking: BookingView }
  | { say: 'bookingOver' }
  | { say: 'keptBooking' }
  | ({ say: 'phoneOnlyNow' } & PhoneOnly)
  /** `officeId`: whose staff were told; null where nobody can tell which office. `about`: what the client wanted to do by phone. */
  | { say: 'relayService'; officeId: string | null; about: 'cancelling' | 'moving' | null }
  | { say: 'help'; topic: 'join' | 'trouble' | 'recorded' | 'preparation' | 'phone' }
  | { say: 'dataDeleted' }
  | { say: 'deletionWaits' }
  | { say: 'languageSet' };
