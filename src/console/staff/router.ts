import express, { type Request, type Response } from 'express';
import type { AccountChange, ByAdministrator, Role, StaffStore } from '#store/staff-store.ts';
import type { ConsoleOf, SignedIn } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { idOf, listOf, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { administratorsOnly } from '../shell/session.ts';
import { signedIn } from '../shell/signed-in.ts';
import { staffWords as words } from '../words/staff.ts';
import { fixedFor } from './fixed.ts';
import { linkPage } from './link-page.ts';
import { staffPage } from './page.ts';
import { type Given, personPage } from './person-page.ts';

const ROLES: readonly Role[] = ['counsellor', 'administrator'];

/** `/staff`: the accounts of a centre, invitations, and what an administrator may do with an account. */
export function staffPages(of: ConsoleOf): express.Router {
  const { store, clock, publicUrl } = of.parts;
  const router = express.Router({ mergeParams: true });
  const send = async (response: Response, status: number, given: Given, errors: FieldError[] = [], said?: string) => {
    const it = signedIn(response);
    const now = clock.now();
    const [accounts, open] = [
      await store.staff.accounts(it.centre.id, now),
      await store.staff.openInvitations(it.centre.id, now),
    ];
    const nameOf = (id: string) => of.parts.centres.get(id)?.name.ja ?? id;
    response
      .status(status)
      .type('html')
      .send(staffPage({ signedIn: it, accounts, open, given, errors, said, now, nameOf }));
  };
  router.use('/staff', administratorsOnly);
  router.get('/staff', (request, response) => {
    const { centre } = signedIn(response);
    return send(response, 200, { role: 'counsellor', centres: [centre.id] }, [], saidBy(request.query['said']));
  });
  router.post('/staff', async (request, response) => {
    const it = signedIn(response);
    const { role, given, errors } = chosenIn(request.body, it);
    if (role === undefined || errors.length > 0) return send(response, 422, given, errors);
    const token = await store.staff.inviteBy(byOf(response), { role, centreIds: given.centres, now: clock.now() });
    if (token === undefined) return back(response, 'not-allowed');
    response.type('html').send(linkPage({ signedIn: it, kind: 'join', link: `${publicUrl}/console/welcome/${token}` }));
  });
  const sendPerson = async (request: Request<{ id: string }>, response: Response, given?: Given, errors: FieldError[] = []) => {
    const it = signedIn(response);
    const account = (await store.staff.accounts(it.centre.id, clock.now())).find(({ id }) => id === idOf(request.params.id));
    if (account === undefined) return notFound(response);
    const asItIs = { role: account.role, centres: account.centreIds };
    const page = personPage({ signedIn: it, account, given: given ?? asItIs, errors, fixed: fixedFor(account, it) });
    response
      .status(errors.length > 0 ? 422 : 200)
      .type('html')
      .send(page);
  };
  router.get('/staff/:id', (request, response) => sendPerson(request, response));
  router.post('/staff/:id', async (request, response) => {
    const staffId = idOf(request.params.id);
    if (staffId === undefined) return notFound(response);
    const { role, given, errors } = chosenIn(request.body, signedIn(response));
    if (role === undefined || errors.length > 0) return sendPerson(request, response, given, errors);
    const change = { staffId, role, centreIds: given.centres, by: byOf(response), now: clock.now() };
    const outcome = await store.staff.reassign(change);
    if (outcome.kind === 'not-found') return notFound(response);
    if (outcome.kind === 'done') return back(response, 'reassigned');
    return sendPerson(request, response, given, [{ field: 'role', message: words.fixed[outcome.kind] }]);
  });
  router.post('/staff/invitations/:id/withdraw', async (request, response) => {
    const id = idOf(request.params.id);
    if (id === undefined) return notFound(response);
    const withdrawn = await store.staff.withdrawInvitation({ id, by: byOf(response), now: clock.now() });
    back(response, withdrawn ? 'withdrawn' : 'gone');
  });
  router.post('/staff/:id/reset', async (request, response) => {
    const staffId = idOf(request.params.id);
    if (staffId === undefined) return notFound(response);
    const outcome = await store.staff.resetLink({ staffId, by: byOf(response), now: clock.now() });
    if (!('token' in outcome)) return answer(response, outcome, 'gone');
    const link = `${publicUrl}/console/welcome/${outcome.token}`;
    response.type('html').send(linkPage({ signedIn: signedIn(response), kind: 'new-password', link }));
  });
  for (const [path, act, said] of ACTS) {
    router.post(`/staff/:id/${path}`, async (request, response) => {
      const staffId = idOf(request.params['id']);
      if (staffId === undefined) return notFound(response);
      answer(response, await store.staff[act]({ staffId, by: byOf(response), now: clock.now() }), said);
    });
  }
  return router;
}

/** What a form chose; only centres of the administrator's own can be given. */
function chosenIn(
  body: unknown,
  { centres: own }: SignedIn,
): { role: Role | undefined; given: Given & { centres: string[] }; errors: FieldError[] } {
  const role = ROLES.find((known) => known === textOf(body, 'role'));
  const centres = [...new Set(listOf(body, 'centres'))];
  const within = centres.length > 0 && centres.every((id) => own.some((centre) => centre.id === id));
  const errors = [
    ...(role === undefined ? [{ field: 'role', message: words.errors.role }] : []),
    ...(within ? [] : [{ field: 'centres', message: words.errors.centres }]),
  ];
  return { role, given: { role: role ?? '', centres }, errors };
}

const ACTS = [
  ['disable', 'disable', 'disabled'],
  ['enable', 'enable', 'enabled'],
  ['unlock', 'unlock', 'unlocked'],
] as const satisfies readonly (readonly [string, keyof StaffStore, Said])[];

type Said = keyof typeof words.said;
const isSaid = (code: unknown): code is Said => typeof code === 'string' && Object.hasOwn(words.said, code);
const saidBy = (code: unknown): string | undefined => (isSaid(code) ? words.said[code] : undefined);

function byOf(response: Response): ByAdministrator {
  const { staff, centre } = signedIn(response);
  return { id: staff.id, centreId: centre.id };
}

function answer(response: Response, { kind }: AccountChange, said: Said): void {
  if (kind === 'not-found') notFound(response);
  else back(response, kind === 'done' ? said : kind);
}

function back(response: Response, said: Said): void {
  response.redirect(303, `/console/${signedIn(response).centre.id}/staff?said=${said}`);
}
