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

/** Where tables are read line by line they would be many screens long: they open at a press. On paper they are whole (`statistics.css`). */
export function foldTablesWhereNarrow(): void {
  if (!matchMedia('(max-width: 40rem)').matches) return;
  for (const it of document.querySelectorAll<HTMLDetailsElement>('details.figures[open]')) it.open = false;
}
