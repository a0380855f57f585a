/** Readers of the screen hear that something was exchanged; not more often than twice a minute. */
const APART_MS = 30_000;

export function announceUpdates(): void {
  let last = Number.NEGATIVE_INFINITY;
  document.addEventListener('htmx:afterSettle', (event) => {
    const announcer = document.getElementById('announcer');
    const part = event.target;
    if (announcer === null || !(part instanceof Element) || !part.classList.contains('live')) return;
    if (event.timeStamp - last < APART_MS) return;
    last = event.timeStamp;
    announcer.textContent = '';
    requestAnimationFrame(() => {
      announcer.textContent = announcer.dataset['updated'] ?? '';
    });
  });
}
