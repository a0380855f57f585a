import type { messagingApi } from '@line/bot-sdk';
import { shorten, split } from '#bot/rendering/fitting.ts';
import type { Button, Message, Row } from '#bot/replies/reply.ts';
import { toAction } from './actions.ts';
import { bytesOf, LIMITS } from './limits.ts';
import { linkedText } from './linked-text.ts';
import { PALETTE, type Tone } from './palette.ts';

type Card = Extract<Message, { kind: 'card' }>;
type Bubble = messagingApi.FlexBubble;
type Component = messagingApi.FlexComponent;

const TITLE_MOST = 200;
const ROW_LABEL_MOST = 60;
const ROW_VALUE_MOST = 600;
/** A label longer than this shrinks to fit one line of a small phone instead of being cut off. */
const LABEL_FITS = 14;
/** Styles, paddings and braces of a bubble, generously. */
const FRAME_BYTES = 1_000;

/** A card as bubbles: one, or more where it is too large for LINE. The title stands on the first, the buttons end the last. */
export function cardBubbles(card: Card, step: number): Bubble[] {
  const header = headerOf(card);
  const facts = [
    ...(card.lead?.trim() ? paragraphs(card.lead, { weight: 'bold' }) : []),
    ...card.rows.flatMap(rowOf),
    ...separated(
      card.body.flatMap((text) => paragraphs(text)),
      card.rows.length > 0,
    ),
  ];
  const buttons = card.buttons.flatMap((button) => buttonOf(button, step, card.tone));
  return pack(header, facts, buttons);
}

/** A text that had to become a bubble to find room. */
export const textBubbles = (text: string): Bubble[] => pack(undefined, paragraphs(text), []);

/** Fills bubbles in order, none above LINE's size. */
function pack(header: messagingApi.FlexBox | undefined, facts: readonly Component[], buttons: readonly Component[]): Bubble[] {
  const budget = LIMITS.bubbleBytes - FRAME_BYTES;
  const sheets: { facts: Component[]; buttons: Component[]; bytes: number }[] = [
    { facts: [], buttons: [], bytes: bytesOf(header ?? '') },
  ];
  const put = (component: Component, kind: 'facts' | 'buttons') => {
    const bytes = bytesOf(component) + 1;
    let sheet = sheets.at(-1);
    if (!sheet || sheet.bytes + bytes > budget) {
      sheet = { facts: [], buttons: [], bytes: 0 };
      sheets.push(sheet);
    }
    sheet[kind].push(component);
    sheet.bytes += bytes;
  };
  for (const fact of facts) put(fact, 'facts');
  for (const button of buttons) put(button, 'buttons');
  return sheets.flatMap((sheet, index) => bubble(index === 0 ? header : undefined, sheet.facts, sheet.buttons));
}

function bubble(header: messagingApi.FlexBox | undefined, facts: Component[], buttons: Component[]): Bubble[] {
  if (!header && facts.length === 0 && buttons.length === 0) return [];
  const ground = { backgroundColor: PALETTE.ground };
  return [
    {
      type: 'bubble',
      size: 'mega',
      styles: { body: ground, footer: ground },
      ...(header && { header }),
      ...(facts.length > 0 && { body: box(facts, { spacing: 'md', paddingAll: 'lg' }) }),
      ...(buttons.length > 0 && { footer: box(buttons, { spacing: 'md', paddingAll: 'lg' }) }),
    },
  ];
}

function headerOf({ title, tone }: Card): messagingApi.FlexBox | undefined {
  if (title.trim() === '') return undefined;
  const text = textOf(shorten(title.trim(), TITLE_MOST), { size: 'lg', weight: 'bold', color: PALETTE.onTone });
  return box([text], { backgroundColor: PALETTE.tone[tone], paddingAll: 'lg' });
}

/** Label and value on one base line, each wrapping in its own column; one that is too long for columns, or has a link, becomes paragraphs. */
function rowOf({ label, value }: Row): Component[] {
  const [name, content] = [label.trim(), value.trim()];
  const ofItsOwn = content.length > ROW_VALUE_MOST || linkedText(content).some(({ url }) => url !== undefined);
  if (name.length > ROW_LABEL_MOST || ofItsOwn || name === '' || content === '') {
    return paragraphs([name, content].filter((part) => part !== '').join('\n'));
  }
  return [
    {
      type: 'box',
      layout: 'baseline',
      spacing: 'md',
      contents: [
        textOf(name.toWellFormed(), { size: 'sm', color: PALETTE.quiet, flex: 4 }),
        textOf(content.toWellFormed(), { size: 'md', flex: 7 }),
      ],
    },
  ];
}

function buttonOf(button: Button, step: number, tone: Tone): messagingApi.FlexButton[] {
  const action = toAction(button, { step, label: LIMITS.buttonLabel });
  if (!action) return [];
  const fit = (action.label ?? '').length > LABEL_FITS ? { adjustMode: 'shrink-to-fit' as const } : {};
  return [{ type: 'button', height: 'md', action, ...lookOf(button, tone), ...fit }];
}

/** A filled button in white on colour, or a plain one in black on grey (LINE chooses the text's colour by the style). */
function lookOf(button: Button, tone: Tone) {
  const look = button.kind === 'call' ? 'primary' : 'look' in button ? (button.look ?? 'plain') : 'plain';
  if (look === 'plain') return { style: 'secondary' as const, color: PALETTE.plainButton };
  return { style: 'primary' as const, color: look === 'danger' ? PALETTE.danger : PALETTE.tone[tone] };
}

const separated = (components: Component[], apart: boolean): Component[] =>
  apart && components.length > 0 ? [{ type: 'separator', color: PALETTE.line }, ...components] : components;

const paragraphs = (text: string, look: Partial<messagingApi.FlexText> = {}): messagingApi.FlexText[] =>
  linkedText(text).flatMap(({ text: part, url }) =>
    split(part, LIMITS.flexText).map((piece) =>
      textOf(piece, { size: 'md', lineSpacing: '6px', ...look, ...(url !== undefined && linkTo(url)) }),
    ),
  );

const linkTo = (uri: string): Partial<messagingApi.FlexText> => ({
  color: PALETTE.link,
  decoration: 'underline',
  action: { type: 'uri', label: shorten(uri, LIMITS.buttonLabel), uri },
});

/** Wraps, and grows with the text size that the reader has set in LINE. */
const textOf = (text: string, look: Partial<messagingApi.FlexText>): messagingApi.FlexText => ({
  type: 'text',
  text,
  wrap: true,
  scaling: true,
  color: PALETTE.text,
  ...look,
});

const box = (contents: Component[], look: Partial<messagingApi.FlexBox>): messagingApi.FlexBox => ({
  type: 'box',
  layout: 'vertical',
  contents,
  ...look,
});
