import express, { type Response } from 'express';
import { slotActs } from '#office/slots.ts';
import type { ConsoleOf } from '../console.ts';
import { notFound } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { calendarWords as words } from '../words/calendar.ts';
import { unusualWords } from '../words/unusual.ts';
import { boardSlots } from './board-frame.ts';
import { boardScript } from './board-script.ts';
import { calendarPage, type OpenForm } from './calendar-page.ts';
import { closureRoutes } from './closure-routes.ts';
import { readOpening, spanName } from './open-reading.ts';
import { addresses, boundsOf, dayFrom, placeIn, type Shown, shownIn } from './place.ts';
import { slotRoutes } from './slot-routes.ts';
import { typedFrom } from './treating-reading.ts';

/** Slots by week and month, one slot, closures of days. */
export function calendarPages(of: ConsoleOf): express.Router {
  const router = express.Router({ mergeParams: true });
  const { clock } = of.parts;
  const acts = slotActs(of.parts);

  const show = async (response: Response, shown: Shown, more: { open?: OpenForm; done?: string | undefined } = {}) => {
    const bounds = boundsOf(shown);
    const found = await acts.entries({ ...shown, officeId: shown.office.id, ...bounds });
    const grid = { shown, ...found, now: clock.now() };
    response
      .status(more.open ? 422 : 200)
      .type('html')
      .send(calendarPage({ signedIn: signedIn(response), grid, ...more }));
  };

  router.get('/calendar', async (request, response) => {
    const shown = shownIn(request.query, signedIn(response).centre, clock.now());
    if (shown) await show(response, shown, { done: doneIn(request.query) });
    else notFound(response);
  });

  router.get('/calendar/slots.json', async (request, response) => {
    const place = placeIn(request.query, signedIn(response).centre);
    const { from: first, to: last } = typedFrom(request.query);
    const [from, to] = [dayFrom(first), dayFrom(last)];
    if (!place || !from || !to || to < from || to > from.plus({ days: 50 })) return notFound(response);
    const { entries } = await acts.entries({ ...place, officeId: place.office.id, from, to });
    response.json(boardSlots({ shown: { ...place, view: 'week', day: from }, entries }));
  });

  router.get('/calendar/board.js', boardScript());

  router.post('/calendar/open', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const shown = shownIn(request.body, centre, clock.now());
    if (!shown) return notFound(response);
    const values = typedFrom(request.body);
    const read = readOpening(values);
    if (read.kind === 'wrong') return show(response, shown, { open: { values, errors: read.errors } });
    const { from, to } = read.opening;
    const sure = values['sure'] === spanName(from, to);
    const opened = await acts.open({ ...shown, officeId: shown.office.id, by: staff, ...read.opening, sure });
    if (opened.kind === 'unusual') {
      const asked = { value: spanName(from, to), label: unusualWords.span(from, to, opened.why) };
      return show(response, shown, { open: { values, errors: [{ field: 'open-sure', message: unusualWords.ask }], asked } });
    }
    if (opened.kind === 'refused') {
      const message = opened.why === 'closed-day' ? words.refused['closed-day'](opened.reason) : words.refused[opened.why];
      const field = opened.why === 'too-short' || opened.why === 'two-days' ? 'open-to' : 'open-day';
      return show(response, shown, { open: { values, errors: [{ field, message }] } });
    }
    response.redirect(303, addresses.calendar(shown, {}, { opened: String(opened.startsAt.length) }));
  });

  router.use(slotRoutes(of, acts), closureRoutes(of, acts));
  return router;
}

/** What the act before this page has done. */
function doneIn(query: unknown): string | undefined {
  const { opened } = typedFrom(query);
  if (opened === undefined || !/^\d{1,3}$/.test(opened)) return undefined;
  return opened === '0' ? words.openedNone : words.opened(Number(opened));
}
