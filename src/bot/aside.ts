import type { Command, OfferView, Outcome, Wish } from '#machines/commands.ts';
import type { Note } from '#machines/notes.ts';
import { type FlowName, type Stack, standing } from '#machines/stack.ts';
import type { Aside } from './reading.ts';

/**
 * Said in passing: the buttons of notices, and words about a session that is booked. They do not leave what the client is in the middle
 * of: the command is carried out, its outcome said, and the question stands as it was (`endsQuestion` says when not).
 */

/** `changed`: what is booked has changed by it. `instead`: what it leads to cannot be said in passing. */
export type SaidAside = { kind: 'said'; notes: Note[]; changed: boolean } | { kind: 'instead'; open: string };
type InPassing<Result> = Generator<Command, Result, Outcome>;

/** The command behind a button such as `late:<booking id>`; undefined for any other choice. */
export function asideCommand(choice: string): Command | undefined {
  const [, name, id] = /^(pick-offer|show-details|late|cannot-connect):([\s\S]+)$/.exec(choice) ?? [];
  if (id === undefined) return undefined;
  switch (name) {
    case 'pick-offer':
      return { do: 'pickOffer', offerId: id };
    case 'show-details':
      return { do: 'showDetails', bookingId: id };
    case 'late':
    case 'cannot-connect':
      return { do: 'noteContact', bookingId: id, kind: name };
    default:
      return undefined;
  }
}

export function* runAside(command: Command): InPassing<SaidAside> {
  const outcome = yield command;
  // The terms come first: a flow of its own asks for consent and then picks.
  if (outcome.type === 'offerNeedsConsent' && command.do === 'pickOffer') {
    return { kind: 'instead', open: `pick-offer:${command.offerId}` };
  }
  return { kind: 'said', notes: notesOn(outcome), changed: outcome.type === 'offerPicked' };
}

/** Words without a button: about the one booking that they can mean, else the list of bookings. */
export function* runMeant(about: Aside): InPassing<SaidAside> {
  const outcome = yield { do: 'findMeant', by: about };
  const ids = outcome.type === 'meant' ? outcome.bookingIds : [];
  const [only, ...others] = ids;
  if (only === undefined) return about === 'cannot-connect' ? { kind: 'instead', open: 'help' } : said([{ say: 'noBookings' }]);
  if (others.length > 0) return { kind: 'instead', open: 'my-bookings' };
  const command = asideCommand(`${about}:${only}`);
  return command ? yield* runAside(command) : said([]);
}

/** A day and time that staff offer picks it; any other shows what they offer. Undefined where nothing is offered. */
export function* runWished(wish: Wish): InPassing<SaidAside | undefined> {
  const outcome = yield { do: 'listBookings' };
  const offers = outcome.type === 'bookingsListed' ? outcome.bookings.flatMap((booking) => booking.offers) : [];
  if (offers.length === 0) return undefined;
  const [meant, ...others] = offers.filter((offer) => isMeant(offer, wish));
  if (!meant || others.length > 0) return { kind: 'instead', open: 'my-bookings' };
  return yield* runAside({ do: 'pickOffer', offerId: meant.id });
}

/** By its day and its time, both: 2026-11-25T10:00 in Asia/Tokyo. */
const isMeant = ({ startsAt }: OfferView, { day, at }: Wish): boolean =>
  day !== undefined && at !== undefined && startsAt.startsWith(`${day}T${at}`);

const ABOUT_BOOKINGS: readonly FlowName[] = ['bookings', 'cancelling', 'moving', 'handover'];

/**
 * A question about the client's bookings is over: the next one would stand right under the news, as if it were about that. Choosing
 * another time goes on, unless what is booked has just changed.
 */
export const endsQuestion = (stack: Stack, { changed }: SaidAside & { kind: 'said' }): boolean =>
  ABOUT_BOOKINGS.includes(standing(stack).flow) || (changed && stack.some(({ flow }) => ABOUT_BOOKINGS.includes(flow)));

const said = (notes: Note[]): SaidAside => ({ kind: 'said', notes, changed: false });

function notesOn(outcome: Outcome): Note[] {
  switch (outcome.type) {
    case 'offerPicked': {
      const { booking, calendarUrl, moved } = outcome;
      return [{ say: 'confirmed', booking, calendarUrl, moved }];
    }
    case 'offerTooLate':
      return [{ say: 'offerTooLate', booking: outcome.booking, why: outcome.why, others: outcome.others }];
    case 'offerGone':
      return [{ say: 'offerGone', open: outcome.open }];
    case 'detailsShown':
      return [{ say: 'details', booking: outcome.booking, access: outcome.access }];
    case 'detailsElsewhere':
      return [{ say: 'detailsElsewhere', booking: outcome.booking, ready: outcome.ready }];
    case 'detailsNotYet':
      return [{ say: 'detailsNotYet', booking: outcome.booking }];
    case 'contactNoted': {
      const { booking, kind, presumed } = outcome;
      return [{ say: 'contactNoted', booking, kind, presumed }];
    }
    case 'contactNotToday':
      return [{ say: 'contactNotToday', booking: outcome.booking, when: outcome.when }];
    default:
      return [{ say: 'bookingOver' }];
  }
}
