import express from 'express';
import { type Html, html } from '#pages/html.ts';
import type { ConsoleOf } from '../console.ts';
import { type Attempts, attempts } from '../shell/attempts.ts';
import { dropSession, keepSession, sessionToken } from '../shell/cookies.ts';
import { csrfBefore } from '../shell/csrf.ts';
import { button, csrfField, errorFor, errorSummary, type FieldError, field } from '../shell/form.ts';
import { plainPage } from '../shell/plain-page.ts';
import { exactTextOf, textOf } from '../shell/reading.ts';
import { visitorOf } from '../shell/session.ts';
import { SIGNED_OUT } from '../shell/sign-in-address.ts';
import { accountWords } from '../words/account.ts';

const words = accountWords.signIn;

type Shown = { csrf: string; login?: string; to: string; errors?: FieldError[]; said?: string | undefined };

/** Only addresses of the console itself, so that a link cannot lead elsewhere after the sign-in. */
const ownAddress = (to: unknown): string =>
  typeof to === 'string' && /^\/console(?:[/?][\w\-/?&=.%~+]*)?$/.test(to) && !to.includes('//') ? to : '/console';

export function signInPages(of: ConsoleOf, tries: Attempts = attempts()): express.Router {
  const { store, clock, publicUrl } = of.parts;
  const router = express.Router();
  router.get('/sign-in', async (request, response) => {
    const to = ownAddress(request.query['to']);
    if ((await visitorOf(request, of, false)) !== undefined) return response.redirect(303, to);
    const csrf = csrfBefore(request, response, publicUrl);
    response.type('html').send(page({ csrf, to, said: saidBy(request.query) }));
  });
  router.post('/sign-in', async (request, response) => {
    const [login, password] = [textOf(request.body, 'login'), exactTextOf(request.body, 'password')];
    const shown = { csrf: csrfBefore(request, response, publicUrl), login, to: ownAddress(textOf(request.body, 'to')) };
    const errors = missing(login, password);
    if (errors.length > 0)
      return response
        .status(422)
        .type('html')
        .send(page({ ...shown, errors }));
    if (!(await tries.take(request))) {
      const tooMany = [{ field: 'login', message: words.tooMany }];
      return response
        .status(429)
        .set('Retry-After', '300')
        .type('html')
        .send(page({ ...shown, errors: tooMany }));
    }
    const outcome = await store.staff.signIn({ login, password, now: clock.now() });
    if (outcome.kind === 'refused') {
      const refused = [{ field: 'login', message: words.refused }];
      return response
        .status(422)
        .type('html')
        .send(page({ ...shown, errors: refused }));
    }
    await tries.giveBack(request);
    keepSession(response, outcome.token, publicUrl);
    response.redirect(303, shown.to);
  });
  router.post('/sign-out', async (request, response) => {
    const token = sessionToken(request);
    if (token !== undefined) await store.staff.signOut(token, clock.now());
    dropSession(response, publicUrl);
    response.redirect(303, SIGNED_OUT);
  });
  return router;
}

function saidBy(query: express.Request['query']): string | undefined {
  if (query['out'] !== undefined) return words.signedOut;
  return query['ended'] === undefined ? undefined : words.ended;
}

const missing = (login: string, password: string): FieldError[] => [
  ...(login.trim() === '' ? [{ field: 'login', message: words.loginMissing }] : []),
  ...(password === '' ? [{ field: 'password', message: words.passwordMissing }] : []),
];

function page({ csrf, login, to, errors = [], said }: Shown): string {
  const main: Html = html`
    <div class="sheet">
      <h1>${words.title}</h1>
      <p class="lead">${words.lead}</p>
      ${said !== undefined && html`<p class="banner banner-info" role="status">${said}</p>`} ${errorSummary(errors)}
      <form method="post" action="/console/sign-in" novalidate>
        ${csrfField({ csrf })}
        <input type="hidden" name="to" value=${to} />
        ${field({
          name: 'login',
          label: words.login,
          value: login,
          autocomplete: 'username',
          required: true,
          width: 'full',
          maxLength: 100,
          error: errorFor(errors, 'login'),
        })}
        ${field({
          name: 'password',
          label: words.password,
          type: 'password',
          autocomplete: 'current-password',
          required: true,
          width: 'full',
          error: errorFor(errors, 'password'),
        })}
        ${button({ label: words.submit, kind: 'primary' })}
      </form>
      <p class="hint">${words.help}</p>
    </div>
  `;
  return plainPage({ title: words.title, main });
}
