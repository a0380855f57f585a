import type { BookingView } from '#machines/commands.ts';
import type { Service } from '#policy/centre.ts';
import { answerMayNotCome } from '#policy/deadlines.ts';
import { bookingRows, whenWords } from '../booking-rows.ts';
import { deadlineWords, momentOf } from '../moments.ts';
import { type Card, card, link, say } from '../parts.ts';
import type { Message, Row } from '../reply.ts';
import { cite, officeOf, type Scene, serviceOf, termsOf, text } from '../scene.ts';
import { telephone } from '../telephone.ts';
import type { Sayings } from './say.ts';

/** Short lines without their articles; more than these make a wall of text. All of them, with articles, stand under help. */
const MOST_LINES = 12;

/** What became of a booking. */
export const bookingNotes: Sayings<
  'confirmed' | 'requested' | 'noBookings' | 'cancelled' | 'withdrawn' | 'bookingOver' | 'bookingMoved' | 'keptBooking'
> = {
  confirmed: ({ booking, calendarUrl, moved }, scene) => {
    const service = serviceOf(scene, booking.serviceId);
    const facts = confirmedCard(scene, { booking, calendarUrl, moved, service });
    // The last message is what the screen shows: that it is confirmed, and when.
    return service ? [preparationCard(scene, service), rulesCard(scene, service, booking.officeId), facts] : [facts];
  },
  requested: ({ booking, moved }, scene) => {
    const service = serviceOf(scene, booking.serviceId);
    // The rule of cancelling comes with the confirmation: until then the request may be withdrawn at any time.
    return [...(service ? [preparationCard(scene, service)] : []), requestedCard(scene, booking, moved)];
  },
  noBookings: (_, { words }) => [say(words.notes.noBookings)],
  cancelled: ({ booking }, scene) => [done(scene, scene.words.notes.cancelled, booking)],
  withdrawn: ({ booking }, scene) => [done(scene, scene.words.notes.withdrawn, booking)],
  bookingOver: (_, { words }) => [say(words.notes.bookingOver)],
  bookingMoved: ({ wanted, booking }, scene) => {
    const { [wanted]: nothingDone } = scene.words.notes.bookingMoved;
    return [say(nothingDone(whenWords(scene, booking)))];
  },
  keptBooking: (_, { words }) => [say(words.notes.keptBooking)],
};

const done = (scene: Scene, words: { title: string; text: string }, booking: BookingView): Message =>
  card(words.title, { tone: 'good', rows: bookingRows(scene, booking), body: [words.text] });

type Confirmed = { booking: BookingView; calendarUrl: string; moved: boolean; service: Service | undefined };

function confirmedCard(scene: Scene, { booking, calendarUrl, moved, service }: Confirmed): Card {
  const { buttons, labels, notes } = scene.words;
  const app = service ? [{ label: labels.app, value: service.meeting.app }] : [];
  return card(moved ? notes.confirmed.titleMoved : notes.confirmed.title, {
    tone: 'good',
    rows: [...bookingRows(scene, booking), ...app],
    body: [...(moved ? [notes.confirmed.oldGone] : []), ...(service ? howDetailsCome(scene, service) : [])],
    buttons: calendarUrl === '' ? [] : [link(buttons.calendar, calendarUrl)],
  });
}

const howDetailsCome = (scene: Scene, { meeting: { details }, terms }: Service): string[] => [
  ...details.map(({ way, source }) => cite(scene, scene.words.notes.details[way], termsOf(scene, terms), source)),
  ...(details.some(({ way }) => way === 'e-mail') ? [scene.words.notes.addressAsked] : []),
];

function preparationCard(scene: Scene, { preparation }: Service): Card {
  const { title, more } = scene.words.notes.preparation;
  const lines = preparation.map(({ text: words }) => `・${text(scene, words)}`);
  const body = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES - 1), more] : lines;
  return card(title, { body });
}

function rulesCard(scene: Scene, service: Service, officeId: string): Card {
  const phone = telephone(scene, officeOf(scene, officeId));
  return card(scene.words.notes.rules.title, {
    tone: 'care',
    rows: phone.rows,
    body: [...rulesOf(scene, service), ...phone.body],
    buttons: phone.buttons,
  });
}

function rulesOf(
  scene: Scene,
  { cancellation: { chatUntilDaysBefore: until }, presumedCancellation: presumed, terms: id }: Service,
) {
  const { rules } = scene.words.notes;
  const terms = termsOf(scene, id);
  const cancelling = until.value === 'never' ? rules.never : rules.until(until.value);
  return [
    cite(scene, cancelling, terms, until.source),
    ...(presumed ? [cite(scene, rules.presumed(presumed.value.minutesAfterStart), terms, presumed.source)] : []),
  ];
}

/** A confirmed booking waits for its successor; an older request has been withdrawn in favour of this one. */
function becomeOfTheOld({ words: { notes } }: Scene, { movesBookingId }: BookingView, moved: boolean): string[] {
  if (movesBookingId !== null) return [notes.requested.moving];
  return moved ? [notes.requested.replaced] : [];
}

function requestedCard(scene: Scene, booking: BookingView, moved: boolean): Card {
  const { notes } = scene.words;
  const phone = telephone(scene, officeOf(scene, booking.officeId));
  const answer = answerOf(scene, booking);
  return card(notes.requested.title, {
    tone: 'good',
    lead: notes.requested.notYet,
    rows: [...bookingRows(scene, booking), ...answer.rows, ...phone.rows],
    body: [...answer.body, notes.requested.withdraw, ...becomeOfTheOld(scene, booking, moved), ...phone.body],
    buttons: phone.buttons,
  });
}

/** By when it comes and what to do if it does not; or that it may not come, where too little time is left before the day. */
function answerOf(scene: Scene, { serviceId, answerBy, startsAt }: BookingView): { rows: Row[]; body: string[] } {
  if (answerBy === null) return { rows: [], body: [] };
  const { labels, notes } = scene.words;
  const until = momentOf(answerBy);
  if (startsAt !== null && answerMayNotCome({ answerBy: until, startsAt: momentOf(startsAt) })) {
    return { rows: [], body: [notes.requested.mayNotCome] };
  }
  const service = serviceOf(scene, serviceId);
  const value = deadlineWords(scene, until);
  const ifNone = cite(
    scene,
    notes.requested.ifNone(value),
    termsOf(scene, service?.terms),
    service?.answerWithinBusinessDays.source,
  );
  return { rows: [{ label: labels.answerBy, value }], body: [ifNone] };
}
