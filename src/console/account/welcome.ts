import express, { type Response } from 'express';
import { type Html, html } from '#pages/html.ts';
import { judgeLogin } from '#policy/account-rule.ts';
import type { Invitation } from '#store/staff-store.ts';
import type { ConsoleOf } from '../console.ts';
import { keepSession } from '../shell/cookies.ts';
import { csrfBefore } from '../shell/csrf.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field, linkButton } from '../shell/form.ts';
import { plainPage } from '../shell/plain-page.ts';
import { exactTextOf, textOf } from '../shell/reading.ts';
import { accountWords, LOGIN_PROBLEMS } from '../words/account.ts';
import { shellWords } from '../words/shell.ts';
import { passwordErrors, passwordFields } from './password-fields.ts';

const words = accountWords.welcome;

type Given = { login: string; name: string; password: string; repeat: string };
const NOTHING: Given = { login: '', name: '', password: '', repeat: '' };
type Shown = { csrf: string; token: string; invitation: Invitation; given: Given; errors: FieldError[] };

/** Behind a one-time link: somebody new chooses login, name and password, or somebody known a new password. */
export function welcomePages(of: ConsoleOf): express.Router {
  const { store, clock, publicUrl } = of.parts;
  const router = express.Router();
  router.get('/welcome/:token', async (request, response) => {
    const { token } = request.params;
    const invitation = await store.staff.invitation(token, clock.now());
    if (!invitation) return sendVoid(response);
    const csrf = csrfBefore(request, response, publicUrl);
    send(response, 200, { csrf, token, invitation, given: NOTHING, errors: [] }, of);
  });
  router.post('/welcome/:token', async (request, response) => {
    const { token } = request.params;
    const now = clock.now();
    const invitation = await store.staff.invitation(token, now);
    if (!invitation) return sendVoid(response);
    const given = givenIn(request.body);
    const csrf = csrfBefore(request, response, publicUrl);
    const again = (errors: FieldError[]) => send(response, 422, { csrf, token, invitation, given, errors }, of);
    const errors =
      invitation.kind === 'join' ? joinErrors(given) : passwordErrors(given.password, given.repeat, invitation.login);
    if (errors.length > 0) return again(errors);
    const outcome =
      invitation.kind === 'join'
        ? await store.staff.join({ token, login: given.login, name: given.name, password: given.password, now })
        : await store.staff.setPassword({ token, password: given.password, now });
    if (outcome.kind === 'void') return sendVoid(response);
    if (outcome.kind === 'login-taken') return again([{ field: 'login', message: words.taken }]);
    keepSession(response, outcome.token, publicUrl);
    response.redirect(303, '/console');
  });
  return router;
}

const givenIn = (body: unknown): Given => ({
  login: textOf(body, 'login'),
  name: textOf(body, 'name'),
  password: exactTextOf(body, 'password'),
  repeat: exactTextOf(body, 'repeat'),
});

function joinErrors({ login, name, password, repeat }: Given): FieldError[] {
  const problem = judgeLogin(login);
  const called = name === '' ? words.nameMissing : [...name].length > 40 ? words.nameLong : undefined;
  return [
    ...(problem === undefined ? [] : [{ field: 'login', message: LOGIN_PROBLEMS[problem] }]),
    ...(called === undefined ? [] : [{ field: 'name', message: called }]),
    ...passwordErrors(password, repeat, login),
  ];
}

function sendVoid(response: Response): void {
  const main = html`
    <div class="sheet">
      <h1>${words.voidTitle}</h1>
      <p>${words.voidText}</p>
      <p>${linkButton({ label: words.toSignIn, href: '/console/sign-in' })}</p>
    </div>
  `;
  response
    .status(404)
    .type('html')
    .send(plainPage({ title: words.voidTitle, main }));
}

function send(response: Response, status: number, shown: Shown, of: ConsoleOf): void {
  const { csrf, token, invitation, given, errors } = shown;
  const joins = invitation.kind === 'join';
  const title = joins ? words.title : words.newPasswordTitle;
  const main = html`
    <div class="sheet">
      <h1>${title}</h1>
      <p class="lead">${joins ? leadOf(invitation, of) : words.newPasswordLead(invitation.name)}</p>
      ${errorSummary(errors)}
      <form method="post" action=${`/console/welcome/${token}`} novalidate>
        ${csrfField({ csrf })} ${joins ? personFields(given, errors) : loginOf(invitation.login)}
        ${passwordFields(errors, words)}
        ${button({ label: joins ? words.submit : words.newPasswordSubmit, kind: 'primary' })}
      </form>
    </div>
  `;
  response.status(status).type('html').send(plainPage({ title, main }));
}

function leadOf({ role, centreIds }: Invitation & { kind: 'join' }, { parts }: ConsoleOf): string {
  const centres = centreIds.flatMap((id) => parts.centres.get(id)?.name.ja ?? []);
  return words.lead(shellWords.role[role], centres.join('、'));
}

const personFields = (given: Given, errors: readonly FieldError[]): Html => html`
  <div>
    ${field({
      name: 'login',
      label: words.login,
      hint: words.loginHint,
      value: given.login,
      autocomplete: 'username',
      required: true,
      width: 'full',
      error: errorFor(errors, 'login'),
    })}
    ${field({
      name: 'name',
      label: words.name,
      hint: words.nameHint,
      value: given.name,
      autocomplete: 'name',
      required: true,
      width: 'full',
      error: errorFor(errors, 'name'),
    })}
  </div>
`;

/** For the browser's store of passwords. */
const loginOf = (login: string): Html =>
  html`<p class="said"><span class="said-label">${words.login}</span> ${login}<input type="hidden" autocomplete="username" value=${login} /></p>`;
