import { readEmail, readPhone } from '#bot/understanding/contact.ts';
import { COMPANIONS_AT_MOST, FREE_TEXT_LENGTHS } from '#bot/understanding/free-text.ts';
import { readJobSeekerNumber } from '#bot/understanding/job-seeker-number.ts';
import { readName } from '#bot/understanding/name.ts';
import type { Profile } from '#store/store.ts';
import type { Read } from '../bookings/form-reading.ts';
import type { FieldError } from '../shell/form.ts';
import { textOf } from '../shell/reading.ts';
import { newWords } from '../words/booking-list.ts';

const words = newWords.errors;

/** By the same rules as the chat; only the name is needed, since staff may know the rest later. */
export function readProfile(body: unknown): Read<Profile> {
  const errors: FieldError[] = [];
  const of = (field: string, read: (text: string) => string | undefined, message: string): string | undefined => {
    const text = textOf(body, field);
    const value = text === '' ? undefined : read(text);
    if (text !== '' && value === undefined) errors.push({ field, message });
    return value;
  };
  const name = of('name', nameIn, words.name);
  if (textOf(body, 'name') === '') errors.push({ field: 'name', message: words.name });
  const profile = {
    jobSeekerNumber: of('number', numberIn, words.number),
    phone: of('phone', phoneIn, words.phone),
    email: of('email', emailIn, words.email),
    topic: of('topic', (text) => shortEnough(text, FREE_TEXT_LENGTHS.topic), words.long),
    companions: of('companions', (text) => shortEnough(text, COMPANIONS_AT_MOST), words.long),
  };
  return name === undefined || errors.length > 0 ? { kind: 'wrong', errors } : { kind: 'read', value: { name, ...profile } };
}

const nameIn = (text: string): string | undefined => {
  const read = readName(text);
  return read.kind === 'name' ? read.name : undefined;
};

const numberIn = (text: string): string | undefined => {
  const read = readJobSeekerNumber(text);
  return read.kind === 'number' ? read.number : undefined;
};

const phoneIn = (text: string): string | undefined => {
  const read = readPhone(text);
  return read.kind === 'phone' ? read.phone : undefined;
};

const emailIn = (text: string): string | undefined => {
  const read = readEmail(text);
  return read.kind === 'email' ? read.email : undefined;
};

const shortEnough = (text: string, most: number): string | undefined => (text.length <= most ? text : undefined);
