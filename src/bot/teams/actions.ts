import { telAddress, webAddress } from '#bot/rendering/addresses.ts';
import { shorten } from '#bot/rendering/fitting.ts';
import type { Button } from '#bot/replies/reply.ts';
import { type Action, type ActionSet, type DayInput, inOneLine } from './elements.ts';
import { LIMITS, type Room } from './limits.ts';
import { DAY_INPUT, encodeSubmit } from './submit.ts';

type PickDay = Extract<Button, { kind: 'pick-day' }>;
type Style = Pick<Action, 'style'>;

/** What fits side by side on a phone, in half-width characters: Teams cuts off the labels of buttons that do not. */
const ROW_WIDTH = 40;
const BUTTON_PADDING = 6;

/**
 * A button as an action; `undefined` for an address that Teams would not open. Action.Submit and not Action.Execute: it comes as a plain
 * message, which is answered in the chat. Throws a RangeError for a choice that cannot be encoded (see `encodeSubmit`).
 */
export function toAction(button: Button, step: number, room: Room): Action | undefined {
  const face = faceOf(button, room);
  switch (button.kind) {
    case 'choice':
      // A day that was not picked must not stand in the way of the other buttons.
      return {
        ...{ type: 'Action.Submit', ...face, data: encodeSubmit(step, button.id), associatedInputs: 'none' },
        ...styleOf(button.look),
      };
    case 'pick-day':
      return { type: 'Action.Submit', ...face, data: encodeSubmit(step, button.id), associatedInputs: 'auto' };
    case 'link':
      return opening(webAddress(button.url, LIMITS.url), face, styleOf(button.look));
    case 'call':
      return opening(telAddress(button.uri, LIMITS.url), face, styleOf('primary'));
  }
}

function faceOf({ label }: Button, { tooltips }: Room) {
  const whole = inOneLine(label) || '…';
  const title = shorten(whole, LIMITS.actionTitle);
  return { title, ...(tooltips && title !== whole && { tooltip: shorten(whole, LIMITS.tooltip) }) };
}

const opening = (url: string | undefined, face: { title: string; tooltip?: string }, style: Style): Action | undefined =>
  url === undefined ? undefined : { type: 'Action.OpenUrl', ...face, url, ...style };

function styleOf(look: 'primary' | 'plain' | 'danger' = 'plain'): Style {
  if (look === 'plain') return {};
  return { style: look === 'danger' ? 'destructive' : 'positive' };
}

/** Side by side as far as their labels have room, else one below the other. Nothing is left to an overflow menu. */
export function actionSets(actions: readonly Action[]): ActionSet[] {
  const sets: ActionSet[] = [];
  let width = 0;
  for (const action of actions) {
    const own = widthOf(action.title) + BUTTON_PADDING;
    const last = sets.at(-1);
    if (last && last.actions.length < LIMITS.actions && width + own <= ROW_WIDTH) {
      last.actions.push(action);
      width += own;
    } else {
      sets.push({ type: 'ActionSet', actions: [action] });
      width = own;
    }
  }
  return sets;
}

/** In half-width characters: a Japanese one is as wide as two Latin ones. */
const widthOf = (text: string): number =>
  [...text].reduce((width, character) => width + (/[\u0020-\u00ff\uff61-\uff9f]/.test(character) ? 1 : 2), 0);

/**
 * The one date input that every calendar button of a card reads, since two of the same id could not be told apart: wide enough for all.
 * Whoever reads the picked day judges it by the rules. Its name and what it says when it is empty is the button's own label.
 */
export function dayInput(buttons: readonly PickDay[]): DayInput | undefined {
  const [first] = buttons;
  if (!first) return undefined;
  const label = inOneLine(first.label) || '…';
  const min = buttons.map(({ from }) => from).reduce((one, other) => (one < other ? one : other));
  const max = buttons.map(({ to }) => to).reduce((one, other) => (one > other ? one : other));
  const short = shorten(label, LIMITS.tooltip);
  return {
    ...{ type: 'Input.Date', id: DAY_INPUT, label: short, isRequired: true, min, max },
    errorMessage: `${short} (${min} – ${max})`,
  };
}
