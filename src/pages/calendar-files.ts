import express from 'express';
import type { Clock } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import type { Store } from '#store/store.ts';
import { calendarFile } from './calendar-file.ts';
import { neverStored, pageHeaders } from './headers.ts';
import { languageOf } from './language.ts';
import { notFoundPage } from './message-page.ts';

export type CalendarFilesOf = {
  centres: ReadonlyMap<string, Centre>;
  store: Pick<Store, 'bookingByCalendarToken'>;
  clock: Clock;
};

const LONGEST_TOKEN = 200;

/** `/bookings/:token.ics`: the booking as it stands now, whatever it was when the address was given out. */
export function calendarFiles({ centres, store, clock }: CalendarFilesOf): express.Router {
  const router = express.Router();
  router.use('/bookings', ...pageHeaders, neverStored);
  router.get('/bookings/:token.ics', async (req, res) => {
    const { token } = req.params;
    const language = languageOf(req);
    const booking = token.length <= LONGEST_TOKEN ? await store.bookingByCalendarToken(token) : undefined;
    const centre = booking && centres.get(booking.centreId);
    const file = booking && centre && calendarFile({ booking, centre, language, now: clock.now() });
    if (file === undefined) return void res.status(404).send(notFoundPage(language));
    res.attachment('yoyaku.ics').type('text/calendar; charset=utf-8').send(file);
  });
  return router;
}
