import { messageId, opaqueToken } from './identifiers.ts';
import { addMessage, chatIn } from './memory.ts';
import type { Accepted } from './reply-tokens.ts';
import type { ChatMessage, JsonObject, Talk } from './types.ts';
import { talkKey, type World } from './world.ts';

/** Puts accepted messages into the chats that they reach. A person who blocked the account gets nothing. */
export function acceptMessages(
  world: World,
  to: readonly Talk[],
  messages: readonly JsonObject[],
  requestId: string,
  by: NonNullable<ChatMessage['by']>,
  eventMark?: number,
): Accepted {
  const sentMessages = messages.map(() => ({ id: messageId(), quoteToken: opaqueToken() }));
  for (const talk of to) {
    const chat = chatIn(world.memory, talk);
    if (chat.friendship === 'blocked') continue;
    world.duplicates.add(talkKey(talk), by === 'reply' ? 'reply' : 'push', messages, eventMark);
    delete chat.loadingUntil;
    const delivered = messages.map((message, index): ChatMessage => {
      const id = sentMessages[index]?.id ?? messageId();
      return { id, from: 'centre', at: world.now().toMillis(), message, by };
    });
    for (const message of delivered) addMessage(chat, message, world.keep);
    world.answers.set(talkKey(talk), [...(world.answers.get(talkKey(talk)) ?? []), delivered]);
    world.emit({ kind: 'chat', ...talk });
  }
  return { requestId, answer: { sentMessages } };
}
