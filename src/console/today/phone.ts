import { type Html, html } from '#pages/html.ts';
import { peopleWords } from '../words/people.ts';
import { taskWords as words } from '../words/tasks.ts';

/** A number that is rung by a press, and named to those who do not see where it stands. */
export const phoneLink = (number: string): Html =>
  html`<span><span class="visually-hidden">${peopleWords.phone}</span><a href=${`tel:${number.replaceAll(/[^\d+]/g, '')}`}>${number}</a></span>`;

export const phone = (number: string | undefined): Html =>
  number === undefined ? html`<span class="quiet">${words.noPhone}</span>` : phoneLink(number);
