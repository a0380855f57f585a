import type { DateTime } from 'luxon';
import type { Unusual } from '#office/office.ts';
import { type Html, html } from '#pages/html.ts';
import { checkboxes } from '../shell/form.ts';
import { forField, listOf, momentTyped } from '../shell/reading.ts';
import { unusualWords as words } from '../words/unusual.ts';
import type { FormState, stateOf } from './form-state.ts';

/** Asks once about a time that staff seldom mean: a box to tick, named `<form>-sure`, on the form that comes back. */

const nameOf = (form: string): string => `${form}-sure`;

/** Of which times staff have said that they mean them. Another time is asked about anew. */
export const sureOf = (body: unknown, form: string): DateTime[] =>
  listOf(body, nameOf(form)).flatMap((it) => momentTyped(it) ?? []);

/** The form as it comes back with the question. */
export const askingAgain = (form: string, body: unknown, { times }: Unusual): FormState => ({
  form,
  body,
  errors: [{ field: nameOf(form), message: words.ask }],
  asked: times,
});

export function sureField(form: string, { asked, values, error }: ReturnType<typeof stateOf>): Html | false {
  const name = nameOf(form);
  const said = values(name).filter((it) => !asked.some(({ startsAt }) => forField(startsAt) === it));
  if (said.length === 0 && asked.length === 0) return false;
  return html`
    <div>
      ${said.map((value) => html`<input type="hidden" name=${name} value=${value} />`)}
      ${
        asked.length > 0 &&
        checkboxes({
          name,
          label: words.label,
          values: [],
          error: error(name),
          options: asked.map((it) => ({ value: forField(it.startsAt), label: words.time(it) })),
        })
      }
    </div>
  `;
}
