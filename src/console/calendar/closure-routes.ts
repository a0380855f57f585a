import express, { type Response } from 'express';
import { z } from 'zod';
import type { SlotActs } from '#office/slots.ts';
import { treat } from '#office/treating.ts';
import type { Closure } from '#store/reading/closures.ts';
import type { ConsoleOf } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { notFound } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { closureWords as words } from '../words/closures.ts';
import { closurePage, closuresPage } from './closures-page.ts';
import { readClosure } from './closures-reading.ts';
import { freeTimesFor } from './free-times.ts';
import { addresses, dayFrom } from './place.ts';
import { treatingForm } from './treating-form.ts';
import { openHolders, readChoices, type Typed, typedFrom } from './treating-reading.ts';
import { treatingResults } from './treating-results.ts';

type Wrong = { typed: Typed; errors: readonly FieldError[] };

export function closureRoutes(of: ConsoleOf, acts: SlotActs): express.Router {
  const router = express.Router({ mergeParams: true });
  const { clock, store } = of.parts;

  const list = async (response: Response, more: Partial<Wrong> & { done?: string | undefined } = {}) => {
    const seat = signedIn(response);
    const now = clock.now();
    const closures = await store.reads.closures.touching({ centreId: seat.centre.id, fromDay: now.toFormat('yyyy-MM-dd') });
    response
      .status(more.errors ? 422 : 200)
      .type('html')
      .send(closuresPage({ signedIn: seat, closures, now, ...more }));
  };
  const closureIn = async (id: unknown, response: Response): Promise<Closure | undefined> => {
    const known = z.guid().safeParse(id);
    return known.success ? store.reads.closures.byId({ centreId: signedIn(response).centre.id, id: known.data }) : undefined;
  };
  /** Sessions that have begun are past treating. */
  const holdersOn = ({ officeId, fromDay, toDay }: Closure, centreId: string) => {
    const [from, to] = [dayFrom(fromDay), dayFrom(toDay)];
    const now = clock.now();
    if (!from || !to || to.plus({ days: 1 }) <= now) return Promise.resolve([]);
    return store.reads.calendar.ahead({ centreId, officeId, from: from > now ? from : now, to: to.plus({ days: 1 }) });
  };
  const showOne = async (response: Response, closure: Closure, more: { wrong?: Wrong; done?: string | undefined } = {}) => {
    const seat = signedIn(response);
    const { centre } = seat;
    const now = clock.now();
    const holders = await holdersOn(closure, centre.id);
    const free = await freeTimesFor(openHolders(holders), { acts, centre, now });
    const action = `${addresses.base(centre)}/closures/${closure.id}`;
    const treating = treatingForm({ signedIn: seat, centre, action, holders, free, ...more.wrong });
    response
      .status(more.wrong ? 422 : 200)
      .type('html')
      .send(closurePage({ signedIn: seat, closure, holders, treating, now, done: more.done }));
  };

  router.get('/calendar/closures', (request, response) =>
    list(response, { typed: typedFrom(request.query), done: doneIn(request.query) }),
  );

  router.post('/calendar/closures', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const typed = typedFrom(request.body);
    const read = readClosure(typed, centre, clock.now());
    if (read.kind === 'wrong') return list(response, { typed, errors: read.errors });
    const id = await store.writes.closures.add({ centreId: centre.id, ...read.closure, by: staff.id, at: clock.now() });
    response.redirect(303, addresses.closure(centre, id, { done: 'added' }));
  });

  router.post('/calendar/closures/end', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const closure = await closureIn(typedFrom(request.body)['id'], response);
    const ended =
      closure && (await store.writes.closures.end({ centreId: centre.id, id: closure.id, by: staff.id, at: clock.now() }));
    response.redirect(303, addresses.closures(centre, { done: ended ? 'ended' : 'gone' }));
  });

  router.get('/calendar/closures/:id', async (request, response) => {
    const closure = await closureIn(request.params.id, response);
    if (closure) await showOne(response, closure, { done: doneIn(request.query) });
    else notFound(response);
  });

  router.post('/calendar/closures/:id', async (request, response) => {
    const seat = signedIn(response);
    const closure = await closureIn(request.params.id, response);
    if (!closure) return notFound(response);
    const typed = typedFrom(request.body);
    const read = readChoices(typed, openHolders(await holdersOn(closure, seat.centre.id)));
    if (read.kind === 'wrong') return showOne(response, closure, { wrong: { typed, errors: read.errors } });
    const treated = await treat(of.office, { by: seat.staff, ...read });
    response.type('html').send(treatingResults({ signedIn: seat, treated, back: addresses.closure(seat.centre, closure.id) }));
  });
  return router;
}

const doneIn = (query: unknown): string | undefined => {
  const { done } = typedFrom(query);
  return Object.entries(words.done).find(([name]) => name === done)?.[1];
};
