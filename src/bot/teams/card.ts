import { shorten } from '#bot/rendering/fitting.ts';
import { altText, altTextOfAll, phoneInWords, phoneParts } from '#bot/rendering/plain-words.ts';
import type { Button, Message, Reply } from '#bot/replies/reply.ts';
import { actionSets, dayInput, toAction } from './actions.ts';
import {
  type Action,
  type Container,
  type DayInput,
  type Element,
  heading,
  inOneLine,
  type Line,
  lines,
  row,
  rows,
  writtenIn,
} from './elements.ts';
import { LIMITS, type Room } from './limits.ts';

type Card = Extract<Message, { kind: 'card' }>;
type Context = { step: number; room: Room; day?: { asked: Button; input: DayInput } };

/** The ground of the heading; what it says is said in words as well. */
const GROUND = { calm: 'emphasis', good: 'good', care: 'warning' } as const;

export type AdaptiveCard = {
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  type: 'AdaptiveCard';
  version: '1.5';
  fallbackText: string;
  body: Container[];
};

/** A whole reply as one card: a part for each message, and one for the buttons under the last. */
export function cardOf(reply: Reply, room: Room): AdaptiveCard {
  const context = contextOf(reply, room);
  const parts = [
    ...reply.messages.map((message) => (message.kind === 'text' ? saying(message.text, room) : showing(message, context))),
    buttonsPart(reply.choices, [], context),
  ].filter((items) => items.length > 0);
  return {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.5',
    fallbackText: wordsOf(reply, room.words),
    body: parts.map((items, at) => ({ type: 'Container', items, ...(at > 0 && { separator: true, spacing: 'large' }) })),
  };
}

function contextOf({ step, messages, choices }: Reply, room: Room): Context {
  const buttons = [...messages.flatMap((message) => (message.kind === 'card' ? message.buttons : [])), ...choices];
  const days = buttons.filter((button) => button.kind === 'pick-day');
  const [asked, input] = [days[0], dayInput(days)];
  return { step, room, ...(asked && input && { day: { asked, input } }) };
}

const saying = (text: string, room: Room): Line[] => lines(text, room.text).slice(0, room.paragraphs);

function showing(card: Card, context: Context): Element[] {
  const { room } = context;
  const facts = [
    ...(card.lead === undefined ? [] : lines(card.lead, room.text, { weight: 'bolder' })),
    ...rows(card.rows, room.text),
    ...card.body.flatMap((text) => lines(text, room.text)),
  ].slice(0, room.paragraphs);
  const title = shorten(inOneLine(card.title), LIMITS.title);
  const head: Container[] =
    title === '' ? [] : [{ type: 'Container', style: GROUND[card.tone], bleed: true, items: [heading(title)] }];
  return [...head, ...facts, ...buttonsPart(card.buttons, facts, context)];
}

/** Buttons, a date input above the first that reads it, and every telephone number in words that is not yet written. */
function buttonsPart(buttons: readonly Button[], above: readonly Line[], context: Context): Element[] {
  const said = writtenIn(above);
  const bars: Element[] = [];
  let side: Action[] = [];
  for (const button of buttons) {
    const action = toAction(button, context.step, context.room);
    if (!action) continue;
    if (button.kind !== 'pick-day') {
      side.push(action);
      continue;
    }
    const input = button === context.day?.asked ? [context.day.input] : [];
    bars.push(...actionSets(side), ...input, ...actionSets([action]));
    side = [];
  }
  return [...buttons.flatMap((button) => numberInWords(button, said)), ...bars, ...actionSets(side)];
}

/** Teams on a computer may do nothing where a `tel:` address is pressed (microsoft/AdaptiveCards#3905): the number must be legible. */
function numberInWords(button: Button, said: string): Line[] {
  if (button.kind !== 'call') return [];
  const { number, extension } = phoneParts(button.uri);
  const written = digitsOf(said);
  if ([number, ...extension].every((part) => written.includes(digitsOf(part)))) return [];
  return row(button.label, phoneInWords(button), LIMITS.tooltip);
}

const digitsOf = (text: string): string => text.replace(/[-‐–－\s()（）]/g, '');

/** For a Teams that does not draw cards. */
function wordsOf({ messages, choices }: Reply, most: number): string {
  const below: Card[] =
    choices.length === 0 || (messages.length > 0 && choices.every(({ kind }) => kind !== 'call'))
      ? []
      : [{ kind: 'card', tone: 'calm', title: '', rows: [], body: [], buttons: choices }];
  const parts = [...messages, ...below].map(
    (message) => (room: number) => (message.kind === 'text' ? shorten(message.text.trim(), room) : altText(message, room)),
  );
  return altTextOfAll(parts, most).slice(0, most).toWellFormed();
}

/**
 * What a notification shows: the title of the first card, which names nobody; a first line only where no card has a title and nothing is
 * to be discreet about.
 */
export function summaryOf({ messages }: Reply): string | undefined {
  const cards = messages.filter((message) => message.kind === 'card');
  const title = cards.map((card) => inOneLine(card.title)).find((it) => it !== '');
  const said = cards.some(({ discreet }) => discreet)
    ? undefined
    : messages.flatMap((message) => (message.kind === 'text' ? lines(message.text, LIMITS.summary) : []))[0];
  const summary = title ?? (said && writtenIn([said]));
  return summary === undefined ? undefined : shorten(summary, LIMITS.summary);
}
