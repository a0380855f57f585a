import type { Note } from '#machines/notes.ts';
import type { OutboxEntry, OutboxMessage } from '#store/store.ts';
import { TOKEN_SECONDS } from './outbox-entry.ts';
import type { Parts } from './parts.ts';
import { languageNamed } from './profile-language.ts';
import { composeNotice } from './replies/compose.ts';

/**
 * The answer that shows meeting details goes by its reply token alone, at once: as a push it would come hours later, onto a locked
 * screen, and perhaps when the details are void.
 */
export const DETAILS_SHOWN = 'details-shown';

export function guarded(entry: OutboxEntry, notes: readonly Note[]): OutboxEntry {
  const shown = notes.find((note) => note.say === 'details');
  if (!shown) return entry;
  const uselessAt = entry.replyTokenAt?.plus({ seconds: TOKEN_SECONDS });
  return { ...entry, kind: DETAILS_SHOWN, bookingId: shown.booking.id, needsState: 'confirmed', uselessAt };
}

/** The token is dead: the client is told that the details are there, and how to see them. */
export function askToPressAgain({ store, centres, channels, clock, publicUrl }: Parts, message: OutboxMessage): Promise<void> {
  const { id, conversationId, bookingId, channel: name } = message;
  const now = clock.now();
  return store.turn(conversationId, async (turn) => {
    const booking = bookingId === undefined ? undefined : await turn.booking(bookingId);
    const details = booking && (await turn.details(booking.id));
    const centre = booking && centres.get(booking.centreId);
    const channel = channels[name];
    if (!details || !centre || !channel || !booking.endsAt || booking.endsAt <= now) return;
    const language = languageNamed((await turn.loadConversation())?.language);
    const about = { ...booking, bookingId: booking.id };
    const world = { centre, language, now, publicUrl };
    const { centreId, officeId, clientId, endsAt: uselessAt } = booking;
    await turn.tell({
      ...{ onceKey: `details-again:${id}`, kind: 'details', centreId, officeId, clientId, conversationId, at: now },
      bookingId: booking.id,
      what: {
        by: 'chat',
        channel: name,
        rendered: channel.render(composeNotice({ kind: 'detailsReady', booking: about, renewed: false }, world)),
        needsState: 'confirmed',
        uselessAt,
      },
    });
  });
}
