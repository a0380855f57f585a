import type { DateTime } from 'luxon';
import type { Wish } from '#office/office.ts';
import { MOST_OFFERED } from '#policy/offers.ts';
import type { MeetingAccess } from '#store/store.ts';
import type { FieldError } from '../shell/form.ts';
import { listOf, momentTyped, textOf } from '../shell/reading.ts';
import { bookingWords } from '../words/bookings.ts';
import { OTHER_TIMES } from './answer-forms.ts';

/** What the forms of a booking's page ask, read; all that is wrong is told at once. */

const words = bookingWords.errors;
const LONGEST_REASON = 300;
export const LONGEST_REMARK = 500;
const LONGEST_ACCESS = 200;
const LONGEST_URL = 1000;

export type Read<T> = { kind: 'read'; value: T } | { kind: 'wrong'; errors: FieldError[] };
const read = <T>(value: T): Read<T> => ({ kind: 'read', value });
const wrong = (field: string, message: string): { kind: 'wrong'; errors: FieldError[] } => ({
  kind: 'wrong',
  errors: [{ field, message }],
});

/** Staff's words to the client: needed, and short enough for a chat. */
export function readReason(body: unknown, field: string): Read<string> {
  const reason = textOf(body, field);
  if (reason === '') return wrong(field, words.reason);
  return reason.length > LONGEST_REASON ? wrong(field, words.reasonLong) : read(reason);
}

/**
 * At whose wish, and staff's words to the client, of `<form>-wish` and `<form>-reason`. Somebody who asked for it knows why;
 * `mustSayWhy`: the office says why where it is its own.
 */
export function readWish(
  body: unknown,
  form: 'move' | 'cancel',
  { mustSayWhy }: { mustSayWhy: boolean },
): Read<{ wish: Wish; reason: string | undefined }> {
  const wish = WISHES.find((it) => it === textOf(body, `${form}-wish`));
  const reason = textOf(body, `${form}-reason`);
  const errors: FieldError[] = [];
  if (wish === undefined) errors.push({ field: `${form}-wish`, message: words.wish });
  if (mustSayWhy && wish !== 'client' && reason === '') errors.push({ field: `${form}-reason`, message: words.reason });
  if (reason.length > LONGEST_REASON) errors.push({ field: `${form}-reason`, message: words.reasonLong });
  if (wish === undefined || errors.length > 0) return { kind: 'wrong', errors };
  return read({ wish, reason: reason || undefined });
}

export const WISHES: readonly Wish[] = ['client', 'office'];

/** A remark may be left out nowhere: an empty one says nothing. */
export function readRemark(body: unknown): Read<string> {
  const text = textOf(body, 'remark');
  if (text === '') return wrong('remark', words.remark);
  return text.length > LONGEST_REMARK ? wrong('remark', words.remarkLong) : read(text);
}

/** The ticked slots and the times that were typed, soonest first, each once. */
export function readOffer(body: unknown): Read<DateTime[]> {
  const errors: FieldError[] = [];
  const times = new Map<number, DateTime>();
  const others = Array.from({ length: OTHER_TIMES }, (_, index) => `offer-other-${index + 1}`);
  for (const [field, text] of [
    ...listOf(body, 'offer-slot').map((it) => ['offer-slot', it]),
    ...others.map((it) => [it, textOf(body, it)]),
  ]) {
    const startsAt = momentTyped(text ?? '');
    if (startsAt) times.set(startsAt.toMillis(), startsAt);
    else if (text) errors.push({ field: field ?? '', message: words.whenFormat });
  }
  if (errors.length > 0) return { kind: 'wrong', errors };
  if (times.size === 0 || times.size > MOST_OFFERED)
    return wrong(listOf(body, 'offer-slot').length > 0 ? 'offer-slot' : 'offer-other-1', words.offer);
  return read([...times.values()].sort((a, b) => a.toMillis() - b.toMillis()));
}

/** At least an ID or an address; the address must be one that can be opened safely. */
export function readAccess(body: unknown): Read<MeetingAccess> {
  const [meetingId, passcode, url] = ['meeting-id', 'passcode', 'url'].map((name) => textOf(body, name)) as [
    string,
    string,
    string,
  ];
  const errors: FieldError[] = [];
  if (meetingId === '' && url === '') errors.push({ field: 'meeting-id', message: words.details });
  if (meetingId.length > LONGEST_ACCESS) errors.push({ field: 'meeting-id', message: words.detailsLong });
  if (passcode.length > LONGEST_ACCESS) errors.push({ field: 'passcode', message: words.detailsLong });
  if (url !== '' && !isSafeUrl(url)) errors.push({ field: 'url', message: words.url });
  if (errors.length > 0) return { kind: 'wrong', errors };
  return read({ meetingId: meetingId || undefined, passcode: passcode || undefined, url: url || undefined });
}

const isSafeUrl = (url: string): boolean => url.length <= LONGEST_URL && URL.canParse(url) && new URL(url).protocol === 'https:';
