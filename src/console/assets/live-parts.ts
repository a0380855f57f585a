/**
 * A live part is not exchanged under somebody's hands: while a control inside has the focus or was changed, or somebody has opened a
 * question (what the page itself unfolds says so: `data-unfolded`). It is fetched when that is over.
 */
export function holdLiveParts(): void {
  const waiting = new Set<string>();
  document.addEventListener('htmx:beforeRequest', (event) => {
    const part = event.target;
    if (!(part instanceof HTMLElement) || !part.classList.contains('live') || !isBusy(part)) return;
    event.preventDefault();
    waiting.add(part.id);
  });
  // What has come back must not be put in either, where somebody began to type meanwhile.
  document.addEventListener('htmx:beforeSwap', (event) => {
    const part = event.target;
    if (!(part instanceof HTMLElement) || !part.classList.contains('live') || !isBusy(part)) return;
    event.preventDefault();
    waiting.add(part.id);
  });
  const look = () => {
    for (const id of waiting) {
      const part = document.getElementById(id);
      if (part !== null && isBusy(part)) continue;
      waiting.delete(id);
      part?.dispatchEvent(new CustomEvent('sse:changed'));
    }
  };
  document.addEventListener('focusout', () => requestAnimationFrame(look));
  document.addEventListener('toggle', look, true);
}

function isBusy(part: HTMLElement): boolean {
  const focused = document.activeElement;
  const typing = focused?.matches('input, textarea, select') && part.contains(focused);
  return (
    typing === true ||
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
