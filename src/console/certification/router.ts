import express, { type Request, type Response } from 'express';
import { readJobSeekerNumber } from '#bot/understanding/job-seeker-number.ts';
import { readName } from '#bot/understanding/name.ts';
import { certification, type DirectOutcome } from '#office/certification.ts';
import type { Service } from '#policy/centre.ts';
import type { Designated } from '#store/reading/designated.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { dayTyped, idOf, momentTyped, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { signedIn } from '../shell/signed-in.ts';
import { certificationWords as words } from '../words/certification.ts';
import { type Added, listPage } from './list-page.ts';
import { type Directing, personPage } from './person-page.ts';
import { officeIn, preparation } from './reading.ts';
import { STANDINGS, standingOf } from './standing.ts';

const PAGE = 100;
/** Looked through for one state: no office designates more people at a time. */
const MOST = 2_000;

/** `/certification`: only for a service whose access is `designated`; elsewhere the page says so. */
export function certificationPages(of: ConsoleOf): express.Router {
  const acts = certification({ parts: of.parts, runner: of.runner });
  const router = express.Router({ mergeParams: true });
  router.get('/certification', (req, res) => showList(of, req, res, NOTHING_ADDED));
  router.post('/certification', (req, res) => add(of, acts, req, res));
  router.get('/certification/:id', async (req, res) => {
    const found = await personIn(of, req, res);
    return found ? showPerson(of, req, res, found, directingOf(found.it)) : notFound(res);
  });
  router.post('/certification/:id/direct', (req, res) => direct(of, acts, req, res));
  router.post('/certification/:id/prepare', async (req, res) => {
    const found = await personIn(of, req, res);
    if (!found) return notFound(res);
    const { here, service, it } = found;
    const day = preparation(req.body, service, here, of.parts.clock.now());
    if ('errors' in day) return showPerson(of, req, res, found, directingOf(it), day.errors);
    const { centre, staff } = here;
    const done = await acts.prepareBy({ centre, service, by: { id: staff.id }, designationId: it.id, day: day.day });
    return done ? back(res, here, it.id, 'prepared') : notFound(res);
  });
  router.post('/certification/:id/revoke', async (req, res) => {
    const found = await personIn(of, req, res);
    const windowId = idOf(textOf(req.body, 'window'));
    if (!found || windowId === undefined) return notFound(res);
    const { here, service, it } = found;
    await acts.revoke({ centre: here.centre, service, by: { id: here.staff.id }, designationId: it.id, windowId });
    return back(res, here, it.id, 'revoked');
  });
  router.post('/certification/:id/end', async (req, res) => {
    const found = await personIn(of, req, res);
    if (!found) return notFound(res);
    const { here, service, it } = found;
    await acts.end({ centre: here.centre, service, by: { id: here.staff.id }, designationId: it.id });
    return back(res, here, undefined, 'ended');
  });
  return router;
}

type Acts = ReturnType<typeof certification>;
type Found = { here: SignedIn; service: Service; it: Designated };

const NOTHING_ADDED: Added = { number: '', name: '', office: '', briefing: '', prepareBy: '', askEvenSo: false };

const serviceIn = ({ centre }: SignedIn): Service | undefined =>
  centre.services.find(({ access }) => access.value === 'designated');

const back = (res: Response, { centre }: SignedIn, id: string | undefined, said: keyof typeof words.said): void =>
  res.redirect(303, `/console/${centre.id}/certification${id === undefined ? '' : `/${id}`}?said=${said}`);

const saidIn = (req: Request): string | undefined =>
  Object.entries(words.said).find(([name]) => name === textOf(req.query, 'said'))?.[1];

async function personIn({ parts }: ConsoleOf, req: Request, res: Response): Promise<Found | undefined> {
  const here = signedIn(res);
  const [service, id] = [serviceIn(here), idOf(textOf(req.params, 'id'))];
  const it = id === undefined ? undefined : await parts.store.reads.designated.one(here.centre.id, id);
  return service && it?.serviceId === service.id ? { here, service, it } : undefined;
}

async function showList({ parts }: ConsoleOf, req: Request, res: Response, added: Added, errors: readonly FieldError[] = []) {
  const here = signedIn(res);
  const now = parts.clock.now();
  const service = serviceIn(here);
  const page = Math.min(Math.max(1, Math.floor(Number(textOf(req.query, 'page')) || 1)), 1_000);
  const standing = STANDINGS.find((it) => it === textOf(req.query, 'state'));
  const where = { centreId: here.centre.id, serviceId: service?.id ?? '' };
  const all = standing !== undefined;
  const offset = (page - 1) * PAGE;
  const window = all ? { limit: MOST, offset: 0 } : { limit: PAGE + 1, offset };
  const found = service ? await parts.store.reads.designated.standing({ ...where, ...window }) : [];
  const fitting = all ? found.filter((it) => standingOf(it, now) === standing).slice(offset) : found;
  res.status(errors.length > 0 ? 422 : 200).type('html');
  res.send(
    listPage({
      ...{ signedIn: here, now, service, page, standing, added, errors, done: saidIn(req) },
      people: fitting.slice(0, PAGE),
      more: fitting.length > PAGE,
    }),
  );
}

