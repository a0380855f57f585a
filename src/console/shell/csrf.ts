import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import { beforeToken, keepBefore, sessionToken } from './cookies.ts';
import { CSRF_FIELD } from './csrf-field.ts';
import { refuse } from './refusal.ts';
import { signInFor } from './sign-in-address.ts';

/**
 * Against forms of other sites, besides SameSite cookies: what changes something carries a value that only our own pages know (derived
 * from the cookie's token, which script cannot read), and comes from our own origin as far as the browser says where from.
 */

const HEADER = 'x-csrf-token';

export const csrfOf = (token: string): string => createHmac('sha256', token).update('csrf').digest('base64url');

/** For the forms before the sign-in: the value for the form, by a cookie of its own. */
export function csrfBefore(request: Request, response: Response, publicUrl: string): string {
  const known = beforeToken(request);
  if (known !== undefined) return csrfOf(known);
  const token = randomBytes(32).toString('base64url');
  keepBefore(response, token, publicUrl);
  return csrfOf(token);
}

/** For every request that is not a plain reading. `publicUrl`: our own origin besides the address that was asked. */
export const csrfChecked =
  (publicUrl: string): RequestHandler =>
  (request, response, next) => {
    if (request.method === 'GET' || request.method === 'HEAD') return next();
    const tokens = [sessionToken(request), beforeToken(request)].filter((it) => it !== undefined);
    const given = givenIn(request);
    const known = given !== undefined && tokens.some((token) => same(given, csrfOf(token)));
    if (known && fromOurselves(request, publicUrl)) next();
    // Signed out in another tab, nobody's form can be known: the way leads by the sign-in to the page on which it stands.
    else if (sessionToken(request) === undefined && !beforeTheSignIn(request)) response.redirect(303, signInFor(request));
    else refuse(response, 403, 'notOurs');
  };

const beforeTheSignIn = ({ path }: Request): boolean => /^\/(?:sign-in|welcome\/)/.test(path);

function givenIn(request: Request): string | undefined {
  const body: unknown = request.body;
  const field = typeof body === 'object' && body !== null && CSRF_FIELD in body ? body[CSRF_FIELD] : undefined;
  return typeof field === 'string' ? field : request.get(HEADER);
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** `Origin` is "null" under our own no-referrer; then, and over plain http, only the token tells. */
function fromOurselves(request: Request, publicUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  const origin = request.get('origin');
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(origin) && (origin === new URL(publicUrl).origin || new URL(origin).host === request.get('host'));
}
