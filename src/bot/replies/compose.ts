import type { Note } from '#machines/notes.ts';
import { type FlowName, type Stack, standing } from '#machines/stack.ts';
import { inAtMost, MOST_MESSAGES } from './five-messages.ts';
import { sayNote } from './notes/notes.ts';
import { choice, type Prompt } from './parts.ts';
import { promptOf } from './prompts/prompts.ts';
import { asTyped, type Button, type Reply } from './reply.ts';
import { type Scene, sceneOf, sceneWithout } from './scene.ts';
import type { World } from './world.ts';

export { composeNotice, type Notice } from './notices.ts';

/** Flows in which there is nothing to stop: back and menu are enough. */
const NOTHING_TO_STOP: readonly FlowName[] = ['bookings', 'handover', 'help', 'my-data', 'language'];

/**
 * The notes in their order, then the question that the conversation stands at: at most five messages, no note lost. Throws where the
 * stack is not at rest or a question has no words: faults of ours.
 */
export function composeReply({
  step,
  notes,
  stack,
  world,
  booked = false,
}: {
  step: number;
  notes: readonly Note[];
  stack: Stack;
  world: World;
  /** The client has a booking or a request: the menu leads with it. */
  booked?: boolean;
}): Reply {
  const scene = { ...sceneOf(world, stack), booked };
  const prompt = belowNews(notes, stack, promptNow(stack, scene));
  const asked = inAtMost(MOST_MESSAGES - (notes.length > 0 ? 1 : 0), prompt.messages);
  const said = notes.flatMap((note) => sayNote(note, scene));
  return { step, messages: [...inAtMost(MOST_MESSAGES - asked.length, said), ...asked], choices: prompt.choices };
}

/** Said with the whole menu under it, since the menu is what the client needs next. */
const LEADING_TO_THE_MENU: readonly Note['say'][] = [
  'greeting',
  'welcomeBack',
  'stopped',
  'restarted',
  'languageSet',
  'oldButton',
  'maintenance',
];

/**
 * News such as "your booking is confirmed" must not be pushed off a small screen by the menu: it then shrinks to its buttons under the
 * last message.
 */
function belowNews(notes: readonly Note[], stack: Stack, prompt: Prompt): Prompt {
  const news = notes.some(({ say }) => !LEADING_TO_THE_MENU.includes(say));
  if (!news || standing(stack).flow !== 'conversation') return prompt;
  const buttons = prompt.messages.flatMap((message) => (message.kind === 'card' ? message.buttons : []));
  return { messages: [], choices: [...buttons, ...prompt.choices] };
}

/** The menu's entries as they are written on its buttons: their words are heard everywhere. */
export function menuEntries(world: World): { id: string; label: string }[] {
  const { messages } = promptOf('conversation', 'menu', undefined, sceneWithout(world));
  return messages.flatMap((message) => (message.kind === 'card' ? message.buttons : [])).flatMap(labelled);
}

/** Every choice button of the question that the conversation stands at, so that typed words can be matched to it. */
export function choicesNow(stack: Stack, world: World): { id: string; label: string }[] {
  const { messages, choices } = promptNow(stack, sceneOf(world, stack));
  const onCards = messages.flatMap((message) => (message.kind === 'card' ? message.buttons : []));
  return [...onCards, ...choices].flatMap(labelled);
}

const labelled = (button: Button): { id: string; label: string }[] =>
  button.kind === 'choice' ? [{ id: button.id, label: asTyped(button.label) }] : [];

function promptNow(stack: Stack, scene: Scene): Prompt {
  const { flow, meta, context } = standing(stack);
  if (!meta) throw new Error(`the conversation does not stand at a question: ${flow}`);
  const { messages, choices } = promptOf(flow, meta.prompt, context, scene);
  return { messages, choices: [...choices, ...ways(flow, scene)] };
}

/** Back, stop and menu. At the menu itself there is nowhere else to go. */
function ways(flow: FlowName, { words: { buttons } }: Scene): Button[] {
  if (flow === 'conversation') return [];
  const stop = NOTHING_TO_STOP.includes(flow) ? [] : [choice('stop', buttons.stop)];
  return [choice('back', buttons.back), ...stop, choice('menu', buttons.menu)];
}
