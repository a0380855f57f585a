import { randomUUID } from 'node:crypto';
import type { UnusualTime } from '#policy/unusual-times.ts';
import { errorFor, type FieldError } from '../shell/form.ts';
import { listOf, textOf } from '../shell/reading.ts';

/** A form as it comes back: what was typed, and what is to be corrected. */
export type FormState = {
  /** Which of the page's forms was sent; undefined on a page that was only opened. */
  form: string | undefined;
  body: unknown;
  errors: readonly FieldError[];
  /** Times that staff are asked about before they are given out. */
  asked?: readonly UnusualTime[] | undefined;
};

export const NOTHING_SENT: FormState = { form: undefined, body: undefined, errors: [] };

/** What one form shows again; nothing of another form's. */
export function stateOf(state: FormState, form: string) {
  const sent = state.form === form;
  return {
    sent,
    value: (name: string): string | undefined => (sent ? textOf(state.body, name) : undefined),
    values: (name: string): string[] => (sent ? listOf(state.body, name) : []),
    error: (name: string): string | undefined => (sent ? errorFor(state.errors, name) : undefined),
    asked: sent ? (state.asked ?? []) : [],
    /** Made with the page: pressing it twice is one act. */
    pageId: (sent && textOf(state.body, 'page-id')) || randomUUID(),
  };
}
