import express, { type Request } from 'express';
import { nextBusinessDay } from '#policy/calendar.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import { dayTyped, idOf, textOf } from '../shell/reading.ts';
import { signedIn } from '../shell/signed-in.ts';
import { type TodayOf, todayPage } from './page.ts';
import { backTo, refusedIn, saidIn } from './said.ts';
import { UNMARKED_DAYS, UNMARKED_SHOWN } from './unmarked.ts';

/** More than anybody can do in a day: the page stays quick whatever has piled up. */
const TASKS_SHOWN = 100;

/** `/today?day=YYYY-MM-DD&office=`: what is to be done, and the day's sessions. `/tasks/:id`: a task is settled. */
export function today(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  router.get('/today', async (req, res) => {
    res.send(todayPage(await read(of, signedIn(res), req)));
  });
  router.post('/tasks/:id', async (req, res, next) => {
    const here = signedIn(res);
    const taskId = idOf(req.params.id);
    if (taskId === undefined) return next();
    const settled = await of.office.settle({ by: { id: here.staff.id }, taskId, centreId: here.centre.id });
    res.redirect(303, backTo(here.centre.id, req.body, { said: settled ? 'settled' : 'settled-before' }));
  });
  return router;
}

async function read(of: ConsoleOf, here: SignedIn, req: Request): Promise<TodayOf> {
  const { parts } = of;
  const { centre } = here;
  const now = parts.clock.now();
  const day = dayTyped(textOf(req.query, 'day')) ?? now.startOf('day');
  const officeId = centre.offices.find(({ id }) => id === textOf(req.query, 'office'))?.id;
  const next = nextBusinessDay(now, centre);
  const where = { centreId: centre.id, officeId };
  const { reads } = parts.store;
  const tomorrow = now.startOf('day').plus({ days: 1 });
  const [tasks, reviews, closedDays, sessions, unmarked, today, coming] = await Promise.all([
    reads.tasks.open({ ...where, limit: TASKS_SHOWN }),
    reads.tasks.reviews({ centreId: centre.id, now }),
    reads.closures.keeping({ ...where, fromDay: now.toFormat('yyyy-MM-dd') }),
    reads.sessions.within({ ...where, from: day, to: day.plus({ days: 1 }) }),
    reads.sessions.unmarked({ ...where, from: now.startOf('day').minus({ days: UNMARKED_DAYS }), now, limit: UNMARKED_SHOWN }),
    // What has begun is past helping; what is still to come today is the most pressing.
    reads.sessions.withoutDetails({ ...where, from: now, to: tomorrow }),
    reads.sessions.withoutDetails({ ...where, from: next, to: next.plus({ days: 1 }) }),
  ]);
  const missing = [
    { day: now.startOf('day'), count: today },
    { day: next, count: coming },
  ];
  return {
    ...{ signedIn: here, now, day, officeId, tasks, reviews, closedDays, sessions, unmarked, missing },
    opened: textOf(req.query, 'details') === 'open',
    back: { 'back-day': day.toFormat('yyyy-MM-dd'), ...(officeId !== undefined && { 'back-office': officeId }) },
    done: saidIn(textOf(req.query, 'said')),
    refused: refusedIn(textOf(req.query, 'now')),
  };
}
