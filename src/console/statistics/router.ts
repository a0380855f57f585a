import express, { type Response } from 'express';
import type { Centre } from '#policy/centre.ts';
import type { ConsoleOf } from '../console.ts';
import { textOf } from '../shell/reading.ts';
import { refuse } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { exportWords } from '../words/statistics.ts';
import { writeBookings } from './csv.ts';
import { groupsOf } from './figures.ts';
import { statisticsPage } from './page.ts';
import { boundsOf, named, type Period, type ReadPeriod, readPeriod, spansIn, stepOf } from './period.ts';

/** Figures for everybody at the centre; the bookings themselves for administrators. */
export function statisticsPages(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  const { clock, store } = of.parts;

  router.get('/statistics', (request, response) => show(response, readPeriod(request.query, clock.now())));

  const show = async (response: Response, read: ReadPeriod) => {
    const seat = signedIn(response);
    const groups = read.period && (await counted(seat.centre, read.period));
    response
      .status(read.period ? 200 : 422)
      .type('html')
      .send(statisticsPage({ signedIn: seat, read, groups, now: clock.now() }));
  };

  const counted = async (centre: Centre, period: Period) => {
    const step = stepOf(period);
    const where = { centreId: centre.id, ...boundsOf(period), by: step };
    const [bookings, reminders] = await Promise.all([
      store.reads.statistics.bookings(where),
      store.reads.statistics.reminders(where),
    ]);
    return groupsOf(bookings, reminders, { step, spans: spansIn(period), officeIds: centre.offices.map(({ id }) => id) });
  };

  router.get('/statistics/bookings.csv', async (request, response) => {
    const { centre, staff } = signedIn(response);
    if (staff.role !== 'administrator') return refuse(response, 403, 'notAllowed', `/console/${centre.id}/today`);
    const read = readPeriod(request.query, clock.now());
    const { period } = read;
    if (!period) return show(response, read);
    const people = textOf(request.query, 'people') === 'yes';
    const days = named(period);
    await store.writes.exports.note({
      ...{ centreId: centre.id, fromDay: days.from, toDay: days.to, people },
      ...{ by: staff.id, at: clock.now() },
    });
    const name = encodeURIComponent(exportWords.fileName(days.from, days.to));
    response.set({
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="bookings_${days.from}_${days.to}.csv"; filename*=UTF-8''${name}`,
    });
    const batches = store.reads.bookingExport.batches({ centreId: centre.id, ...boundsOf(period), people });
    await writeBookings(batches, centre, people, response);
  });
  return router;
}
