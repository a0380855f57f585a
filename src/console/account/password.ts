import express, { type Response } from 'express';
import { html } from '#pages/html.ts';
import type { ConsoleOf } from '../console.ts';
import { type Attempts, attempts } from '../shell/attempts.ts';
import { keepSession } from '../shell/cookies.ts';
import { csrfOf } from '../shell/csrf.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field, linkButton } from '../shell/form.ts';
import { plainPage } from '../shell/plain-page.ts';
import { exactTextOf } from '../shell/reading.ts';
import { visitor } from '../shell/session.ts';
import { accountWords } from '../words/account.ts';
import { passwordErrors, passwordFields } from './password-fields.ts';

const words = accountWords.password;

export function passwordPages(of: ConsoleOf, tries: Attempts = attempts()): express.Router {
  const { store, clock, publicUrl } = of.parts;
  const router = express.Router();
  router.get('/password', (request, response) => send(response, 200, [], request.query['done'] !== undefined));
  router.post('/password', async (request, response) => {
    const { staff } = visitor(response);
    const [current, password] = [exactTextOf(request.body, 'current'), exactTextOf(request.body, 'password')];
    const errors = [
      ...(current === '' ? [{ field: 'current', message: words.currentMissing }] : []),
      ...passwordErrors(password, exactTextOf(request.body, 'repeat'), staff.login),
    ];
    if (errors.length > 0) return send(response, 422, errors);
    if (!(await tries.take(request))) return send(response, 429, [{ field: 'current', message: accountWords.signIn.tooMany }]);
    const outcome = await store.staff.changePassword({ staffId: staff.id, current, password, now: clock.now() });
    if (outcome.kind === 'refused') return send(response, 422, [{ field: 'current', message: words.refused }]);
    await tries.giveBack(request);
    keepSession(response, outcome.token, publicUrl);
    response.redirect(303, '/console/password?done=1');
  });
  return router;
}

function send(response: Response, status: number, errors: readonly FieldError[], done = false): void {
  const csrf = csrfOf(visitor(response).token);
  const main = html`
    <div class="sheet">
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${done && html`<p class="banner banner-done" role="status">${words.done}</p>`} ${errorSummary(errors)}
      <form method="post" action="/console/password" novalidate>
        ${csrfField({ csrf })}
        ${field({
          name: 'current',
          label: words.current,
          type: 'password',
          autocomplete: 'current-password',
          required: true,
          width: 'full',
          error: errorFor(errors, 'current'),
        })}
        ${passwordFields(errors, { password: words.next, repeat: words.repeat })}
        <div class="actions">
          ${button({ label: words.submit, kind: 'primary' })} ${linkButton({ label: words.back, href: '/console', kind: 'quiet' })}
        </div>
      </form>
    </div>
  `;
  response
    .status(status)
    .type('html')
    .send(plainPage({ title: words.title, main }));
}
