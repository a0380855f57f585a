import express, { type Request, type Response } from 'express';
import { draftTerms, problemsOf, publishTerms, type TermsProblem } from '#office/terms.ts';
import { earliestEffect } from '#policy/terms-changes.ts';
import type { ConsoleOf } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { dayTyped, exactTextOf, idOf, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { administratorsOnly } from '../shell/session.ts';
import { signedIn } from '../shell/signed-in.ts';
import { termsWords as words } from '../words/terms.ts';
import { draftPage, type Typed } from './draft-page.ts';
import { dayOf } from './labels.ts';
import { listPage } from './list-page.ts';
import { versionPage } from './version-page.ts';

/** `/terms`: everybody reads; administrators draft, publish and discard. */
export function termsPages(of: ConsoleOf): express.Router {
  const { parts } = of;
  const { store, clock } = parts;
  const router = express.Router({ mergeParams: true });
  router.get('/terms', async (req, res) => {
    const here = signedIn(res);
    const { ofCentre, published } = store.reads.termsVersions;
    // A draft is the administrators' alone until it is published.
    const versions = await (here.staff.role === 'administrator' ? ofCentre : published)(here.centre.id);
    res.type('html').send(listPage({ signedIn: here, now: clock.now(), versions, done: saidIn(req) }));
  });
  router.get('/terms/new', administratorsOnly, (_req, res) => showDraft(of, res, EMPTY));
  router.post('/terms', administratorsOnly, (req, res) => draft(of, req, res));
  router.get('/terms/:id', (req, res) => showVersion(of, req, res));
  router.post('/terms/:id/publish', administratorsOnly, async (req, res) => {
    const { centre, staff } = signedIn(res);
    const id = idOf(textOf(req.params, 'id'));
    const published = id === undefined ? undefined : await publishTerms(parts, { by: staff.id, centreId: centre.id, id });
    if (!published || published.kind === 'not-found') return notFound(res);
    if (published.kind === 'published' || published.kind === 'published-before') {
      return res.redirect(303, `/console/${centre.id}/terms/${id}?said=${published.kind}`);
    }
    return showVersion(of, req, res, published.kind === 'day-taken' ? words.version.dayTaken : words.version.tooEarly);
  });
  router.post('/terms/:id/discard', administratorsOnly, async (req, res) => {
    const { centre, staff } = signedIn(res);
    const id = idOf(textOf(req.params, 'id'));
    const at = clock.now();
    const gone = id !== undefined && (await store.writes.termsVersions.discard({ centreId: centre.id, id, by: staff.id, at }));
    if (!gone) return notFound(res);
    res.redirect(303, `/console/${centre.id}/terms?said=discarded`);
  });
  return router;
}

const EMPTY: Typed = { terms: '', text: '', format: 'markdown', effective: '', ground: '', changes: '' };

const saidIn = (req: Request): string | undefined =>
  Object.entries(words.said).find(([name]) => name === textOf(req.query, 'said'))?.[1];

function showDraft({ parts }: ConsoleOf, res: Response, typed: Typed, errors: readonly FieldError[] = []): void {
  const here = signedIn(res);
  const now = parts.clock.now();
  const earliest = new Map(here.centre.terms.map((terms) => [terms.id, dayOf(earliestEffect(terms, now))]));
  res.status(errors.length > 0 ? 422 : 200).type('html');
  res.send(draftPage({ signedIn: here, typed, errors, earliest }));
}

async function draft(of: ConsoleOf, req: Request, res: Response): Promise<void> {
  const { centre, staff } = signedIn(res);
  const typed = typedIn(req.body);
  const termsId = centre.terms.length === 1 ? centre.terms[0]?.id : typed.terms;
  const [format, effectiveOn] = [formatIn(typed.format), dayTyped(typed.effective)];
  const terms = centre.terms.find(({ id }) => id === termsId);
  const decoded = !/[\uFFFD\0]/.test(exactTextOf(req.body, 'text'));
  if (!terms || !format || !effectiveOn || !decoded) {
    const known = terms ? problemsOf({ ...typed, effectiveOn }, terms, of.parts.clock.now()).map(errorOf) : [];
    return showDraft(of, res, typed, [...firstErrors(typed, terms !== undefined, decoded), ...known]);
  }
  const { text, changes } = typed;
  const ground = typed.ground === '' ? undefined : typed.ground;
  const drafted = await draftTerms(of.parts, {
    by: staff.id,
    centreId: centre.id,
    termsId: terms.id,
    text,
    format,
    effectiveOn,
    ground,
    changes,
  });
  if (drafted.kind === 'not-found') return notFound(res);
  if (drafted.kind === 'same-text') return showDraft(of, res, typed, [{ field: 'text', message: words.moreErrors.sameText }]);
  if (drafted.kind === 'problems') return showDraft(of, res, typed, drafted.problems.map(errorOf));
  res.redirect(303, `/console/${centre.id}/terms/${drafted.id}?said=drafted`);
}

const typedIn = (body: unknown): Typed => ({
  terms: textOf(body, 'terms'),
  text: textOf(body, 'text'),
  format: textOf(body, 'format'),
  effective: textOf(body, 'effective'),
  ground: textOf(body, 'ground'),
  changes: textOf(body, 'changes'),
});

const formatIn = (text: string): 'markdown' | 'text' | undefined => (text === 'markdown' || text === 'text' ? text : undefined);

/** What cannot even be judged. A character that was not decoded (or a NUL) shows that the file was no UTF-8. */
function firstErrors(typed: Typed, known: boolean, decoded: boolean): FieldError[] {
  const { moreErrors } = words;
  return [
    ...(known ? [] : [{ field: 'terms', message: moreErrors.terms }]),
    ...(decoded ? [] : [{ field: 'text', message: moreErrors.encoding }]),
    ...(formatIn(typed.format) ? [] : [{ field: 'format', message: moreErrors.format }]),
    ...(dayTyped(typed.effective) ? [] : [{ field: 'effective', message: moreErrors.day }]),
  ];
}

const FIELDS: Readonly<Record<TermsProblem, string>> = {
  'text-empty': 'text',
  'text-too-long': 'text',
  'day-too-early': 'effective',
  'day-taken': 'effective',
  'ground-missing': 'ground',
  'changes-missing': 'changes',
  'changes-too-long': 'changes',
};

const errorOf = (problem: TermsProblem): FieldError => ({ field: FIELDS[problem], message: words.errors[problem] });

async function showVersion({ parts }: ConsoleOf, req: Request, res: Response, refused?: string): Promise<void> {
  const here = signedIn(res);
  const { termsVersions } = parts.store.reads;
  const id = idOf(textOf(req.params, 'id'));
  const it = id === undefined ? undefined : await termsVersions.one(here.centre.id, id);
  if (!it || (!it.publishedAt && here.staff.role !== 'administrator')) return notFound(res);
  const [all, before] = await Promise.all([
    termsVersions.ofCentre(here.centre.id),
    termsVersions.before(here.centre.id, it.termsId, it.effectiveAt),
  ]);
  res.status(refused === undefined ? 200 : 409).type('html');
  res.send(versionPage({ signedIn: here, now: parts.clock.now(), it, all, before, done: saidIn(req), refused }));
}
