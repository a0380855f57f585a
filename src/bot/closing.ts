import type { Note } from '#machines/notes.ts';
import { CLOSING } from '#store/outbox.ts';
import type { ChannelName, OutboxEntry, OutboxMessage, StandingMessage, Turn } from '#store/store.ts';
import type { Answer } from './answer.ts';
import type { ClientEvent, Closing } from './channel.ts';
import type { Parts } from './parts.ts';
import { languageNamed } from './profile-language.ts';
import { dayWords } from './replies/moments.ts';
import { STEPLESS } from './replies/reply.ts';
import { sceneWithout } from './replies/scene.ts';
import type { World } from './replies/world.ts';

/**
 * Where a channel can change its messages, those that the client has answered lose their buttons and show what was chosen: the message
 * that was pressed upon, and the newest answer, since another one follows; and offered times that are past, wherever they stand. Goes out
 * behind the answer itself.
 */

/** A button that still stands does no harm: later nobody looks at it any more. */
const WORTH_TRYING_HOURS = 1;

type Pressed = Extract<ClientEvent, { kind: 'pressed' }>;
const pressedIn = (event: ClientEvent | undefined): Pressed | undefined => (event?.kind === 'pressed' ? event : undefined);

/** What may have to be closed after an event (or without one). Read before anything is done: what it does may be to forget all that was said. */
export async function standingAt(
  { channels }: Pick<Parts, 'channels'>,
  turn: Turn,
  channel: ChannelName,
  event?: ClientEvent,
): Promise<StandingMessage[]> {
  return channels[channel]?.close ? await turn.standingMessages(pressedIn(event)?.on) : [];
}

/**
 * The messages among them of which no offered time can be picked any more: one was picked, here or elsewhere, or they were withdrawn,
 * replaced or void. To be read once all is done.
 */
export async function pastOffers(turn: Turn, standing: readonly StandingMessage[]): Promise<ReadonlySet<string>> {
  const offers = standing.filter(({ offersFor }) => offersFor !== undefined);
  if (offers.length === 0) return new Set();
  const offered = (await turn.openBookings()).filter(({ state }) => state === 'offered');
  // Of several for one booking only the newest stands.
  const stand = offered.map(({ id }) => offers.findLast(({ offersFor }) => offersFor === id)?.id);
  return new Set(offers.map(({ id }) => id).filter((id) => !stand.includes(id)));
}

type Whose = { conversationId: string; channel: ChannelName; centreId: string; userId: string };
/** `past`: see `pastOffers`. */
type Answered = { event?: ClientEvent; notes?: Answer['notes']; past?: ReadonlySet<string> };

export function closings(
  { channels }: Pick<Parts, 'channels'>,
  whose: Whose,
  world: World,
  standing: readonly StandingMessage[],
  { event, notes = [], past = new Set() }: Answered = {},
): OutboxEntry[] {
  const channel = channels[whose.channel];
  const pressed = pressedIn(event);
  const inVain = notes.some(({ say }) => CAME_TO_NOTHING.includes(say));
  const words = wordsOf(world);
  const uselessAt = world.now.plus({ hours: WORTH_TRYING_HOURS });
  const newest = standing.findLast(({ offersFor }) => offersFor === undefined);
  return standing.flatMap(({ id, sentAs, rendered, offersFor }) => {
    // Without the platform's word for it, the newest question is the one that was answered.
    const bore = pressed !== undefined && (pressed.on ?? newest?.sentAs) === sentAs;
    if (offersFor !== undefined && !bore && !past.has(id)) return [];
    // What belongs to no question goes on standing, unless it was pressed.
    if (pressed?.step === STEPLESS && pressed.on === undefined && bore) return [];
    const press = bore ? { press: { ...pressOf(pressed), ...(inVain && { inVain }) } } : {};
    const closed = channel?.close?.(rendered, sentAs, { ...press, ...(past.has(id) && { offersOver: true }), ...words });
    return closed === undefined ? [] : [{ ...whose, kind: CLOSING, rendered: closed, uselessAt, closes: id }];
  });
}

/** What is said instead of what was pressed: a time that is not the client's must not stand in the chat as if it were. */
const CAME_TO_NOTHING: readonly Note['say'][] = [
  'oldButton',
  'offerTooLate',
  'offerGone',
  'bookingOver',
  'bookingMoved',
  'slotTaken',
  'dayFull',
  'outsidePolicy',
  'wishNotPossible',
  'holdRanOut',
  'alreadyOpen',
];

function wordsOf(world: World): Pick<Closing, 'chosen' | 'over'> {
  const scene = sceneWithout(world);
  const { chosen, over } = scene.words.notes;
  return { chosen: (label) => chosen(ISO_DAY.test(label) ? dayWords(scene, label) : label), over };
}

/** An answer that a later one has overtaken while it waited: it arrives without buttons, if it had any. */
export function overtaken({ channels, centres, clock, publicUrl }: Parts, message: OutboxMessage): unknown {
  const { channel, centreId, rendered, language } = message;
  const centre = centres.get(centreId);
  if (!message.overtaken || !centre) return rendered;
  const words = wordsOf({ centre, language: languageNamed(language), now: clock.now(), publicUrl });
  return channels[channel]?.close?.(rendered, undefined, words) ?? rendered;
}

/** A day of the calendar, as the channel has it. */
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

const pressOf = ({ choice, day }: Pressed) => ({ choice, ...(day !== undefined && { day }) });
