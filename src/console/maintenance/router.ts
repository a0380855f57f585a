import express, { type Response } from 'express';
import type { DateTime } from 'luxon';
import type { MaintenanceTexts } from '#store/reading/maintenance.ts';
import type { ConsoleOf } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { forField, idOf, momentTyped, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { administratorsOnly } from '../shell/session.ts';
import { signedIn } from '../shell/signed-in.ts';
import { MOST_CHARACTERS, maintenanceWords as words } from '../words/maintenance.ts';
import { type Given, maintenancePage, OTHERS } from './page.ts';

/** `/maintenance`: the list and the form for a new notice. */
export function maintenancePages(of: ConsoleOf): express.Router {
  const { store, clock } = of.parts;
  const router = express.Router({ mergeParams: true });
  const send = async (response: Response, status: number, given: Given, errors: FieldError[] = [], done?: string) => {
    const it = signedIn(response);
    const list = await store.reads.maintenance.list(it.centre.id);
    const names = await store.staff.names(list.map(({ createdBy }) => createdBy));
    const page = maintenancePage({ signedIn: it, list, names, given, errors, done, now: clock.now() });
    response.status(status).type('html').send(page);
  };
  router.use('/maintenance', administratorsOnly);
  router.get('/maintenance', (request, response) => {
    const start = clock.now().plus({ hours: 1 }).startOf('hour');
    const given = { text: '', 'text-easy': '', 'text-en': '', from: forField(start), until: '' };
    return send(response, 200, given, [], doneBy(request.query['done']));
  });
  router.post('/maintenance', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const given = {
      text: textOf(request.body, 'text'),
      'text-easy': textOf(request.body, 'text-easy'),
      'text-en': textOf(request.body, 'text-en'),
      from: textOf(request.body, 'from'),
      until: textOf(request.body, 'until'),
    };
    const now = clock.now();
    const [startsAt, endsAt] = [momentTyped(given.from), momentTyped(given.until)];
    const errors = errorsIn(given, now);
    if (errors.length > 0 || startsAt === undefined || endsAt === undefined) return send(response, 422, given, errors);
    await store.writes.maintenance.announce({ centreId: centre.id, texts: textsIn(given), startsAt, endsAt, by: staff.id, now });
    response.redirect(303, `/console/${centre.id}/maintenance?done=announced`);
  });
  router.post('/maintenance/:id/withdraw', async (request, response) => {
    const { centre, staff } = signedIn(response);
    const id = idOf(request.params.id);
    if (id === undefined) return notFound(response);
    const list = await store.reads.maintenance.list(centre.id);
    if (!list.some((it) => it.id === id)) return notFound(response);
    const done = await store.writes.maintenance.withdraw({ centreId: centre.id, id, by: staff.id, now: clock.now() });
    response.redirect(303, `/console/${centre.id}/maintenance?done=${done ? 'withdrawn' : 'before'}`);
  });
  return router;
}

/** An empty one is none: the chat falls back on Japanese. */
const textsIn = (given: Given): MaintenanceTexts => ({
  ja: given.text,
  'ja-easy': given[OTHERS['ja-easy']] || undefined,
  en: given[OTHERS.en] || undefined,
});

const doneBy = (code: unknown): string | undefined =>
  code === 'announced' || code === 'withdrawn' || code === 'before' ? words.done[code] : undefined;

function errorsIn(given: Given, now: DateTime): FieldError[] {
  const { text, from, until } = given;
  const length = [...text].length;
  const all = {
    text: length === 0 ? words.errors.text : length > MOST_CHARACTERS ? words.errors.long(length) : undefined,
    [OTHERS['ja-easy']]: tooLong(given, 'ja-easy'),
    [OTHERS.en]: tooLong(given, 'en'),
    ...periodErrors(from, until, now),
  };
  return Object.entries(all).flatMap(([field, message]) => (message === undefined ? [] : [{ field, message }]));
}

function tooLong(given: Given, language: keyof typeof OTHERS): string | undefined {
  const { length } = [...given[OTHERS[language]]];
  return length > MOST_CHARACTERS ? words.errors.long(length, words.languages[language]) : undefined;
}

function periodErrors(from: string, until: string, now: DateTime): { from: string | undefined; until: string | undefined } {
  const [startsAt, endsAt] = [momentTyped(from), momentTyped(until)];
  const wrongFrom = startsAt === undefined ? words.errors.from : undefined;
  if (endsAt === undefined) return { from: wrongFrom, until: words.errors.until };
  if (startsAt !== undefined && endsAt <= startsAt) return { from: wrongFrom, until: words.errors.order };
  return { from: wrongFrom, until: endsAt <= now ? words.errors.past : undefined };
}
