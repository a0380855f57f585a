/** What drops down from the top goes away by Escape and by a press elsewhere. */
export function openOneAtATime(): void {
  const opened = () => [...document.querySelectorAll<HTMLDetailsElement>('.top details[open]')];
  document.addEventListener('click', ({ target }) => {
    for (const it of opened()) if (target instanceof Node && !it.contains(target)) it.open = false;
  });
  document.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return;
    for (const it of opened()) {
      it.open = false;
      it.querySelector('summary')?.focus();
    }
  });
}
