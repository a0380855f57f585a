import type { Request, Response } from 'express';
import type { ConsoleOf } from '../console.ts';
import { query } from '../shell/components.ts';
import { idOf, textOf } from '../shell/reading.ts';
import { notFound, refuse } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { loadClient, type Said } from './loading.ts';
import { addressOfClient, type ClientPageOf, isErased } from './view.ts';

type Extent = Said & { all?: boolean };

/**
 * The client in the address, if it is the centre's own; else the answer is given. In place of a record that is linked to another stands
 * that one: it is led to, and nothing is done from a page that was opened before.
 */
export async function ownClient(
  of: ConsoleOf,
  req: Request,
  res: Response,
  said: Extent = {},
  name = 'id',
): Promise<ClientPageOf | undefined> {
  const here = signedIn(res);
  const id = idOf(textOf(req.params, name));
  const page = id === undefined ? undefined : await loadClient(of, here, id, said);
  const kept = page?.client.linkedToId;
  if (kept === undefined) {
    if (!page) notFound(res);
    return page;
  }
  const address = addressOfClient(here.centre.id, kept);
  if (req.method === 'GET') res.redirect(303, `${address}${query({ said: 'is-linked' })}`);
  else refuse(res, 409, 'linked', address);
  return undefined;
}

/** Nothing is done to somebody who was deleted, from whichever page it comes. */
export async function knownClient(
  of: ConsoleOf,
  req: Request,
  res: Response,
  extent: Extent = {},
  name = 'id',
): Promise<ClientPageOf | undefined> {
  const page = await ownClient(of, req, res, extent, name);
  if (!page || !isErased(page.client)) return page;
  refuse(res, 409, 'erased', addressOfClient(page.signedIn.centre.id, page.client.id));
  return undefined;
}
