import { isObject } from './action-limits.ts';
import type { Chat, Json, JsonObject } from './types.ts';

/**
 * The actions that a chat offers to press: those of the centre's messages since the person last wrote, in reading order. As on
 * LINE, quick replies count only from the chat's very last message.
 */
export function offeredActions(chat: Chat): JsonObject[] {
  const lastOwn = chat.messages.findLastIndex((one) => one.from === 'person');
  const recent = chat.messages.slice(lastOwn + 1);
  return recent.flatMap(({ message }, index) => {
    const { quickReply, ...rest } = message;
    return [...actionsIn(rest), ...(index === recent.length - 1 ? actionsIn(quickReply) : [])];
  });
}

/** Every action inside a message. */
export function actionsIn(value: Json | undefined): JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(actionsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => {
    if (name === 'action' && isObject(child)) return [child];
    if (name === 'actions' && Array.isArray(child)) return child.filter(isObject);
    return actionsIn(child);
  });
}
