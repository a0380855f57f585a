import type { Response } from 'express';
import { html } from '#pages/html.ts';
import { refusalWords } from '../words/shell.ts';
import { plainPage } from './plain-page.ts';

export type Why = keyof typeof refusalWords;

/** A whole page that says why there is nothing else, and leads back. */
export function refuse(response: Response, status: number, why: Why, back = '/console'): void {
  const words = refusalWords[why];
  const main = html`
    <div class="sheet">
      <h1>${words.title}</h1>
      <p>${words.text}</p>
      <p><a class="button button-secondary" href=${back}>${words.back}</a></p>
    </div>
  `;
  response
    .status(status)
    .type('html')
    .send(plainPage({ title: words.title, main }));
}

/** For a page of a centre: what is asked for is not there, or belongs to another centre. */
export const notFound = (response: Response): void => refuse(response, 404, 'notFound');
