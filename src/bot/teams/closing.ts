import { z } from 'zod';
import type { Closing } from '#bot/channel.ts';
import { STEPLESS } from '#bot/replies/reply.ts';
import { type Line, lines } from './elements.ts';
import { isTeamsMessage, type TeamsMessage } from './message.ts';

type Json = Readonly<Record<string, unknown>>;
type Submit = { step: number; choice: string; label: string };
type IsOver = (submit: Submit) => boolean;

/** Of several such buttons one may be chosen, and then it is over with all of them, also where they belong to no question. */
const ONE_OF_SEVERAL = /^pick-offer:/;
/** "I cannot use the phone": as long as the number can be pressed, so can this; it means the same whenever it is pressed. */
const BESIDE_EVERY_NUMBER = 'cannot-use-phone';
const LINE_MOST = 300;

const json = z.looseObject({});
const message = z.looseObject({ attachments: z.tuple([z.looseObject({ content: z.looseObject({ body: z.array(json) }) })]) });
const container = z.looseObject({ type: z.literal('Container'), items: z.array(json) });
const actionSet = z.looseObject({ type: z.literal('ActionSet'), actions: z.array(json) });
const dayInput = z.looseObject({ type: z.literal('Input.Date') });
const submit = z
  .looseObject({
    type: z.literal('Action.Submit'),
    title: z.string(),
    tooltip: z.string().optional(),
    data: z.looseObject({ madoguchi: z.looseObject({ step: z.number(), choice: z.string() }) }),
  })
  .transform(({ title, tooltip, data: { madoguchi } }): Submit => ({ ...madoguchi, label: tooltip ?? title }));

/**
 * A message of ours (see `renderForTeams`) as it stands once it was answered: nothing of the question can be pressed any more, links and
 * telephone numbers still can. Buttons of no question stay, but for those of which one was chosen. Undefined where nothing is to be taken
 * away.
 */
export function closeForTeams(rendered: unknown, sentAs: string | undefined, closing: Closing): TeamsMessage | undefined {
  if (!isTeamsMessage(rendered)) return undefined;
  const { activity } = rendered;
  const closed = 'suggestedActions' in activity ? withoutSuggestions(activity) : closedCard(activity, closing);
  return closed && { activity: closed, ...(sentAs !== undefined && { replaces: sentAs }) };
}

/** The answer stands below in the client's own words: a text needs no line about it. */
function withoutSuggestions({ suggestedActions: _, ...activity }: Json): Json {
  return activity;
}

function closedCard(activity: Json, { press, chosen, over, offersOver }: Closing): Json | undefined {
  const read = message.safeParse(activity);
  if (!read.success) return undefined;
  const [attachment] = read.data.attachments;
  const { body } = attachment.content;
  const submits = body.flatMap(submitsIn);
  const found = submits.find(({ choice }) => choice === press?.choice);
  const isOver = judge(found, offersOver === true);
  if (!submits.some(isOver)) return undefined;
  // What can be pressed again is no answer to what can not.
  const pressed = found && isOver(found) ? found : undefined;
  const bore = body.findLastIndex((part) => submitsIn(part).some((it) => isOver(it) && it.choice === (pressed ?? it).choice));
  const line = closingLine(pressed && !press?.inVain ? chosen(press?.day ?? pressed.label) : over);
  const closed = body.flatMap((part, at) => closedPart(part, isOver, at === bore ? line : []));
  return { ...activity, attachments: [{ ...attachment, content: { ...attachment.content, body: closed } }] };
}

function judge(pressed: Submit | undefined, offersOver: boolean): IsOver {
  const oneOfSeveral = offersOver || (pressed !== undefined && ONE_OF_SEVERAL.test(pressed.choice));
  return ({ step, choice }) => {
    if (choice === BESIDE_EVERY_NUMBER) return pressed?.choice === choice;
    return step !== STEPLESS || (oneOfSeveral && ONE_OF_SEVERAL.test(choice));
  };
}

const closingLine = (text: string): Line[] =>
  lines(text, LINE_MOST).map((line, at) => (at === 0 ? { ...line, spacing: 'medium', separator: true } : line));

/** A part of a card; one that has nothing left to show is gone. */
function closedPart(part: Json, isOver: IsOver, line: readonly Line[]): Json[] {
  const left = container.safeParse(withoutLive(part, isOver));
  const items = [...(left.success ? left.data.items : []), ...line];
  return items.length === 0 ? [] : [{ ...part, items }];
}

/** The element without what is over; undefined where nothing remains. */
function withoutLive(element: Json, isOver: IsOver): Json | undefined {
  const box = container.safeParse(element);
  if (box.success) {
    const items = box.data.items.flatMap((item) => withoutLive(item, isOver) ?? []);
    return items.length === 0 ? undefined : { ...element, items };
  }
  const bar = actionSet.safeParse(element);
  if (bar.success) {
    const actions = bar.data.actions.filter((action) => !readSubmit(action).some(isOver));
    return actions.length === 0 ? undefined : { ...element, actions };
  }
  // A day is asked for by questions only.
  return dayInput.safeParse(element).success ? undefined : element;
}

function submitsIn(element: Json): Submit[] {
  const box = container.safeParse(element);
  if (box.success) return box.data.items.flatMap(submitsIn);
  const bar = actionSet.safeParse(element);
  return bar.success ? bar.data.actions.flatMap(readSubmit) : [];
}

function readSubmit(action: Json): Submit[] {
  const read = submit.safeParse(action);
  return read.success ? [read.data] : [];
}
