import type { Response } from 'express';
import type { SignedIn } from '../console.ts';

const seats = new WeakMap<Response, SignedIn>();

/** Who is signed in for this answer. Throws on a page that is not below `/console/:centreId`: a fault of ours. */
export function signedIn(response: Response): SignedIn {
  const it = seats.get(response);
  if (it === undefined) throw new TypeError('This page is not behind the sign-in.');
  return it;
}

/** For the shell alone, once the session and the centre were checked. */
export function seat(response: Response, it: SignedIn): void {
  seats.set(response, it);
}
