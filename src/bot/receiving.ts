import type { DateTime } from 'luxon';
import type { InboxEntry } from '#store/store.ts';
import type { ClientEvent, IncomingEvent } from './channel.ts';
import type { Parts } from './parts.ts';
import type { Runner } from './runner.ts';

const ANSWERED: readonly ClientEvent['kind'][] = ['text', 'pressed', 'unsupported', 'joined'];

/** Keeps events before anybody is told that they arrived, then wakes their conversations. */
export function receiver(parts: Parts, runner: Runner): (events: readonly IncomingEvent[]) => Promise<void> {
  const { store, clock, counts } = parts;
  return async (events) => {
    if (events.length === 0) return;
    const { stored, conversationIds } = await store.receive(
      events.map((event) => entryOf(event, clock.now())),
      clock.now(),
    );
    // Only now: a message and its unsending may have come in one call.
    for (const { channel, centreId, event } of events) {
      if (event.kind === 'unsent') await store.forgetMessage(channel, centreId, event.messageId);
    }
    counts.eventsReceived(events[0]?.centreId ?? '', stored);
    const [only] = events;
    // LINE sends one event a call as a rule; of several we do not know whose conversation is which without asking the store.
    const working = events.length === 1 && only && ANSWERED.includes(only.event.kind) ? only : undefined;
    const show = working && (() => void parts.channels[working.channel]?.showWorking(working));
    for (const conversationId of conversationIds) runner.wake(conversationId, show);
  };
}

function entryOf(incoming: IncomingEvent, now: DateTime): InboxEntry {
  const { channel, centreId, userId, eventId, event, replyToken, conversationReference } = incoming;
  const occurredAt = canBe(incoming.occurredAt) ? incoming.occurredAt : now;
  return { channel, centreId, userId, eventId, occurredAt, body: event, replyToken, conversationReference };
}

/** A time that no database can hold would make the platform deliver the event again for ever. */
const canBe = ({ year }: DateTime): boolean => year >= 1970 && year <= 9999;
