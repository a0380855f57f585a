import type { Request, RequestHandler, Response } from 'express';
import { html } from '#pages/html.ts';
import type { Centre } from '#policy/centre.ts';
import type { StaffSession } from '#store/staff-store.ts';
import type { ConsoleOf } from '../console.ts';
import { accountWords } from '../words/account.ts';
import { dropSession, sessionToken } from './cookies.ts';
import { csrfOf } from './csrf.ts';
import { LIVE_HEADER } from './live.ts';
import { plainPage } from './plain-page.ts';
import { notFound, refuse } from './refusal.ts';
import { signInFor } from './sign-in-address.ts';
import { seat, signedIn } from './signed-in.ts';

/** Whose session it is, before a centre is chosen. */
export type Visitor = StaffSession & { token: string; centres: Centre[] };

const visitors = new WeakMap<Response, Visitor>();

/** Throws on a page that is not behind `sessionNeeded`: a fault of ours. */
export function visitor(response: Response): Visitor {
  const it = visitors.get(response);
  if (it === undefined) throw new TypeError('This page is not behind the sign-in.');
  return it;
}

/** The session of a request; `keep`: it counts as a person's act. */
export async function visitorOf(request: Request, { parts }: ConsoleOf, keep: boolean): Promise<Visitor | undefined> {
  const token = sessionToken(request);
  const session = token === undefined ? undefined : await parts.store.staff.session(token, parts.clock.now(), keep);
  if (token === undefined || session === undefined) return undefined;
  const centres = [...parts.centres.values()].filter(({ id }) => session.staff.centreIds.includes(id));
  return { ...session, token, centres };
}

/** Without a session it leads to the sign-in and from there back. */
export const sessionNeeded =
  (of: ConsoleOf): RequestHandler =>
  async (request, response, next) => {
    const it = await visitorOf(request, of, request.get(LIVE_HEADER) === undefined);
    if (it === undefined) {
      toSignIn(request, response, of);
      return;
    }
    visitors.set(response, it);
    next();
  };

function toSignIn(request: Request, response: Response, { parts }: ConsoleOf): void {
  const had = sessionToken(request) !== undefined;
  if (!had && cameFromElsewhere(request)) {
    landing(request, response);
    return;
  }
  if (had) dropSession(response, parts.publicUrl);
  // The page stays as it is, with what is typed there, and says itself that the session is over.
  if (request.get('hx-request') !== undefined) {
    response.status(401).end();
    return;
  }
  response.redirect(303, signInFor(request, had));
}

const LANDED = 'landed';

const cameFromElsewhere = (request: Request): boolean =>
  request.method === 'GET' && request.get('sec-fetch-site') === 'cross-site' && request.query[LANDED] === undefined;

/** A link in a mail comes from another site, so a strict cookie stays at home: the page opens itself once more, from here. */
function landing(request: Request, response: Response): void {
  const mark = `${request.originalUrl.includes('?') ? '&' : '?'}${LANDED}=1`;
  const again = `${request.originalUrl}${mark}`;
  const words = accountWords.landing;
  const main = html`<div class="sheet"><h1>${words.title}</h1><p><a class="button button-primary" href=${again}>${words.go}</a></p></div>`;
  response.type('html').send(plainPage({ title: words.title, main, again }));
}

/** The centre in the address must be one of theirs; another's is as unknown as one that does not exist. */
export const centreNeeded =
  ({ parts }: ConsoleOf): RequestHandler =>
  (request, response, next) => {
    const { staff, token, centres } = visitor(response);
    const centre = centres.find(({ id }) => id === request.params['centreId']);
    if (centre === undefined) return notFound(response);
    seat(response, { staff, centre, centres, csrf: csrfOf(token), asOf: parts.store.asOf(centre.id) });
    next();
  };

/** For pages, or single routes, that only administrators may use. */
export const administratorsOnly: RequestHandler = (_request, response, next) => {
  const { staff, centre } = signedIn(response);
  if (staff.role === 'administrator') return next();
  refuse(response, 403, 'notAllowed', `/console/${centre.id}/today`);
};
