import type { messagingApi } from '@line/bot-sdk';
import { split } from '#bot/rendering/fitting.ts';
import { altText } from '#bot/rendering/plain-words.ts';
import type { Button, Message, Reply } from '#bot/replies/reply.ts';
import { toAction } from './actions.ts';
import { cardBubbles } from './bubbles.ts';
import { LIMITS } from './limits.ts';
import { fitIntoMessages, type Part } from './packing.ts';

/**
 * A reply as LINE messages, within every limit of LINE: at most five, quick replies on the last. Empty only where the reply
 * says nothing and offers nothing. Throws a RangeError for a choice id too long for LINE (see `encodePostback`).
 */
export function renderForLine(reply: Reply): messagingApi.Message[] {
  const { items, left } = quickReplies(reply);
  const said = reply.messages.flatMap((message) => partsOf(message, reply.step));
  // Quick replies hang on a message: where nothing is said, they become buttons on a card.
  const onCard = said.length === 0 ? reply.choices : left;
  const messages = fitIntoMessages([...said, ...buttonCard(onCard, reply.step)]);
  const last = messages.at(-1);
  if (!last || said.length === 0 || items.length === 0) return messages;
  return [...messages.slice(0, -1), { ...last, quickReply: { items } }];
}

/** The first thirteen that LINE takes, and what is left over. */
function quickReplies({ choices, step }: Reply): { items: messagingApi.QuickReplyItem[]; left: Button[] } {
  const items = choices.slice(0, LIMITS.quickReplies).flatMap((choice) => {
    const action = toAction(choice, { step, label: LIMITS.quickReplyLabel });
    return action ? [{ type: 'action' as const, action }] : [];
  });
  return { items, left: choices.slice(LIMITS.quickReplies) };
}

const buttonCard = (buttons: Button[], step: number): Part[] =>
  buttons.length === 0 ? [] : partsOf({ kind: 'card', tone: 'calm', title: '', rows: [], body: [], buttons }, step);

function partsOf(message: Message, step: number): Part[] {
  if (message.kind === 'text') return split(message.text, LIMITS.text).map((text) => ({ kind: 'text', text }));
  const alt = (most: number) => altText(message, most);
  return cardBubbles(message, step).map((bubble) => ({ kind: 'bubble', bubble, alt }));
}
