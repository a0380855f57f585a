import type { Request } from 'express';

/**
 * The sign-in, and from there back. A form is not sent once more: read, its address leads to the page on which it stands
 * (`form-addresses.ts`). `ended`: there was a session.
 */
export function signInFor(request: Request, ended = false): string {
  const to = request.method === 'GET' ? request.originalUrl : request.baseUrl + request.path;
  const query = new URLSearchParams({ ...(to !== '/console' ? { to } : {}), ...(ended ? { ended: '1' } : {}) });
  return `/console/sign-in${query.size > 0 ? `?${query}` : ''}`;
}
