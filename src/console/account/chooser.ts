import express from 'express';
import { html } from '#pages/html.ts';
import { plainPage } from '../shell/plain-page.ts';
import { visitor } from '../shell/session.ts';
import { accountWords } from '../words/account.ts';

const words = accountWords.chooser;

/** The first page of all: who works for one centre goes on at once. */
export function chooserPage(): express.Router {
  const router = express.Router();
  router.get('/', (_request, response) => {
    const { centres } = visitor(response);
    const [only, ...others] = centres;
    if (only !== undefined && others.length === 0) return response.redirect(303, `/console/${only.id}/today`);
    const main = html`
      <div class="sheet">
        <h1>${words.title}</h1>
        <p class="lead">${centres.length > 0 ? words.lead : words.none}</p>
        <ul class="choosing">
          ${centres.map(({ id, name }) => html`<li><a href=${`/console/${id}/today`}>${name.ja}</a></li>`)}
        </ul>
      </div>
    `;
    response.type('html').send(plainPage({ title: words.title, main }));
  });
  return router;
}
