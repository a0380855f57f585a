import { shorten } from '#bot/rendering/fitting.ts';
import type { Reply } from '#bot/replies/reply.ts';
import { cardOf, summaryOf } from './card.ts';
import { literal } from './elements.ts';
import { LEAST_ROOM, LIMITS, ROOMS, type Room, sizeOf } from './limits.ts';
import type { TeamsMessage } from './message.ts';
import { type SuggestedActions, suggestedActions } from './suggested-actions.ts';

type Activity = TeamsMessage['activity'];

export const CARD = 'application/vnd.microsoft.card.adaptive';
const TEXT_GAP = '\n\n';

/**
 * A reply as one message: a text, or one card. Never both, and never two cards: Teams would split the activity into several messages and
 * name the id of none (learn.microsoft.com: Messages in bot conversations), so that it could not be closed; and suggested actions are
 * shown under texts only. Too much text is shortened; buttons and telephone numbers are not.
 * Never empty, since Teams would refuse that. Throws a RangeError for a choice id too long for Teams (see `encodeSubmit`).
 */
export function renderForTeams(reply: Reply): TeamsMessage {
  let activity: Activity = {};
  for (const [said, room] of smallerAndSmaller(reply)) {
    activity = activityOf(said, room);
    if (sizeOf(activity) <= LIMITS.bytes) break;
  }
  return { activity };
}

function* smallerAndSmaller(reply: Reply): Generator<[Reply, Room]> {
  for (const room of ROOMS) yield [reply, room];
  // The last message holds the question.
  for (let from = 1; from < reply.messages.length; from += 1) {
    yield [{ ...reply, messages: reply.messages.slice(from) }, LEAST_ROOM];
  }
  // Hundreds of buttons: no question of ours has them.
  for (let most = 128; most >= 0; most = most < 1 ? -1 : Math.floor(most / 2)) yield [withButtons(reply, most), LEAST_ROOM];
}

function withButtons({ step, messages, choices }: Reply, most: number): Reply {
  const last = messages
    .slice(-1)
    .map((message) => (message.kind === 'card' ? { ...message, buttons: message.buttons.slice(0, most) } : message));
  return { step, messages: last, choices: choices.slice(0, most) };
}

function activityOf(reply: Reply, room: Room): Activity {
  const said = newsFirst(withoutBlanks(reply));
  const texts = said.messages.flatMap((message) => (message.kind === 'text' ? [literal(message.text)] : []));
  const actions = texts.length > 0 ? suggestedActions(said.choices) : undefined;
  const textsOnly = texts.length === said.messages.length && said.choices.length === (actions?.actions.length ?? 0);
  return textsOnly ? textOf(texts, room, actions) : cardActivity(said, room);
}

const textOf = (texts: readonly string[], room: Room, suggested: SuggestedActions | undefined): Activity => ({
  type: 'message',
  ...written(shorten(texts.join(TEXT_GAP) || '…', room.text)),
  ...(suggested && { suggestedActions: suggested }),
});

/** The lines of a plain text run together in Teams; of its simple markup a break is sure to be one. */
const written = (text: string) =>
  text.includes('\n')
    ? { text: text.replace(/[&<>]/g, (sign) => MARKED[sign] ?? sign).replaceAll('\n', '<br>'), textFormat: 'xml' }
    : { text, textFormat: 'plain' };
const MARKED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function cardActivity(reply: Reply, room: Room): Activity {
  const content = cardOf(reply, room);
  if (content.body.length === 0) return textOf([], room, undefined);
  const summary = summaryOf(reply);
  return {
    type: 'message',
    attachmentLayout: 'list',
    attachments: [{ contentType: CARD, content }],
    ...(summary !== undefined && { summary }),
  };
}

/** LINE is read from its end, one card from its beginning: what is done stands before what to do about it. */
function newsFirst(reply: Reply): Reply {
  const news = reply.messages.findIndex((message) => message.kind === 'card' && message.tone === 'good');
  if (news <= 0) return reply;
  const [first, before, after] = [
    reply.messages.slice(news, news + 1),
    reply.messages.slice(0, news),
    reply.messages.slice(news + 1),
  ];
  return { ...reply, messages: [...first, ...before, ...after] };
}

const withoutBlanks = (reply: Reply): Reply => ({
  ...reply,
  messages: reply.messages.filter((message) => message.kind === 'card' || literal(message.text) !== ''),
});
