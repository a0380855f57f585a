import { type Stack, standing } from '#machines/stack.ts';
import { type Reading, readText } from './reading.ts';
import { choicesNow, menuEntries } from './replies/compose.ts';
import type { World } from './replies/world.ts';

/** Reads a typed text as an answer to the question that the conversation stands at. */
export function readAnswer(text: string, stack: Stack, world: World): Reading {
  const { meta } = standing(stack);
  const choices = choicesNow(stack, world);
  return readText(text, {
    expects: meta?.expects ?? meta?.reads ?? 'choice',
    choices,
    names: namesIn(choices, world),
    entries: menuEntries(world),
    now: world.now,
  });
}

/** Where the question is which office or service: all their names, in every language. */
function namesIn(choices: readonly { id: string }[], { centre }: World): { id: string; label: string }[] {
  const named = [
    ...centre.offices.map(({ id, name }) => ({ id: `office:${id}`, name })),
    ...centre.services.map(({ id, name }) => ({ id: `service:${id}`, name })),
  ].filter(({ id }) => choices.some((choice) => choice.id === id));
  return named.flatMap(({ id, name }) => Object.values(name).flatMap((label) => (label ? [{ id, label }] : [])));
}
