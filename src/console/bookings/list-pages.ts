import express, { type Request, type Response } from 'express';
import type { ConsoleOf } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { textOf } from '../shell/reading.ts';
import { signedIn } from '../shell/signed-in.ts';
import { listWords as words } from '../words/booking-list.ts';
import { addressOf, filterIn, queryOf } from './list-filter.ts';
import { bookingListPage } from './list-page.ts';
import { addressOfBooking } from './view.ts';

/** `/bookings`: by filter, 50 a page; `/bookings/search`: by a reference, or by what identifies a person, in the body. */
export function bookingListPages(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/bookings', (req, res) => show(of, req, res, 200, '', []));
  router.post('/bookings/search', async (req, res) => {
    const { centre } = signedIn(res);
    const word = textOf(req.body, 'word').slice(0, LONGEST_WORD);
    if (word === '') return show(of, req, res, 422, word, [{ field: 'word', message: words.searchEmpty }]);
    const { bookingId, clientIds } = await of.parts.store.reads.bookingList.find(centre.id, word);
    if (bookingId !== undefined) return res.redirect(303, addressOfBooking(centre.id, bookingId));
    if (clientIds.length > 0) return res.redirect(303, `/console/${centre.id}/bookings${addressOf({ clientIds })}`);
    return show(of, req, res, 404, word, [{ field: 'word', message: words.nobody }]);
  });
  return router;
}

const LONGEST_WORD = 254;

async function show(
  of: ConsoleOf,
  req: Request,
  res: Response,
  status: number,
  word: string,
  errors: readonly FieldError[],
): Promise<void> {
  const here = signedIn(res);
  const filter = filterIn(req.query, here.centre);
  const page = await of.parts.store.reads.bookingList.page(queryOf(filter, here.centre.id));
  res.status(status).send(bookingListPage({ signedIn: here, now: of.parts.clock.now(), filter, ...page, word, errors }));
}
