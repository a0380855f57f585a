import type { BoardSlot } from '../board-frame.ts';

/** What stands in a slot of the board. The steps are for the mouse; the slot's own page has the form. */
export function slotContent(slot: BoardSlot): HTMLElement {
  const box = document.createElement('div');
  box.className = 'board-slot';
  box.append(text('slot-seats', slot.seats), text('slot-word', slot.word));
  if (slot.open) box.append(step('−', -1), step('＋', 1));
  return box;
}

/** `closed`: the word for it, where the whole day is. */
export type BoardDay = { used: number; capacity: number; closed: string | undefined };

/** A day of the month: seats taken of all, in figures and as a bar. */
export function dayContent({ used, capacity, closed }: BoardDay): HTMLElement {
  const box = document.createElement('div');
  box.className = 'board-day';
  const bar = document.createElement('progress');
  bar.max = Math.max(1, capacity);
  bar.value = used;
  box.append(text('slot-seats', `${used}/${capacity}`), closed === undefined ? bar : text('slot-word', closed));
  return box;
}

function text(className: string, words: string): HTMLElement {
  const it = document.createElement('span');
  it.className = className;
  it.textContent = words;
  return it;
}

function step(sign: string, by: number): HTMLElement {
  const it = text('board-step', sign);
  it.dataset['step'] = String(by);
  return it;
}
