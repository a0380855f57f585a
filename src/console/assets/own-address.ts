/**
 * The answer to a form is kept nowhere, so that a browser that comes back to it, or loads it again, would ask for the form to be sent
 * once more or show an error. With an address of its own it is read instead, and that leads to the form (`form-addresses.ts`).
 */
export const keepOwnAddress = (): void => history.replaceState(history.state, '', location.href);
