import type { CookieOptions, Request, Response } from 'express';

/** Both are random; the session's token opens the console, the other only ties a form to the browser before there is a session. */
const SESSION = 'madoguchi_session';
const BEFORE = 'madoguchi_before';

/** Never sent by a link or form of another site, never read by script, only over TLS where the address is https. */
const options = (publicUrl: string): CookieOptions => ({
  httpOnly: true,
  sameSite: 'strict',
  path: '/console',
  secure: publicUrl.startsWith('https:'),
});

export const sessionToken = (request: Request): string | undefined => cookieIn(request, SESSION);
export const keepSession = (response: Response, token: string, publicUrl: string): void =>
  void response.cookie(SESSION, token, options(publicUrl)).clearCookie(BEFORE, options(publicUrl));
export const dropSession = (response: Response, publicUrl: string): void =>
  void response.clearCookie(SESSION, options(publicUrl));

export const beforeToken = (request: Request): string | undefined => cookieIn(request, BEFORE);
export const keepBefore = (response: Response, token: string, publicUrl: string): void =>
  void response.cookie(BEFORE, token, options(publicUrl));

/** Tokens are plain letters, so nothing needs decoding; anything else is no token of ours. */
function cookieIn(request: Request, name: string): string | undefined {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=');
    if (key === name && /^[\w-]{20,100}$/.test(value)) return value;
  }
  return undefined;
}
