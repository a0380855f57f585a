import express, { type Request, type Response } from 'express';
import { languageNamed } from '#bot/profile-language.ts';
import { composeNotice } from '#bot/replies/compose.ts';
import { messageTo } from '#office/messages.ts';
import type { ConsoleOf } from '../console.ts';
import { query } from '../shell/components.ts';
import type { FieldError } from '../shell/form.ts';
import { idOf, textOf } from '../shell/reading.ts';
import { refuse } from '../shell/refusal.ts';
import { replyLines } from '../shell/reply-text.ts';
import { signedIn } from '../shell/signed-in.ts';
import { saidIn as markInWords, refusedIn } from '../today/said.ts';
import { exportWords } from '../words/client-export.ts';
import { clientWords } from '../words/clients.ts';
import { CLIENT_ACTS, formOf } from './acts.ts';
import { asPage } from './export-page.ts';
import { asJson, withoutStaffOnly } from './exporting.ts';
import { knownClient, ownClient } from './finding.ts';
import { readMessage } from './form-reading.ts';
import type { Said } from './loading.ts';
import { messagePreviewPage } from './message-preview.ts';
import { clientPage } from './page.ts';
import { clientSearchPage } from './search-page.ts';
import { addressOfClient, type ClientPageOf, officeOfLatest, reached } from './view.ts';

const RECENT = 30;

/** `/clients`: finding people; `/clients/:id`: one of them, and what is done there. */
export function clients(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/clients', (_req, res) => showSearch(of, res, 200, '', []));
  router.post('/clients/search', (req, res) => search(of, req, res));
  router.get('/clients/:id', (req, res) =>
    show(of, req, res, 200, { done: saidIn(req.query), refused: refusedIn(textOf(req.query, 'now')) }),
  );
  router.post('/clients/:id/message', (req, res) => message(of, req, res));
  router.post('/clients/:id/export', (req, res) => everything(of, req, res));
  for (const [name, act] of Object.entries(CLIENT_ACTS)) {
    router.post(`/clients/:id/${name}`, async (req, res) => {
      const page = await knownClient(of, req, res);
      if (!page) return;
      const acted = await act({ of, page, body: req.body });
      if (acted.kind === 'wrong') return wrong(of, req, res, formOf(name), acted.errors);
      const address = addressOfClient(page.signedIn.centre.id, page.client.id);
      if (acted.kind === 'refused') return refuse(res, 409, acted.why, address);
      res.redirect(303, `${address}${query({ said: acted.said })}`);
    });
  }
  return router;
}

/** Only our own sentences stand behind the words of an address. */
function saidIn(from: unknown): string | undefined {
  const code = textOf(from, 'said');
  return Object.entries(clientWords.said).find(([name]) => name === code)?.[1] ?? markInWords(code);
}

async function showSearch(
  of: ConsoleOf,
  res: Response,
  status: number,
  word: string,
  errors: readonly FieldError[],
): Promise<void> {
  const here = signedIn(res);
  const recent = await of.parts.store.reads.clientPage.recent(here.centre.id, RECENT);
  res.status(status).send(clientSearchPage({ signedIn: here, clients: recent, found: false, word, errors }));
}

async function search(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const here = signedIn(res);
  const word = textOf(req.body, 'word').slice(0, 254);
  if (word === '') return showSearch(of, res, 422, word, [{ field: 'word', message: clientWords.searchEmpty }]);
  const { reads } = of.parts.store;
  const { bookingId, clientIds } = await reads.bookingList.find(here.centre.id, word);
  const booking = bookingId === undefined ? undefined : await reads.bookingPage.one(here.centre.id, bookingId);
  const ids = booking ? [booking.client.id] : clientIds;
  const [only, more] = ids;
  if (only === undefined) return showSearch(of, res, 404, word, [{ field: 'word', message: clientWords.nobody }]);
  if (more === undefined) return res.redirect(303, addressOfClient(here.centre.id, only));
  const found = await reads.clientPage.some(here.centre.id, ids);
  res.send(clientSearchPage({ signedIn: here, clients: found, found: true, word, errors: [] }));
}

async function show(of: ConsoleOf, req: Request, res: Response, status: number, said: Said): Promise<void> {
  const page = await ownClient(of, req, res, said);
  if (page) res.status(status).send(clientPage(page));
}

const wrong = (of: ConsoleOf, req: Request, res: Response, form: string, errors: readonly FieldError[]): Promise<void> =>
  show(of, req, res, 422, { state: { form, body: req.body, errors } });

/** Without `act` it is shown once more before it is sent. */
async function message(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const page = await knownClient(of, req, res);
  if (!page) return;
  const read = readMessage(req.body);
  if (read.kind === 'wrong') return wrong(of, req, res, 'message', read.errors);
  const act = textOf(req.body, 'act');
  if (act === 'rewrite') return show(of, req, res, 200, { state: { form: 'message', body: req.body, errors: [] } });
  const { signedIn: here, client } = page;
  if (act !== 'send') {
    const pageId = crypto.randomUUID();
    const lines = previewLines(of, page, read.value);
    return void res.send(messagePreviewPage({ signedIn: here, client, text: read.value, lines, pageId }));
  }
  const pageId = idOf(textOf(req.body, 'page-id'));
  const officeId = officeOfLatest(page);
  const sent = await of.office.message({ by: { id: here.staff.id }, clientId: client.id, text: read.value, officeId, pageId });
  const said = `sent.${sent.kind === 'done' ? sent.told : 'nothing'}`;
  res.redirect(303, `${addressOfClient(here.centre.id, client.id)}${query({ said })}`);
}

/** Just as the client will see it. */
function previewLines({ parts: { clock, publicUrl } }: ConsoleOf, page: ClientPageOf, text: string): string[] {
  const { centre } = page.signedIn;
  const language = languageNamed(reached(page.client)?.language);
  const world = { centre, language, now: clock.now(), publicUrl };
  return replyLines(composeNotice(messageTo(text, officeOfLatest(page)), world));
}

/** The audit has it before the file leaves the house. */
async function everything(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const page = await knownClient(of, req, res, { all: true });
  if (!page) return;
  const { store, clock } = of.parts;
  const { client, signedIn: here } = page;
  const now = clock.now();
  const format = textOf(req.body, 'format') === 'html' ? 'html' : 'json';
  const extras = await store.reads.clientExport.extras(client.id);
  await store.writes.clientRecords.noteExport({
    clientId: client.id,
    centreId: here.centre.id,
    by: here.staff.id,
    at: now,
    format,
  });
  const given = textOf(req.body, 'staff-only') === 'yes' ? page : withoutStaffOnly(page);
  res.set('Cache-Control', 'no-store').attachment(`${exportWords.filename}.${format}`).type(format);
  res.send(format === 'html' ? asPage(given, extras, now) : asJson(given, extras, now));
}
