import type { BookingsContext } from '#machines/bookings.ts';
import { type Stack, standing } from '#machines/stack.ts';
import { asksAffiliation } from '#policy/centre.ts';
import { type Reading, readText } from './reading.ts';
import { choicesNow, menuEntries } from './replies/compose.ts';
import { askedField, sceneOf } from './replies/scene.ts';
import type { World } from './replies/world.ts';
import { saysOnlyWhen } from './understanding/only-when.ts';

/** Reads a typed text as an answer to the question that the conversation stands at. */
export function readAnswer(text: string, stack: Stack, world: World): Reading {
  const { meta } = standing(stack);
  const choices = choicesNow(stack, world);
  const reading = readText(text, {
    expects: meta?.expects ?? meta?.reads ?? 'choice',
    choices,
    names: namesIn(choices, world),
    entries: menuEntries(world),
    now: world.now,
  });
  if (reading.kind === 'unclear' && mayPickOffers(stack)) return wishIn(text, world) ?? reading;
  return isAffiliation(reading, stack, world) ? { ...reading, nameFollows: true } : reading;
}

/** Where affiliation and name of companions are asked for, one after the other. */
const isAffiliation = (reading: Reading, stack: Stack, world: World): reading is Reading & { kind: 'value' } =>
  reading.kind === 'value' &&
  standing(stack).meta?.expects === 'companions' &&
  asksAffiliation(askedField(sceneOf(world, stack), 'companions'));

/** At the menu and in the list that shows them, a day and time may be one of those that staff offer. */
function mayPickOffers(stack: Stack): boolean {
  const { flow, context } = standing(stack);
  return flow === 'conversation' || (flow === 'bookings' && (context as BookingsContext).intent === null);
}

/** Picking confirms at once: of a time that more is said about only the day is taken, which picks nothing. */
function wishIn(text: string, { now }: World): Reading | undefined {
  const reading = readText(text, { expects: 'wish', choices: [], now });
  if (reading.kind !== 'wish') return undefined;
  return saysOnlyWhen(text) ? reading : { kind: 'wish', wish: { day: reading.wish.day } };
}

/** Where the question is which office or service: all their names, in every language. */
function namesIn(choices: readonly { id: string }[], { centre }: World): { id: string; label: string }[] {
  const named = [
    ...centre.offices.map(({ id, name }) => ({ id: `office:${id}`, name })),
    ...centre.services.map(({ id, name }) => ({ id: `service:${id}`, name })),
  ].filter(({ id }) => choices.some((choice) => choice.id === id));
  return named.flatMap(({ id, name }) => Object.values(name).flatMap((label) => (label ? [{ id, label }] : [])));
}
