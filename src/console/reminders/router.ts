import { randomUUID } from 'node:crypto';
import express, { type Request, type Response } from 'express';
import type { PushQuota } from '#bot/channel.ts';
import { tightestQuota } from '#bot/tightest-quota.ts';
import { isTemplate, MOST_EXTRA, startRun, type Template } from '#office/reminder-runs.ts';
import type { Remindable } from '#store/reading/remindable.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { idOf, listOf, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { remindersWords as words } from '../words/reminders.ts';
import { fieldsOf, filterIn, REMINDABLE, whereOf } from './filter.ts';
import { previewPage } from './preview-page.ts';
import { previewText } from './preview-text.ts';
import { runPage } from './run-page.ts';
import { type Chosen, selectPage } from './select-page.ts';

/** Bookings that one run may hold, and that one page shows. */
const MOST_PICKED = 1_000;
/** Texts of a preview: the others are the same but for day and office. */
const TEXTS_SHOWN = 30;
const FATES_SHOWN = 200;
const LATEST_SHOWN = 5;

/** `/reminders`: pick; `/reminders/preview`: look; POST `/reminders`: send; `/reminders/:runId`: watch. */
export function reminderPages(of: ConsoleOf): express.Router {
  const { parts } = of;
  const router = express.Router({ mergeParams: true });
  router.get('/reminders', (req, res) =>
    showSelection(of, req.query, res, { all: false, bookings: [], template: 'session', extra: '' }),
  );
  router.post('/reminders/preview', (req, res) => preview(of, req, res));
  router.post('/reminders', async (req, res) => {
    const { centre, staff } = signedIn(res);
    const [once, template] = [idOf(textOf(req.body, 'once')), textOf(req.body, 'template')];
    const bookingState = REMINDABLE.find((it) => it === textOf(req.body, 'state'));
    const bookingIds = textOf(req.body, 'bookings')
      .split(',')
      .flatMap((id) => idOf(id) ?? []);
    const extra = textOf(req.body, 'extra');
    if (
      once === undefined ||
      !isTemplate(template) ||
      !bookingState ||
      [...extra].length > MOST_EXTRA ||
      bookingIds.length > MOST_PICKED
    ) {
      return notFound(res);
    }
    const words = { template, extra: extra === '' ? undefined : extra };
    const started = await startRun(parts, {
      by: staff.id,
      centreId: centre.id,
      bookingState,
      bookingIds,
      onceKey: once,
      ...words,
    });
    if (started.kind === 'nobody') return notFound(res);
    // Not waited for: the page shows how far it is, and the sweep goes on with what a killed process left.
    of.onRun?.();
    res.redirect(303, `/console/${centre.id}/reminders/${started.runId}${started.kind === 'before' ? '?said=before' : ''}`);
  });
  router.get('/reminders/:runId', (req, res) => showRun(of, req, res));
  return router;
}

async function showSelection(
  { parts }: ConsoleOf,
  query: unknown,
  res: Response,
  chosen: Chosen,
  errors: readonly FieldError[] = [],
): Promise<void> {
  const here = signedIn(res);
  const now = parts.clock.now();
  const { filter, wrong } = filterIn(query, here.centre, now);
  const { reads } = parts.store;
  const [found, latest] = await Promise.all([
    reads.remindable.find(whereOf(here.centre.id, filter), MOST_PICKED + 1, now),
    reads.reminderRuns.latest(here.centre.id, LATEST_SHOWN),
  ]);
  const wrongDays: FieldError[] = wrong ? [{ field: 'from', message: words.errors.days }] : [];
  const all = [...wrongDays, ...errors];
  res.status(all.length > 0 ? 422 : 200).type('html');
  res.send(
    selectPage({
      ...{ signedIn: here, now, filter, latest, chosen, errors: all },
      found: found.slice(0, MOST_PICKED),
      more: found.length > MOST_PICKED,
    }),
  );
}

async function preview(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const { parts } = of;
  const here = signedIn(res);
  const now = parts.clock.now();
  const chosen: Chosen = {
    all: textOf(req.body, 'all') === 'yes',
    bookings: listOf(req.body, 'booking').flatMap((id) => idOf(id) ?? []),
    template: textOf(req.body, 'template'),
    extra: textOf(req.body, 'extra'),
  };
  const { filter } = filterIn(req.body, here.centre, now);
  const picked = await pickedBy(of, here, filter, chosen);
  const errors = errorsIn(chosen, picked.length);
  if (errors.length > 0 || !isTemplate(chosen.template)) return showSelection(of, req.body, res, chosen, errors);
  const extra = chosen.extra === '' ? undefined : chosen.extra;
  const said: { template: Template; extra: string | undefined } = { template: chosen.template, extra };
  const withTexts = picked.map((it, index) => ({
    ...it,
    text: index < TEXTS_SHOWN ? previewText(parts, here.centre, it, said) : undefined,
  }));
  res.type('html').send(
    previewPage({
      ...{ signedIn: here, now, picked: withTexts, ...said, state: filter.state, quota: await quotaOf(of, here) },
      once: randomUUID(),
      filter: fieldsOf(filter),
    }),
  );
}

/** Everything that the filter finds, or what was ticked; only while it is in the state that was picked. */
async function pickedBy(
  { parts: { store, clock } }: ConsoleOf,
  { centre }: SignedIn,
  filter: ReturnType<typeof filterIn>['filter'],
  { all, bookings }: Chosen,
): Promise<Remindable[]> {
  const { remindable } = store.reads;
  const now = clock.now();
  if (all) return remindable.find(whereOf(centre.id, filter), MOST_PICKED, now);
  if (bookings.length === 0) return [];
  const found = await remindable.byIds(centre.id, bookings.slice(0, MOST_PICKED), now);
  return found.filter(({ booking }) => booking.state === filter.state);
}

function errorsIn({ template, extra }: Chosen, picked: number): FieldError[] {
  const length = [...extra].length;
  return [
    ...(picked === 0 ? [{ field: 'all', message: words.errors.nobody }] : []),
    ...(isTemplate(template) ? [] : [{ field: 'template', message: words.errors.template }]),
    ...(length > MOST_EXTRA ? [{ field: 'extra', message: words.errors.extra(length, MOST_EXTRA) }] : []),
  ];
}

const quotaOf = ({ parts }: ConsoleOf, { centre }: SignedIn): Promise<PushQuota> => tightestQuota(parts, centre.id);

async function showRun({ parts }: ConsoleOf, req: Request, res: Response): Promise<void> {
  const here = signedIn(res);
  const runId = idOf(typeof req.params['runId'] === 'string' ? req.params['runId'] : undefined);
  const { reads } = parts.store;
  const run = runId === undefined ? undefined : await reads.reminderRuns.one(here.centre.id, runId);
  if (!run) return notFound(res);
  const where = { centreId: here.centre.id, runId: run.id };
  const [failed, others] = await Promise.all([
    reads.notices.page({ ...where, fate: 'failed' }, MOST_PICKED),
    reads.notices.page(where, FATES_SHOWN),
  ]);
  const before = textOf(req.query, 'said') === 'before';
  res.type('html').send(runPage({ signedIn: here, now: parts.clock.now(), run, failed, others, before }));
}
