import express, { type Response } from 'express';
import type { AccountChange, ByAdministrator, Role, StaffStore } from '#store/staff-store.ts';
import type { ConsoleOf } from '../console.ts';
import type { FieldError } from '../shell/form.ts';
import { idOf, listOf, textOf } from '../shell/reading.ts';
import { notFound } from '../shell/refusal.ts';
import { administratorsOnly } from '../shell/session.ts';
import { signedIn } from '../shell/signed-in.ts';
import { staffWords as words } from '../words/staff.ts';
import { linkPage } from './link-page.ts';
import { type Given, staffPage } from './page.ts';

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
    const role = ROLES.find((known) => known === textOf(request.body, 'role'));
    const own = it.centres.map(({ id }) => id);
    const centres = listOf(request.body, 'centres');
    const errors = [
      ...(role === undefined ? [{ field: 'role', message: words.errors.role }] : []),
      ...(centres.length === 0 || centres.some((id) => !own.includes(id))
        ? [{ field: 'centres', message: words.errors.centres }]
        : []),
    ];
    if (role === undefined || errors.length > 0) return send(response, 422, { role: role ?? '', centres }, errors);
    const token = await store.staff.invite({ role, centreIds: [...new Set(centres)], by: byOf(response), now: clock.now() });
    response.type('html').send(linkPage({ signedIn: it, kind: 'join', link: `${publicUrl}/console/welcome/${token}` }));
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
