import type { Note } from '#machines/notes.ts';
import type { Centre, Service } from '#policy/centre.ts';
import { bookingOf } from './standing-at.ts';

type Every = { [K in Note['say']]: Extract<Note, { say: K }>[] };

/** At least one note of every kind; a kind that is missing is a type error. */
export function everyNote(centre: Centre, service: Service): Note[] {
  const officeId = centre.offices[0]?.id ?? '';
  const place = { officeId, serviceId: service.id };
  const article = service.bookUntilDaysBefore.source ?? null;
  const booking = bookingOf(centre, service);
  const request = bookingOf(centre, service, {
    state: 'requested',
    answerBy: '2026-11-20T12:00:00.000+09:00',
    startsAt: null,
    endsAt: null,
    otherTime: true,
  });
  const offered = bookingOf(centre, service, {
    state: 'offered',
    startsAt: null,
    endsAt: null,
    otherTime: true,
    offerBy: '2026-11-26T00:00:00.000+09:00',
    offers: [{ id: 'o1', startsAt: '2026-12-01T11:00:00.000+09:00', endsAt: '2026-12-01T11:30:00.000+09:00' }],
  });
  const direction = { officeId, from: '2026-11-25T10:00:00.000+09:00', to: '2026-11-25T12:00:00.000+09:00' };
  const every: Every = {
    greeting: [{ say: 'greeting' }],
    welcomeBack: [{ say: 'welcomeBack' }],
    stopped: [{ say: 'stopped' }],
    restarted: [{ say: 'restarted' }],
    oldButton: [{ say: 'oldButton' }],
    unsupported: [{ say: 'unsupported' }],
    edited: [{ say: 'edited' }],
    notUnderstood: [undefined, 'digits', 'link', 'emoji', 'characters', 'too-long', 'empty', 'format', 'impossible-date'].map(
      (why) => ({
        say: 'notUnderstood',
        ...(why !== undefined && { why }),
      }),
    ),
    notUnderstoodTwice: [{ say: 'notUnderstoodTwice' }],
    formTooLate: [{ say: 'formTooLate' }],
    designatedOnly: [{ say: 'designatedOnly', ...place }],
    alreadyOpen: [{ say: 'alreadyOpen', serviceId: service.id }],
    noDirection: (['no-window', 'window-over'] as const).map((why) => ({ say: 'noDirection', why, ...place })),
    suspended: [officeId, null].map((office) => ({
      say: 'suspended',
      note: '窓口にお電話ください。',
      reviewOn: '2027-01-10',
      officeId: office,
    })),
    directed: [{ say: 'directed', serviceId: service.id, direction }],
    termsChanged: [{ say: 'termsChanged' }],
    maintenance: [{ say: 'maintenance', text: '11月30日の夜は、お休みします。' }],
    offerTooLate: (['deadline', 'past'] as const).map((why) => ({
      say: 'offerTooLate',
      booking: request,
      why,
      others: why === 'past' ? offered.offers : [],
    })),
    offerGone: [
      { say: 'offerGone', open: [] },
      { say: 'offerGone', open: [booking, request] },
      { say: 'offerGone', open: [offered] },
    ],
    details: [
      { say: 'details', booking, access: { meetingId: '812 3456 7890', passcode: 'a1b2c3', url: 'https://zoom.example.jp/j/1' } },
      { say: 'details', booking, access: { url: 'https://zoom.example.jp/j/1' } },
    ],
    detailsElsewhere: [false, true].map((ready) => ({ say: 'detailsElsewhere', booking, ready })),
    detailsNotYet: [{ say: 'detailsNotYet', booking }],
    contactNoted: (['late', 'cannot-connect'] as const).flatMap((kind) =>
      [false, true].map((presumed) => ({ say: 'contactNoted' as const, booking, kind, presumed })),
    ),
    contactNotToday: (['too-early', 'over'] as const).map((when) => ({ say: 'contactNotToday', booking, when })),
    consentRefused: (['terms', 'meeting-app'] as const).map((of) => ({
      say: 'consentRefused',
      termsId: service.terms,
      officeId,
      of,
    })),
    eligibilityNote: answersOf(service).map((answer) => ({ say: 'eligibilityNote', serviceId: service.id, ...answer })),
    notEligible: answersOf(service).map((answer) => ({ say: 'notEligible', ...place, ...answer })),
    noSlots: [{ say: 'noSlots', ...place }],
    dayFull: [{ say: 'dayFull', day: '2026-11-25' }],
    wishNotPossible: (['outside-direction', 'closed-day', 'full', 'past-cut-off', 'beyond-horizon', 'no-such-time'] as const).map(
      (why) => ({
        say: 'wishNotPossible',
        why,
        article,
        serviceId: service.id,
        nearest: why === 'full',
        direction: why === 'outside-direction' ? direction : undefined,
      }),
    ),
    slotTaken: [
      { say: 'slotTaken', nearest: true },
      { say: 'slotTaken', nearest: false },
    ],
    outsidePolicy: (['outside-direction', 'past-cut-off', 'not-offered', 'beyond-horizon'] as const).map((why) => ({
      say: 'outsidePolicy',
      why,
      article,
      serviceId: service.id,
      direction: undefined,
    })),
    holdRanOut: [{ say: 'holdRanOut' }],
    confirmed: [false, true].map((moved) => ({
      say: 'confirmed',
      booking,
      calendarUrl: 'https://yoyaku.example.jp/bookings/t.ics',
      moved,
    })),
    requested: [
      { say: 'requested', booking: request, moved: false },
      { say: 'requested', booking: request, moved: true },
      { say: 'requested', booking: { ...request, movesBookingId: 'b0' }, moved: true },
    ],
    noBookings: [{ say: 'noBookings' }],
    cancelled: [{ say: 'cancelled', booking }],
    withdrawn: [{ say: 'withdrawn', booking: request }],
    bookingOver: [{ say: 'bookingOver' }],
    bookingMoved: (['cancel', 'move'] as const).map((wanted) => ({ say: 'bookingMoved', wanted, booking })),
    keptBooking: [{ say: 'keptBooking' }],
    phoneOnlyNow: (['same-day', 'always'] as const).map((why) => ({ say: 'phoneOnlyNow', why, article, ...place })),
    relayService: [
      { say: 'relayService', officeId, about: null },
      { say: 'relayService', officeId, about: 'cancelling' },
      { say: 'relayService', officeId, about: 'moving' },
      { say: 'relayService', officeId: null, about: null },
      { say: 'relayService', officeId: null, about: 'cancelling' },
    ],
    help: (['join', 'trouble', 'recorded', 'preparation', 'phone'] as const).map((topic) => ({ say: 'help', topic })),
    dataDeleted: [{ say: 'dataDeleted' }],
    deletionWaits: [{ say: 'deletionWaits' }],
    moreChats: [{ say: 'moreChats' }],
    languageSet: [{ say: 'languageSet' }],
  };
  return Object.values(every).flat();
}

const answersOf = (service: Service) =>
  service.eligibility.flatMap(({ id, answers }) => answers.map((answer) => ({ questionId: id, answerId: answer.id })));
