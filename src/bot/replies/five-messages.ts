import type { Message } from './reply.ts';

/** What every channel takes at once. */
export const MOST_MESSAGES = 5;

/**
 * At most `room` messages that say all that the given ones say: each its own where that fits; else neighbouring texts are joined; else
 * the first two become one, again and again.
 */
export function inAtMost(room: number, messages: readonly Message[]): Message[] {
  if (messages.length <= room) return [...messages];
  let joined = joinTexts(messages);
  while (joined.length > Math.max(1, room)) {
    const [first, second, ...rest] = joined;
    if (!first || !second) break;
    joined = [together(first, second), ...rest];
  }
  return joined;
}

function joinTexts(messages: readonly Message[]): Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (last?.kind === 'text' && message.kind === 'text') joined.splice(-1, 1, together(last, message));
    else joined.push(message);
  }
  return joined;
}

function together(first: Message, second: Message): Message {
  if (first.kind === 'text' && second.kind === 'text') return { kind: 'text', text: `${first.text}\n\n${second.text}` };
  if (first.kind === 'text') return second.kind === 'card' ? { ...second, body: [first.text, ...second.body] } : second;
  if (second.kind === 'text') return { ...first, body: [...first.body, second.text] };
  const heading = [second.title, second.lead].filter((words) => words !== undefined && words !== '').join('\n');
  return {
    ...first,
    tone: first.tone === 'care' || second.tone === 'care' ? 'care' : first.tone,
    ...((first.discreet || second.discreet) && { discreet: true as const }),
    rows: [...first.rows, ...second.rows],
    body: [...first.body, ...(heading === '' ? [] : [heading]), ...second.body],
    buttons: [...first.buttons, ...second.buttons],
  };
}
