import { type Html, html } from '#pages/html.ts';
import { shellWords as words } from '../words/shell.ts';

/** `field`: the id of the control, by which the link leads there. */
export type FieldError = { field: string; message: string };

/** On top of a form that has mistakes: takes the focus (by `autofocus`, without script too) and leads to each field. */
export function errorSummary(errors: readonly FieldError[]): Html | false {
  if (errors.length === 0) return false;
  return html`
    <div class="errors" role="alert" tabindex="-1" autofocus aria-labelledby="errors-title">
      <h2 id="errors-title">${words.errors(errors.length)}</h2>
      <ul>
        ${errors.map(({ field, message }) => html`<li><a href=${`#${field}`}>${message}</a></li>`)}
      </ul>
    </div>
  `;
}

/** The message for one field, for its `error`. */
export const errorFor = (errors: readonly FieldError[], field: string): string | undefined =>
  errors.find((it) => it.field === field)?.message;
