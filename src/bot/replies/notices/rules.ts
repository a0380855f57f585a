import type { DateTime } from 'luxon';
import { ZONE } from '#clock.ts';
import type { Service } from '#policy/centre.ts';
import { chatCancelUntil } from '#policy/deadlines.ts';
import { cite, type Scene, serviceOf, termsOf } from '../scene.ts';
import type { About } from './parts.ts';

/** The rules of a booking as they stand when its notice is written, each with its article. */

export function rulesOf(scene: Scene, serviceId: string) {
  const service = serviceOf(scene, serviceId);
  return { service, terms: termsOf(scene, service?.terms) };
}

/** How ID, passcode and URL reach the client, each way with its article. `addressFirst`: an e-mail waits for the address to be confirmed. */
export function howDetailsCome(scene: Scene, serviceId: string, { addressFirst = false } = {}): string[] {
  const { service, terms } = rulesOf(scene, serviceId);
  const { notes, notices } = scene.words;
  return (service?.meeting.details ?? []).map(({ way, source }) =>
    cite(scene, addressFirst && way === 'e-mail' ? notices.reminder.addressFirst : notes.details[way], terms, source),
  );
}

/** The same as a booking is confirmed: the address is asked about next. */
export function howDetailsWillCome(scene: Scene, serviceId: string): string[] {
  const byMail = serviceOf(scene, serviceId)?.meeting.details.some(({ way }) => way === 'e-mail') ?? false;
  return [...howDetailsCome(scene, serviceId), ...(byMail ? [scene.words.notes.addressAsked] : [])];
}

/** The rule for cancelling as it is now, then the ten minutes after the start; each with its article. */
export function rulesNow(scene: Scene, { serviceId, startsAt }: About): string[] {
  const service = serviceOf(scene, serviceId);
  if (!service || !startsAt) return [];
  const { cancellation, presumedCancellation: presumed } = service;
  const terms = termsOf(scene, service.terms);
  const minutes = presumed?.value.minutesAfterStart;
  return [
    cite(scene, cancelling(scene, service, startsAt), terms, cancellation.chatUntilDaysBefore.source),
    ...(minutes === undefined ? [] : [cite(scene, scene.words.notes.rules.presumed(minutes), terms, presumed?.source)]),
  ];
}

function cancelling(scene: Scene, service: Service, startsAt: DateTime): string {
  const { notes, notices } = scene.words;
  const { value } = service.cancellation.chatUntilDaysBefore;
  const until = chatCancelUntil(service, startsAt);
  if (value === 'never' || until === 'never') return notes.rules.never;
  if (isToday(scene, startsAt)) return notices.reminder.sameDay;
  return scene.now < until ? notices.reminder.changeUntil(value) : notes.rules.never;
}

export const isToday = ({ now }: Scene, startsAt: DateTime): boolean => startsAt.setZone(ZONE).hasSame(now.setZone(ZONE), 'day');
