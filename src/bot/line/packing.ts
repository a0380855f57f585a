import type { messagingApi } from '@line/bot-sdk';
import { shorten } from '#bot/rendering/fitting.ts';
import { altTextOfAll } from '#bot/rendering/plain-words.ts';
import { textBubbles } from './bubbles.ts';
import { bytesOf, LIMITS } from './limits.ts';

export type Part = { kind: 'text'; text: string } | BubblePart;
/** `alt`: its words, in at most so many characters; bubbles of one card share the function. */
type BubblePart = { kind: 'bubble'; bubble: messagingApi.FlexBubble; alt: (most: number) => string };

/** Braces and names around the bubbles of a carousel. */
const FRAME_BYTES = 100;
const TEXT_GAP = '\n\n';

/**
 * At most five messages. Each part is its own message where that fits; else neighbouring texts are merged; else neighbouring
 * cards become carousels; else everything does. Beyond some 200 KB the middle is left out: the last message holds the question.
 */
export function fitIntoMessages(parts: readonly Part[]): messagingApi.Message[] {
  const merged = mergeTexts(parts);
  const ways = [
    () => parts.map((part) => [part]),
    () => merged.map((part) => [part]),
    () => carousels(merged),
    () => carousels(allBubbles(parts)),
  ];
  let groups: Part[][] = [];
  for (const way of ways) {
    groups = way();
    if (groups.length <= LIMITS.messages) return groups.flatMap(toMessage);
  }
  return [...groups.slice(0, LIMITS.messages - 1), ...groups.slice(-1)].flatMap(toMessage);
}

function mergeTexts(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    const together = last?.kind === 'text' && part.kind === 'text' ? last.text + TEXT_GAP + part.text : undefined;
    if (together === undefined || together.length > LIMITS.text) merged.push(part);
    else merged.splice(-1, 1, { kind: 'text', text: together });
  }
  return merged;
}

/** Neighbouring bubbles together, as many as one carousel takes. */
function carousels(parts: readonly Part[]): Part[][] {
  const groups: Part[][] = [];
  let bytes = 0;
  for (const part of parts) {
    const size = part.kind === 'bubble' ? bytesOf(part.bubble) + 1 : 0;
    const group = groups.at(-1);
    const joins = part.kind === 'bubble' && group?.[0]?.kind === 'bubble' && group.length < LIMITS.carouselBubbles;
    if (joins && bytes + size <= LIMITS.carouselBytes - FRAME_BYTES) {
      group.push(part);
      bytes += size;
    } else {
      groups.push([part]);
      bytes = size;
    }
  }
  return groups;
}

const allBubbles = (parts: readonly Part[]): Part[] =>
  parts.flatMap((part) => (part.kind === 'bubble' ? [part] : asBubbles(part.text)));

function asBubbles(text: string): BubblePart[] {
  const alt = (most: number) => shorten(text, most);
  return textBubbles(text).map((bubble) => ({ kind: 'bubble', bubble, alt }));
}

function toMessage(group: readonly Part[]): messagingApi.Message[] {
  const [first] = group;
  if (!first) return [];
  if (first.kind === 'text') return [{ type: 'text', text: first.text }];
  const bubbles = group.filter((part) => part.kind === 'bubble');
  const contents: messagingApi.FlexContainer =
    bubbles.length === 1 ? first.bubble : { type: 'carousel', contents: bubbles.map(({ bubble }) => bubble) };
  // Bubbles that one card was split into share its words: they are said once.
  const alts = [...new Set(bubbles.map(({ alt }) => alt))];
  return [{ type: 'flex', altText: altTextOfAll(alts, LIMITS.altText), contents }];
}
