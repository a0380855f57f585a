import type { BookingFacts, BookingView, MaskedProfile } from '#machines/commands.ts';
import type { FieldName } from '#policy/centre.ts';
import { maskInWords } from './masking.ts';
import { dayWords, slotWords } from './moments.ts';
import type { Row } from './reply.ts';
import { officeName, officeOf, type Scene, serviceName } from './scene.ts';

/** A booking on a card: when, what, where, and the number to say on the phone. */
export function bookingRows(scene: Scene, booking: BookingFacts & { otherTime?: boolean }): Row[] {
  const { labels } = scene.words;
  return [
    { label: labels.when, value: whenWords(scene, booking) },
    ...placeRows(scene, booking),
    { label: labels.reference, value: booking.reference },
  ];
}

export function placeRows(scene: Scene, { officeId, serviceId }: { officeId: string; serviceId: string }): Row[] {
  const { labels } = scene.words;
  return [
    { label: labels.service, value: serviceName(scene, serviceId) },
    { label: labels.office, value: officeName(scene, officeOf(scene, officeId)) },
  ];
}

/** Its time; for a request with the client's own wishes that they are there, not what they say. */
export function whenWords(scene: Scene, booking: Pick<BookingFacts, 'startsAt' | 'endsAt'> & { otherTime?: boolean }): string {
  const { words } = scene;
  return slotWords(scene, booking) ?? (booking.otherTime ? words.otherTime : words.timeNotSet);
}

/** Its day, short enough for a button; its number where it has no day. */
export const shortName = (scene: Scene, { startsAt, reference }: BookingView): string =>
  startsAt === null ? reference : dayWords(scene, startsAt);

/** What was entered, masked by whoever looked it up. */
export const profileRows = ({ words, language }: Scene, asks: readonly FieldName[], known: MaskedProfile): Row[] =>
  asks.map((field) => {
    const mask = known[field];
    return { label: words.fields[field], value: mask === undefined ? words.masked.missing : maskInWords(field, mask, language) };
  });
