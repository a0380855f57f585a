/**
 * A live part is not exchanged under somebody's hands: while something inside is pressed, a control has the focus or was changed, or
 * somebody has opened a question (what the page itself unfolds says so: `data-unfolded`). It is exchanged when that is over; until then
 * it says so where what it shows (`data-stand`) has changed.
 */
export function holdLiveParts(): void {
  const waiting = new Set<string>();
  document.addEventListener('htmx:beforeRequest', (event) => {
    const part = event.target;
    if (!(part instanceof HTMLElement) || !part.classList.contains('live') || !isBusy(part)) return;
    waiting.add(part.id);
    // One that knows what it shows looks all the same: whoever fills in its form must hear that it is another by now.
    if (part.dataset['stand'] === undefined) event.preventDefault();
  });
  // What has come back must not be put in either, where somebody began to type meanwhile.
  document.addEventListener('htmx:beforeSwap', (event) => {
    const part = event.target;
    if (!(part instanceof HTMLElement) || !part.classList.contains('live') || !isBusy(part)) return;
    event.preventDefault();
    waiting.add(part.id);
    if (event instanceof CustomEvent) tellChange(part, event.detail.xhr.responseText);
  });
  // While an answer is on its way, which may be of before, htmx would ask again for the part that this answer is about to replace.
  document.addEventListener(
    'sse:changed',
    ({ target: part }) => {
      if (part instanceof HTMLElement && isAsking(part)) waiting.add(part.id);
    },
    true,
  );
  const look = () => {
    for (const id of waiting) {
      const part = document.getElementById(id);
      if (part !== null && (isBusy(part) || isAsking(part))) continue;
      waiting.delete(id);
      part?.dispatchEvent(new CustomEvent('sse:changed'));
    }
  };
  for (const over of ['focusout', 'pointerup', 'pointercancel', 'keyup']) {
    document.addEventListener(over, () => requestAnimationFrame(look));
  }
  document.addEventListener('toggle', look, true);
  document.addEventListener('htmx:afterSettle', look);
}

const isAsking = (part: HTMLElement): boolean => part.matches('.live.htmx-request');

/** Above what is held, where what has come back shows something else. */
function tellChange(part: HTMLElement, page: string): void {
  const now = new DOMParser().parseFromString(page, 'text/html').getElementById(part.id);
  const notice = part.querySelector<HTMLElement>('[data-changed]');
  if (now !== null && notice !== null) notice.hidden = now.dataset['stand'] === part.dataset['stand'];
}

function isBusy(part: HTMLElement): boolean {
  const focused = document.activeElement;
  const typing = focused?.matches('input, textarea, select') && part.contains(focused);
  return (
    typing === true ||
    // What is exchanged between press and release takes the press away.
    part.matches(':active') ||
    part.querySelector('details[open]:not([data-unfolded])') !== null ||
    [...part.querySelectorAll('input, textarea, select')].some(isChanged)
  );
}

function isChanged(control: Element): boolean {
  if (control instanceof HTMLTextAreaElement) return control.value !== control.defaultValue;
  if (control instanceof HTMLSelectElement)
    return [...control.options].some((it) => it.selected !== it.defaultSelected && it.defaultSelected);
  if (!(control instanceof HTMLInputElement)) return false;
  return control.type === 'checkbox' || control.type === 'radio'
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;
}
