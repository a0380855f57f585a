import express, { type Request, type Response } from 'express';
import { knownClient, ownClient } from '../clients/finding.ts';
import { addressOfClient, type ClientPageOf } from '../clients/view.ts';
import type { ConsoleOf } from '../console.ts';
import { query } from '../shell/components.ts';
import type { FieldError } from '../shell/form.ts';
import { idOf, textOf } from '../shell/reading.ts';
import { notFound, refuse } from '../shell/refusal.ts';
import { clientWords } from '../words/clients.ts';
import { linkingWords } from '../words/linking.ts';
import { confirmPage, type PairOf, type Refusal, standsInTheWay } from './confirm-page.ts';
import { linkSearchPage } from './search-page.ts';
import { addressOfPair } from './view.ts';

/** `/linking/:id`: the other record of a person is looked for; `/linking/:id/with/:other`: both are compared, and put together. */
export function linkingPages(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/linking/:id', (req, res) => showSearch(of, req, res, 200));
  router.post('/linking/:id/search', (req, res) => search(of, req, res));
  router.get('/linking/:id/with/:other', (req, res) => compare(of, req, res, 200));
  router.post('/linking/:id/with/:other', (req, res) => link(of, req, res));
  router.post('/linking/:id/links/:link/end', (req, res) => end(of, req, res));
  return router;
}

async function showSearch(of: ConsoleOf, req: Request, res: Response, status: number, errors: FieldError[] = []): Promise<void> {
  const page = await knownClient(of, req, res);
  if (!page) return;
  const word = textOf(req.body, 'word').slice(0, 254);
  res.status(status).send(linkSearchPage({ page, clients: page.alike, found: false, word, errors }));
}

async function search(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const page = await knownClient(of, req, res);
  if (!page) return;
  const { signedIn: here, client } = page;
  const again = (status: number, message: string) => showSearch(of, req, res, status, [{ field: 'word', message }]);
  const word = textOf(req.body, 'word').slice(0, 254);
  if (word === '') return again(422, clientWords.searchEmpty);
  const { reads } = of.parts.store;
  const { bookingId, clientIds } = await reads.bookingList.find(here.centre.id, word);
  const booking = bookingId === undefined ? undefined : await reads.bookingPage.one(here.centre.id, bookingId);
  const ids = (booking ? [booking.client.id] : clientIds).filter((id) => id !== client.id);
  const [only, more] = ids;
  if (only === undefined) return again(404, linkingWords.search.nobody);
  if (more === undefined) return res.redirect(303, addressOfPair(here.centre.id, client.id, only));
  const clients = await reads.clientPage.some(here.centre.id, ids);
  res.send(linkSearchPage({ page, clients, found: true, word, errors: [] }));
}

/** Both records, if both are the centre's own and stand; else the answer is given. */
async function pairOf(of: ConsoleOf, req: Request, res: Response): Promise<PairOf | undefined> {
  const kept = await knownClient(of, req, res);
  const gone = kept && (await knownClient(of, req, res, {}, 'other'));
  if (!kept || !gone) return undefined;
  if (kept.client.id !== gone.client.id) return { kept, gone };
  notFound(res);
  return undefined;
}

type More = { refused?: Refusal | undefined; errors?: FieldError[] };

async function compare(of: ConsoleOf, req: Request, res: Response, status: number, more: More = {}): Promise<void> {
  const pair = await pairOf(of, req, res);
  if (pair) res.status(status).send(confirmPage({ ...pair, ...more, refused: more.refused ?? standsInTheWay(pair) }));
}

async function link(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const pair = await pairOf(of, req, res);
  if (!pair) return;
  if (textOf(req.body, 'sure') !== 'yes') {
    const errors = [{ field: 'sure', message: linkingWords.confirm.sureNeeded }];
    return compare(of, req, res, 422, { errors });
  }
  const { kept, gone } = pair;
  const { centre, staff } = kept.signedIn;
  const whose = { centreId: centre.id, fromClientId: gone.client.id, toClientId: kept.client.id };
  const outcome = await of.office.link({ by: { id: staff.id }, ...whose });
  switch (outcome.kind) {
    case 'done':
      return said(res, kept, 'linked');
    case 'already-linked':
      return res.redirect(303, `${addressOfClient(centre.id, outcome.toClientId)}${query({ said: 'already-linked' })}`);
    case 'both-open':
    case 'keeps-others':
    case 'no-conversation':
    case 'erasure-waits':
    case 'busy':
      return compare(of, req, res, 409, { refused: outcome.kind });
    case 'erased':
      return refuse(res, 409, 'erased', addressOfClient(centre.id, kept.client.id));
    default:
      return notFound(res);
  }
}

const said = (res: Response, { signedIn, client }: ClientPageOf, code: keyof typeof clientWords.said): void =>
  res.redirect(303, `${addressOfClient(signedIn.centre.id, client.id)}${query({ said: code })}`);

/** Undoing it is for the record that is kept; a page from before the link was taken back leads to the same words. */
async function end(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const page = await ownClient(of, req, res);
  if (!page) return;
  const linkId = idOf(textOf(req.params, 'link'));
  if (linkId === undefined) return notFound(res);
  const { centre, staff } = page.signedIn;
  const { kind } = await of.office.unlink({ by: { id: staff.id }, centreId: centre.id, linkId });
  if (kind === 'not-found') return notFound(res);
  if (kind === 'busy') return refuse(res, 409, 'busy', addressOfClient(centre.id, page.client.id));
  said(res, page, PARTED[kind]);
}

const PARTED = {
  unlinked: 'unlinked',
  'not-linked': 'not-linked',
  erased: 'not-parted.erased',
  'erasure-waits': 'not-parted.waits',
} as const;
