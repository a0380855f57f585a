import type { OutboxEntry, Received } from '#store/store.ts';
import type { Parts } from './parts.ts';
import type { Reply } from './replies/reply.ts';

/** LINE takes a reply token for about a minute after the event; with a margin for the way. Seconds. */
export const TOKEN_SECONDS = 50;

/** The answer to an event, on its way out by the event's own reply token. */
export function entryOf({ channels }: Parts, conversationId: string, received: Received, reply: Reply): OutboxEntry {
  const { channel: name, centreId, userId, replyToken, receivedAt } = received;
  const channel = channels[name];
  if (!channel) throw new Error(`no channel ${name}`);
  return {
    conversationId,
    kind: 'reply',
    channel: name,
    centreId,
    userId,
    rendered: channel.render(reply),
    replyToken,
    replyTokenAt: receivedAt,
  };
}