async function add(of: ConsoleOf, acts: Acts, req: Request, res: Response): Promise<void> {
  const here = signedIn(res);
  const service = serviceIn(here);
  if (!service) return notFound(res);
  const { body } = req;
  const added: Added = {
    number: textOf(body, 'number'),
    name: textOf(body, 'name'),
    office: textOf(body, 'office'),
    briefing: textOf(body, 'briefing'),
    prepareBy: textOf(body, 'prepare-by'),
    askEvenSo: false,
  };
  const [number, name, day] = [
    readJobSeekerNumber(added.number),
    readName(added.name),
    preparation(body, service, here, of.parts.clock.now()),
  ];
  const officeId = officeIn(here, added.office);
  const errors: FieldError[] = [
    ...(number.kind === 'number' ? [] : [{ field: 'number', message: words.errors.number }]),
    ...(name.kind === 'name' ? [] : [{ field: 'name', message: words.errors.name }]),
    ...(officeId === undefined ? [{ field: 'office', message: words.errors.office }] : []),
    ...('errors' in day ? day.errors : []),
  ];
  if (number.kind !== 'number' || name.kind !== 'name' || officeId === undefined || 'errors' in day) {
    return showList(of, req, res, added, errors);
  }
  const person = { number: number.number, name: name.name };
  const by = { id: here.staff.id };
  const evenSo = textOf(body, 'even-so') === 'yes';
  const outcome = await acts.designate({ centre: here.centre, service, by, person, officeId, prepareBy: day.day, evenSo });
  if (outcome.kind !== 'designated') {
    const asking = { ...added, askEvenSo: outcome.kind === 'other-name' };
    return showList(of, req, res, asking, [{ field: 'number', message: words.errors[outcome.kind] }]);
  }
  back(res, here, outcome.id, outcome.told === 'chat' ? 'designated' : 'designated-ring');
}

const directingOf = ({ window }: Designated): Directing => ({
  office: window?.officeId ?? '',
  day: window?.startsAt.toFormat('yyyy-MM-dd') ?? '',
  from: window?.startsAt.toFormat('HH:mm') ?? '',
  to: window?.endsAt.toFormat('HH:mm') ?? '',
});

async function direct(of: ConsoleOf, acts: Acts, req: Request, res: Response): Promise<void> {
  const found = await personIn(of, req, res);
  if (!found) return notFound(res);
  const { here, service, it } = found;
  const { body } = req;
  const typed: Directing = {
    office: textOf(body, 'office'),
    day: textOf(body, 'day'),
    from: textOf(body, 'from'),
    to: textOf(body, 'to'),
  };
  const officeId = officeIn(here, typed.office);
  const [from, to] = [momentTyped(`${typed.day}T${typed.from}`), momentTyped(`${typed.day}T${typed.to}`)];
  if (officeId === undefined || !from || !to) {
    const errors: FieldError[] = [
      ...(officeId === undefined ? [{ field: 'office', message: words.errors.office }] : []),
      ...(dayTyped(typed.day) ? [] : [{ field: 'day', message: words.errors.day }]),
      ...(from || !dayTyped(typed.day) ? [] : [{ field: 'from', message: words.errors.from }]),
      ...(to || !dayTyped(typed.day) ? [] : [{ field: 'to', message: words.errors.to }]),
    ];
    return showPerson(of, req, res, found, typed, errors);
  }
  const by = { id: here.staff.id };
  const outcome = await acts.direct({ centre: here.centre, service, by, designationId: it.id, officeId, from, to });
  if (outcome.kind === 'gone') return notFound(res);
  if (outcome.kind === 'refused') return showPerson(of, req, res, found, typed, [refusedFor(outcome.why)]);
  const said = outcome.told === 'chat' ? 'directed' : 'directed-ring';
  const rest = outcome.declined ? 'declined' : outcome.narrowed ? 'narrowed' : undefined;
  back(res, here, it.id, rest === undefined ? said : `${said}-${rest}`);
}

const refusedFor = (why: Extract<DirectOutcome, { kind: 'refused' }>['why']): FieldError => ({
  field: why === 'two-days' ? 'to' : why === 'no-slot' ? 'from' : 'day',
  message: words.errors[why],
});

function showPerson(
  { parts }: ConsoleOf,
  req: Request,
  res: Response,
  { here, service, it }: Found,
  directing: Directing,
  errors: readonly FieldError[] = [],
): void {
  res.status(errors.length > 0 ? 422 : 200).type('html');
  res.send(personPage({ signedIn: here, now: parts.clock.now(), service, it, directing, errors, done: saidIn(req) }));
}
