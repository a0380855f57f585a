import express, { type ErrorRequestHandler, type Request, type Response } from 'express';
import type { DateTime } from 'luxon';
import type { Clock } from '#clock.ts';
import type { Centre } from '#policy/centre.ts';
import { inLanguage } from '#policy/language.ts';
import type { InboxEntry, Store } from '#store/store.ts';
import { catalogueIn, type Message } from './catalogue/catalogue.ts';
import { formFields } from './form-fields.ts';
import { APP_NAMES, type FormPage, formPage } from './form-page.ts';
import { readForm, typedIn, type Values } from './form-reading.ts';
import { neverStored, pageHeaders } from './headers.ts';
import { languageOf } from './language.ts';
import { messagePage } from './message-page.ts';
import { tokenHash, UsedTokens } from './used-tokens.ts';

export type FormsOf = {
  centres: ReadonlyMap<string, Centre>;
  store: Pick<Store, 'form' | 'submitForm'>;
  clock: Clock;
  /** The form's event is stored: the conversation has something to do. */
  onSubmitted: (conversationId: string) => void;
};

type FormRequest = Request<{ token: string }>;
type OpenForm = NonNullable<Awaited<ReturnType<Store['form']>>>;
type Opened = { form: OpenForm; centre: Centre };
/** Whose form it was, for a second tap on "send". */
type Sent = { app: string; centre: Centre };
/** Enough for every field in full; a token is a word, not a letter. */
const LARGEST = '64kb';
const LONGEST_TOKEN = 200;

/**
 * One-time pages on our own host for what should not be typed into a messenger's talk. The token is the whole right to the page: no
 * cookie, no script, and the token is never written down.
 */
export function forms({ centres, store, clock, onSubmitted }: FormsOf): express.Router {
  const router = express.Router();
  const used = new UsedTokens<Sent>(clock);

  async function open(token: string, now: DateTime): Promise<Opened | undefined> {
    const form = token.length <= LONGEST_TOKEN ? await store.form(token, now) : undefined;
    const centre = form && centres.get(form.centreId);
    return form && centre && { form, centre };
  }

  function unusable(req: FormRequest, res: Response): void {
    const before = used.find(req.params.token);
    if (before) sendGood(req, res, before, 'alreadySent');
    else res.status(410).send(messagePage({ language: languageOf(req), tone: 'care', message: (it) => catalogueIn(it).gone }));
  }

  async function submit(req: FormRequest, res: Response): Promise<void> {
    // One moment for both questions: a form that is open at `now` and not ours to use has been used, and is not too old.
    const now = clock.now();
    const { token } = req.params;
    const opened = await open(token, now);
    if (!opened) return unusable(req, res);
    const page = { ...emptyForm(req, opened), typed: typedIn(req.body) };
    const read = readForm(page.fields, page.typed);
    if (read.kind === 'errors') return void res.status(422).send(formPage({ ...page, errors: read.errors }));
    const first = await store.submitForm(token, submission(token, opened.form, read.values, now), now);
    const sent = { app: page.app, centre: opened.centre };
    used.add(token, sent);
    // Also where it was stored before: waking twice is harmless, and the answer to the first try may have been lost.
    onSubmitted(opened.form.conversationId);
    sendGood(req, res, sent, first ? 'sent' : 'alreadySent');
  }

  router.use('/forms', ...pageHeaders, neverStored);
  router.get('/forms/:token', async (req, res) => {
    const opened = await open(req.params.token, clock.now());
    if (opened) res.send(formPage(emptyForm(req, opened)));
    else unusable(req, res);
  });
  router.post('/forms/:token', express.urlencoded({ extended: false, limit: LARGEST }), submit);
  router.use('/forms', notReadable);
  return router;
}

function emptyForm(req: FormRequest, { form, centre }: Opened): FormPage {
  return {
    centre,
    fields: formFields(centre),
    app: APP_NAMES[form.channel],
    language: languageOf(req),
    typed: {},
    errors: {},
  };
}

function submission(token: string, form: OpenForm, values: Values, now: DateTime): InboxEntry {
  return {
    channel: form.channel,
    centreId: form.centreId,
    userId: form.userId,
    eventId: `form:${tokenHash(token).slice(0, 32)}`,
    occurredAt: now,
    body: { kind: 'form-submitted', values },
  };
}

function sendGood(req: FormRequest, res: Response, { app, centre }: Sent, what: 'sent' | 'alreadySent'): void {
  const language = languageOf(req);
  const name = inLanguage(centre.name, language);
  res.send(messagePage({ language, centre: name, tone: 'good', message: (it): Message => catalogueIn(it)[what](app) }));
}

/** What the body parser refused: too long, or broken. Its error holds what was typed, so it ends here. */
const notReadable: ErrorRequestHandler = (error: unknown, req, res, next) => {
  const status = statusOf(error);
  if (status === undefined || res.headersSent) return next(error);
  res.status(status).send(messagePage({ language: languageOf(req), tone: 'care', message: (it) => catalogueIn(it).notReadable }));
};

/** 4xx: the client's part; anything else is a fault of ours. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('status' in error)) return undefined;
  return typeof error.status === 'number' && error.status >= 400 && error.status < 500 ? error.status : undefined;
}
