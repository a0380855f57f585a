/** The session is over: said, and nothing that was typed is taken away or sent into the void. */
export function tellTheEnd(): void {
  const ended = document.getElementById('ended');
  if (ended === null) return;
  const tell = () => {
    ended.hidden = false;
    // Nobody is here any more: a page that is left open asks for nothing.
    document.getElementById('here')?.remove();
  };
  document.addEventListener('htmx:sseClose', (event) => {
    if (event instanceof CustomEvent && event.detail?.type === 'message') tell();
  });
  document.addEventListener('htmx:responseError', (event) => {
    if (event instanceof CustomEvent && event.detail?.xhr?.status === 401) tell();
  });
  // A form of before would only lead to the sign-in, and what was typed would be gone.
  document.addEventListener('submit', (event) => {
    if (ended.hidden || !(event.target instanceof HTMLFormElement) || event.target.method !== 'post') return;
    event.preventDefault();
    ended.focus();
  });
}
