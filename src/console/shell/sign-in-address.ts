import type { Request } from 'express';

/** Says that the session was ended by its owner. */
export const SIGNED_OUT = '/console/sign-in?out=1';

/** Takes forms from every page and stands on none: there is nothing to come back to. */
const SIGN_OUT = '/console/sign-out';

/**
 * The sign-in, and from there back. A form is not sent once more: read, its address leads to the page on which it stands
 * (`form-addresses.ts`). `ended`: there was a session.
 */
export function signInFor(request: Request, ended = false): string {
  const to = request.method === 'GET' ? request.originalUrl : request.baseUrl + request.path;
  if (to === SIGN_OUT) return SIGNED_OUT;
  const query = new URLSearchParams({ ...(to !== '/console' ? { to } : {}), ...(ended ? { ended: '1' } : {}) });
  return `/console/sign-in${query.size > 0 ? `?${query}` : ''}`;
}
