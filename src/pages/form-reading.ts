import { readEmail, readPhone } from '#bot/understanding/contact.ts';
import { FREE_TEXT_LENGTHS, readFreeText } from '#bot/understanding/free-text.ts';
import { readJobSeekerNumber } from '#bot/understanding/job-seeker-number.ts';
import { readName } from '#bot/understanding/name.ts';
import { readWord } from '#bot/understanding/words.ts';
import type { FieldName } from '#policy/centre.ts';
import { NONE } from '#policy/no-value.ts';
import type { FieldError } from './catalogue/catalogue.ts';
import type { FormField } from './form-fields.ts';

/** What came in, by the name of its input; never trusted. */
export type Typed = Readonly<Record<string, string>>;
export type Values = Partial<Record<FieldName, string>>;
export type Errors = Partial<Record<FieldName, FieldError>>;

/** The inputs besides those that bear their field's name. */
export const NONE_YET = 'job-seeker-number-none';
export const COMPANIONS_ANSWER = 'companions-answer';

type ReadField = { value: string } | { error: FieldError };

/** Reads the form by the rules of the chat. All fields are read, so that everything to correct is shown at once. */
export function readForm(
  fields: readonly FormField[],
  typed: Typed,
): { kind: 'values'; values: Values } | { kind: 'errors'; errors: Errors } {
  const values: Values = {};
  const errors: Errors = {};
  for (const field of fields) {
    const read = READERS[field.field](typed, field);
    if ('value' in read) values[field.field] = read.value;
    else errors[field.field] = read.error;
  }
  return Object.keys(errors).length > 0 ? { kind: 'errors', errors } : { kind: 'values', values };
}

/** What a body parser left behind, as plain strings; an input that came more than once is not ours. */
export function typedIn(body: unknown): Typed {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(Object.entries(body).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

const READERS: Record<FieldName, (typed: Typed, field: FormField) => ReadField> = {
  name(typed) {
    const read = readName(textOf(typed, 'name'));
    return read.kind === 'name' ? { value: read.name } : { error: `name-${read.why}` };
  },
  'job-seeker-number'(typed, { noneYet }) {
    const text = textOf(typed, 'job-seeker-number');
    const checked = noneYet && typed[NONE_YET] !== undefined;
    if (text === '') return checked ? { value: NONE } : { error: `job-seeker-number-${noneYet ? 'empty' : 'needed'}` };
    const read = readJobSeekerNumber(text);
    if (read.kind === 'none-yet') return noneYet ? { value: NONE } : { error: 'job-seeker-number-needed' };
    if (checked) return { error: 'job-seeker-number-both' };
    return read.kind === 'number' ? { value: read.number } : { error: 'job-seeker-number-format' };
  },
  email(typed) {
    const text = textOf(typed, 'email');
    if (text === '') return { error: 'email-empty' };
    const read = readEmail(text);
    return read.kind === 'email' ? { value: read.email } : { error: `email-${read.why}` };
  },
  phone(typed) {
    const text = textOf(typed, 'phone');
    if (text === '') return { error: 'phone-empty' };
    const read = readPhone(text);
    return read.kind === 'phone' ? { value: read.phone } : { error: 'phone-format' };
  },
  topic(typed) {
    const text = textOf(typed, 'topic');
    const read = readFreeText(text, FREE_TEXT_LENGTHS.topic);
    if (read.kind === 'text') return { value: readWord(read.text) === 'none' ? NONE : read.text };
    return read.why === 'empty' ? { value: NONE } : { error: `topic-${read.why}` };
  },
  companions(typed) {
    const answer = typed[COMPANIONS_ANSWER];
    if (answer === 'none') return { value: NONE };
    if (answer !== 'some') return { error: 'companions-choose' };
    const read = readFreeText(textOf(typed, 'companions'), FREE_TEXT_LENGTHS.companions);
    return read.kind === 'text' ? { value: read.text } : { error: `companions-${read.why}` };
  },
};

const textOf = (typed: Typed, input: string): string => (typed[input] ?? '').trim();
