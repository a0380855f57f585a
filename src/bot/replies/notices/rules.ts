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

type Way = Service['meeting']['details'][number]['way'];

/** How ID, passcode and URL reach the client, each way with its article. */
function howDetailsCome(scene: Scene, serviceId: string, words: Record<Way, string>): string[] {
  const { service, terms } = rulesOf(scene, serviceId);
  return (service?.meeting.details ?? []).map(({ way, source }) => cite(scene, words[way], terms, source));
}

/** Some time after that: they may have been sent. `addressFirst`: an e-mail waits for the address to be confirmed. */
export function howDetailsCame(scene: Scene, serviceId: string, { addressFirst }: { addressFirst: boolean }): string[] {
  const { notes, notices } = scene.words;
  const { details, addressFirst: confirmFirst } = notices.reminder;
  const words = { chat: notes.details.chat, ...details };
  return howDetailsCome(scene, serviceId, addressFirst ? { ...words, 'e-mail': confirmFirst } : words);
}

/** As a booking is confirmed: the address is asked about next. */
export function howDetailsWillCome(scene: Scene, serviceId: string): string[] {
  const byMail = serviceOf(scene, serviceId)?.meeting.details.some(({ way }) => way === 'e-mail') ?? false;
  const { addressAsked, details } = scene.words.notes;
  return [...howDetailsCome(scene, serviceId, details), ...(byMail ? [addressAsked] : [])];
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
