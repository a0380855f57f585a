import express, { type Request, type Response } from 'express';
import type { ConsoleOf, SignedIn } from '../console.ts';
import { query } from '../shell/components.ts';
import { dayTyped, idOf, textOf } from '../shell/reading.ts';
import { notFound, refuse } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { backTo, saidIn as markInWords, refusedIn } from '../today/said.ts';
import { doneInWords } from '../words/booking-done.ts';
import { type Acted, attendanceIn, BOOKING_ACTS } from './acts.ts';
import { readRemark } from './form-reading.ts';
import { FROM } from './free-times.ts';
import { loadBooking, type Said } from './loading.ts';
import { isDone, refusalInWords } from './outcomes.ts';
import { bookingPage } from './page.ts';
import { askingAgain } from './sure-field.ts';
import { addressOfBooking } from './view.ts';

/** `/bookings/:id`, and what is done there. Every act answers 303, or the page again with what stands against it. */
export function bookingPages(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/bookings/:id', (req, res) =>
    show(of, req, res, 200, { done: saidIn(req.query), refused: refusedIn(textOf(req.query, 'now')) }),
  );
  for (const [name, act] of Object.entries(BOOKING_ACTS)) {
    router.post(`/bookings/:id/${name}`, async (req, res) => {
      const here = await ownBooking(of, req, res);
      if (!here) return;
      const acted = await act(of.office, { staffId: here.staff.id, bookingId: here.bookingId, body: req.body });
      await answer(of, req, res, name, acted);
    });
  }
  router.post('/bookings/:id/attendance', (req, res) => mark(of, req, res));
  router.post('/bookings/:id/remarks', (req, res) => remark(of, req, res));
  return router;
}

const saidIn = (from: unknown): string | undefined => {
  const said = textOf(from, 'said');
  return doneInWords(said) ?? markInWords(said);
};

/** The day from which free times are shown: chosen in the address, or sent back with a form. */
const fromIn = ({ query: asked, body }: Request) => dayTyped(textOf(asked, FROM)) ?? dayTyped(textOf(body, FROM));

async function show(of: ConsoleOf, req: Request, res: Response, status: number, said: Said): Promise<void> {
  const id = idOf(textOf(req.params, 'id'));
  const page = id === undefined ? undefined : await loadBooking(of, signedIn(res), id, { ...said, from: fromIn(req) });
  if (!page) return notFound(res);
  res.status(status).send(bookingPage(page));
}

/** The booking in the address, if it is the centre's own; else the answer is given. */
async function ownBooking(
  of: ConsoleOf,
  req: Request,
  res: Response,
): Promise<(SignedIn & { bookingId: string; clientId: string }) | undefined> {
  const here = signedIn(res);
  const id = idOf(textOf(req.params, 'id'));
  const view = id === undefined ? undefined : await of.parts.store.reads.bookingPage.one(here.centre.id, id);
  if (view) return { ...here, bookingId: view.booking.id, clientId: view.client.id };
  notFound(res);
  return undefined;
}

async function answer(of: ConsoleOf, req: Request, res: Response, form: string, acted: Acted): Promise<void> {
  const body: unknown = req.body;
  if (acted.kind === 'wrong') return show(of, req, res, 422, { state: { form, body, errors: acted.errors } });
  const { outcome, what } = acted;
  if (outcome.kind === 'unusual') return show(of, req, res, 422, { state: askingAgain(form, body, outcome) });
  if (!isDone(outcome)) {
    return show(of, req, res, 409, { state: { form, body, errors: [] }, refused: refusalInWords(outcome) });
  }
  const said = [what, ...(outcome.told === 'nothing' ? [] : [outcome.told]), ...(acted.pending ?? [])].join('.');
  // A moved booking goes on as its successor.
  res.redirect(303, `${addressOfBooking(signedIn(res).centre.id, outcome.booking.id)}${query({ said })}`);
}

async function mark(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const what = attendanceIn(req.body);
  const here = await ownBooking(of, req, res);
  if (!here) return;
  if (what === undefined) return refuse(res, 422, 'unreadable', `/console/${here.centre.id}/today`);
  const outcome = await of.office.attendance({ by: { id: here.staff.id }, bookingId: here.bookingId, what });
  const said = outcome.kind === 'done' ? { said: what } : { now: outcome.state };
  res.redirect(303, backTo(here.centre.id, req.body, said, `#b-${here.bookingId}`));
}

async function remark(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const here = await ownBooking(of, req, res);
  if (!here) return;
  const read = readRemark(req.body);
  if (read.kind === 'wrong') return show(of, req, res, 422, { state: { form: 'remark', body: req.body, errors: read.errors } });
  const { bookingId, clientId, centre, staff } = here;
  await of.parts.store.writes.remarks.add({
    id: idOf(textOf(req.body, 'page-id')),
    ...{ clientId, bookingId, centreId: centre.id, by: staff.id, text: read.value, at: of.parts.clock.now() },
  });
  res.redirect(303, `${addressOfBooking(centre.id, bookingId)}${query({ said: 'remark' })}#remarks`);
}
