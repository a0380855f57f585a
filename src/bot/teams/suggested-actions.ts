import { asTyped, type Button } from '#bot/replies/reply.ts';
import { inOneLine } from './elements.ts';
import { LIMITS } from './limits.ts';

export type SuggestedActions = { to: []; actions: { type: 'imBack'; title: string; value: string }[] };

/**
 * A suggested action says its label in the client's name and carries no step: only words that mean the same at every question may be
 * one. An old or double press then does what the same words would do when typed.
 */
const THE_SAME_EVERYWHERE: readonly string[] = ['back', 'stop', 'menu', 'ja', 'ja-easy', 'en'];

/** `undefined` where the choices must be buttons on a card. */
export function suggestedActions(choices: readonly Button[]): SuggestedActions | undefined {
  if (choices.length === 0 || choices.length > LIMITS.suggestedActions) return undefined;
  const actions = choices.flatMap(suggested);
  return actions.length === choices.length ? { to: [], actions } : undefined;
}

function suggested(button: Button): SuggestedActions['actions'] {
  if (button.kind !== 'choice' || button.shown !== undefined || !THE_SAME_EVERYWHERE.includes(button.id)) return [];
  const title = inOneLine(button.label);
  const value = asTyped(title).trim();
  return value === '' || title.length > LIMITS.actionTitle ? [] : [{ type: 'imBack', title, value }];
}
